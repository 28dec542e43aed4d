"""Which backups stay, how they are named, which numbers are skipped."""

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from lms.operations.backup.keeping import Named, name_of, read_name, skipped_to, to_keep
from lms.safekeeping import Keep

SHANGHAI = ZoneInfo("Asia/Shanghai")
NIGHT = datetime(2026, 11, 22, 18, 30, tzinfo=UTC)  # 02:30 of the 23rd in Shanghai


def nightly(days: int, end: datetime = NIGHT) -> list[Named]:
    instants = [end - timedelta(days=number) for number in range(days)]
    return [read_name(name_of(at, 1, is_sealed=False)) for at in instants]


def days_kept(backups: list[Named], keep: Keep) -> list[str]:
    kept = to_keep(backups, keep, SHANGHAI)
    local = [b.at.astimezone(SHANGHAI) for b in sorted(backups, reverse=True) if b.name in kept]
    return [f"{at:%m-%d}" for at in local]


@pytest.mark.parametrize("sealed", [True, False])
@pytest.mark.parametrize("number", [1, 2, 17])
def test_a_name_is_read_as_it_was_written(sealed, number):
    named = read_name(name_of(NIGHT, number, is_sealed=sealed))

    assert (named.at, named.number, named.is_sealed) == (NIGHT, number, sealed)


@pytest.mark.parametrize(
    "name",
    ["notes.txt", "shitu-20261122T183000Z.tar.gz.part", "shitu-20261399T183000Z.tar.gz", ".backup"],
)
def test_what_is_no_backup_is_left_alone(name):
    assert read_name(name) is None


def test_a_year_of_nights_leaves_seven_days_four_weeks_twelve_months():
    kept = days_kept(nightly(365), Keep(7, 4, 12))

    assert kept[:7] == ["11-23", "11-22", "11-21", "11-20", "11-19", "11-18", "11-17"]
    assert kept[7:9] == ["11-15", "11-08"]  # Sundays; those of the two weeks before stand above
    assert kept[9:] == [
        "10-31", "09-30", "08-31", "07-31", "06-30", "05-31",
        "04-30", "03-31", "02-28", "01-31", "12-31",
    ]  # fmt: skip


def test_what_is_kept_stays_kept_from_night_to_night():
    keep, have = Keep(7, 4, 12), []
    for number in range(400):
        have += nightly(1, NIGHT + timedelta(days=number))
        kept = to_keep(have, keep, SHANGHAI)
        have = [backup for backup in have if backup.name in kept]

    assert len(have) >= 7 + 2 + 11
    assert len({backup.at.astimezone(SHANGHAI).strftime("%Y-%m") for backup in have}) == 12


def test_whoever_made_none_for_a_year_loses_none():
    old = nightly(7, NIGHT - timedelta(days=400))

    assert to_keep(old, Keep(7, 4, 12), SHANGHAI) == {backup.name for backup in old}


def test_of_a_day_the_newest_stays():
    noon, evening = (NIGHT + timedelta(hours=h) for h in (10, 16))
    backups = [read_name(name_of(at, 1, is_sealed=False)) for at in (NIGHT, noon, evening)]

    assert to_keep(backups, Keep(7, 0, 0), SHANGHAI) == {name_of(evening, 1, is_sealed=False)}


def test_the_newest_always_stays():
    assert len(to_keep(nightly(5), Keep(0, 0, 0), SHANGHAI)) == 1


def test_a_day_is_one_of_the_companys_zone():
    late = read_name(name_of(datetime(2026, 11, 22, 15, 59, tzinfo=UTC), 1, is_sealed=False))
    early = read_name(name_of(datetime(2026, 11, 22, 16, 1, tzinfo=UTC), 1, is_sealed=False))

    assert to_keep([late, early], Keep(7, 0, 0), SHANGHAI) == {late.name, early.name}


@pytest.mark.parametrize(
    ("last", "mark"),
    [(0, 1_000), (3, 2_000), (999, 2_000), (1_000, 2_000), (1_001, 3_000), (30_000, 60_000),
     (499_000, 998_000), (600_000, None)],
)  # fmt: skip
def test_numbers_that_nobody_knows_of_are_skipped_generously(last, mark):
    assert skipped_to(last) == mark
    assert mark is None or mark >= last + 1_000 or mark == 2 * last
