"""The disk of the power-cut proof: what was flushed is there, of the rest each sector or not."""

import random

from proofs.disk import SECTOR, Disk

SIZE = 64 * SECTOR
OLD, NEW = b"o" * SECTOR, b"n" * SECTOR


def chance() -> random.Random:
    return random.Random(1)  # no secret


def sectors_of(left: bytes) -> list[bytes]:
    return [bytes(left[start : start + SECTOR]) for start in range(0, SIZE, SECTOR)]


def test_what_was_flushed_survives():
    disk = Disk(SIZE)
    disk.write(0, OLD * 64)
    disk.flush()

    assert sectors_of(disk.after_power_cut(chance())) == [OLD] * 64


def test_of_the_cache_each_sector_survives_or_not():
    disk = Disk(SIZE)
    disk.write(0, OLD * 64)
    disk.flush()
    disk.write(0, NEW * 64)
    left = sectors_of(disk.after_power_cut(chance()))

    assert set(left) == {OLD, NEW}
    assert bytes(disk.shown) == NEW * 64


def test_a_cut_changes_nothing_for_those_who_go_on():
    disk = Disk(SIZE)
    disk.write(SECTOR, NEW)
    disk.after_power_cut(chance())
    disk.flush()

    assert sectors_of(disk.after_power_cut(chance()))[1] == NEW
