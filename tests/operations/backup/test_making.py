"""Backups are whole files of everything, made beside a running product, kept by rule."""

import errno
import subprocess
import tarfile
from datetime import timedelta

import pytest

from lms.db import beside, db
from lms.operations.backup import checking, jobs, making
from lms.operations.backup.archive import opened
from lms.operations.backup.checking import check
from lms.operations.backup.trouble import BackupError, Damaged
from tests.operations.backup.conftest import NOW, UPLOADS, House, manifest_in
from tests.people.test_audit import tamper


def names_in(file) -> set[str]:
    with tarfile.open(file) as tar:
        return set(tar.getnames())


def test_a_backup_holds_the_database_and_all_that_lies_beside_it(house: House):
    backup = house.back_up()
    names = names_in(backup.file)

    assert {"secret-key", "audit-anchor", "manifest.json", "demo", *UPLOADS} <= names
    assert not [n for n in names if n.startswith(("queue", "before-", ".", "backups"))]
    assert backup.file.stat().st_mode & 0o777 == 0o600
    assert backup.file.parent.stat().st_mode & 0o777 == 0o700
    with tarfile.open(backup.file) as tar:
        assert tar.extractfile("uploads/b.ogg").read() == UPLOADS["uploads/b.ogg"]
        assert tar.extractfile("secret-key").read().decode() == house.settings.secret_key
        manifest = manifest_in(tar.extractfile("manifest.json").read())
    assert manifest["rows"]["audit_event"] == 3
    assert manifest["rows"]["person"] == 2
    assert manifest["revision"]
    assert set(manifest["files"]) == names - {"manifest.json"}


def test_a_backup_is_checked_when_it_is_made(house: House):
    backup = house.back_up()

    assert backup.checked.trail.events == 3
    assert backup.checked.trail.last_anchored == 3
    assert (backup.named.at, backup.named.is_sealed, backup.size) == (
        NOW,
        False,
        backup.file.stat().st_size,
    )


def test_two_backups_of_one_second_are_two_files(house: House):
    first, second = house.back_up(), house.back_up()

    assert first.file != second.file
    with house.app.app_context():
        assert [b.file for b in making.made(house.settings)] == [second.file, first.file]


def test_a_sealed_backup_shows_nothing(house: House):
    sealed = house.back_up("correct horse battery staple")

    assert sealed.file.name.endswith(".tar.gz.sealed")
    assert house.settings.secret_key.encode() not in sealed.file.read_bytes()
    assert check(sealed.file, "correct horse battery staple").trail.events == 3
    with pytest.raises(BackupError, match="passphrase"):
        check(sealed.file, "correct horse battery stable")


def test_an_unsealed_backup_opens_with_ordinary_programs(house: House, tmp_path):
    subprocess.run(["tar", "-xzf", house.back_up().file, "-C", tmp_path], check=True)

    assert (tmp_path / "uploads" / "b.ogg").exists()


def test_every_changed_byte_and_every_cut_is_noticed(house: House, tmp_path):
    """Compressed data has bits that mean nothing; where one changes, everything reads the same."""
    whole = house.back_up()
    data = whole.file.read_bytes()
    damaged = tmp_path / "damaged"
    places = range(20, len(data), max(1, len(data) // 25))
    wrong = []
    for place in places:
        changed = bytearray(data)
        changed[place] ^= 0x55
        for number, content in enumerate((bytes(changed), data[:place])):
            damaged.write_bytes(content)
            try:
                found = check(damaged, None)
            except BackupError:
                continue
            if found != whole.checked:
                wrong.append((place, number))

    assert not wrong
    damaged.write_bytes(data + b"more")
    with pytest.raises(Damaged):
        check(damaged, None)


def test_what_does_not_hold_never_gets_the_name_of_a_backup(house: House, monkeypatch):
    def damaged(*_: object) -> None:
        raise Damaged("told to fail")

    monkeypatch.setattr(making, "check", damaged)
    with pytest.raises(Damaged):
        house.back_up()

    left = [f.name for f in house.settings.backups.folder.iterdir()]
    assert left == [".backup.lock"]


def test_what_a_power_cut_left_is_thrown_away(house: House):
    house.back_up()
    torn = house.settings.backups.folder / making.UNFINISHED
    torn.mkdir()
    (torn / "shitu-20261122T183000Z.tar.gz").write_bytes(b"half")
    backup = house.back_up(now=NOW + timedelta(days=1))

    assert not torn.exists()
    assert check(backup.file, None)


def test_without_room_it_is_said_before_anything_is_written(house: House, monkeypatch):
    if not house.settings.embedded:
        pytest.skip("the size of a database server is not known here")
    monkeypatch.setattr(
        making.shutil, "disk_usage", lambda _: making.shutil._ntuple_diskusage(9, 9, 1)
    )
    with pytest.raises(BackupError, match="no room"):
        house.back_up()


def test_a_full_disk_leaves_nothing_behind(house: House, monkeypatch):
    def full(*_: object) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(making.os, "fsync", full)
    with pytest.raises(OSError, match="No space"):
        house.back_up()

    assert [f.name for f in house.settings.backups.folder.iterdir()] == [".backup.lock"]


def test_the_nightly_job_keeps_by_rule(house: House, at):
    for number in range(12):
        at(NOW + timedelta(days=number))
        with house.app.app_context():
            jobs.back_up()
    with house.app.app_context():
        kept = [b.named.at.day for b in making.made(house.settings)]

    assert kept == [3, 2, 1, 30, 29, 28, 27]  # those of week and month are among them


def test_nothing_is_deleted_when_the_new_one_is_not_good(house: House, at, monkeypatch):
    for number in range(10):
        house.back_up(now=NOW + timedelta(days=number))

    def full(*_: object) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(making, "check", full)
    at(NOW + timedelta(days=11))
    with house.app.app_context(), pytest.raises(OSError, match="No space"):
        jobs.back_up()

    with house.app.app_context():
        assert len(making.made(house.settings)) == 10


def test_nothing_is_deleted_while_the_audit_trail_does_not_hold(house: House, at):
    for number in range(10):
        house.back_up(now=NOW + timedelta(days=number))
    tamper(house.app, "UPDATE audit_event SET kind = 'role.revoked' WHERE id = 2")
    at(NOW + timedelta(days=11))
    with house.app.app_context():
        jobs.back_up()
        backups = making.made(house.settings)

    assert len(backups) == 11
    assert check(backups[0].file, None).trail.broken.event_id == 2


def test_files_of_others_in_the_folder_stay(house: House, at):
    house.settings.backups.folder.mkdir()
    (house.settings.backups.folder / "notes.txt").write_text("mine")
    for number in range(10):
        house.back_up(now=NOW + timedelta(days=number))
    with house.app.app_context():
        making.prune(house.settings)

    assert (house.settings.backups.folder / "notes.txt").exists()


def test_what_is_written_by_hand_is_no_backup(house: House, tmp_path):
    for name in ("../up", "/etc/x", "a/../b", "."):
        file = tmp_path / "evil.tar.gz"
        with tarfile.open(file, "w:gz") as tar:
            tar.addfile(tarfile.TarInfo(name))
        with pytest.raises(Damaged, match="no file that a backup"), opened(file, None) as reader:
            list(reader.members())
    link = tarfile.TarInfo("link")
    link.type, link.linkname = tarfile.SYMTYPE, "/etc/passwd"
    with tarfile.open(file, "w:gz") as tar:
        tar.addfile(link)
    with pytest.raises(Damaged):
        checking.extract(file, None, tmp_path / "out")


def test_readers_and_writers_go_on_while_a_backup_holds_the_lock(house: House):
    house.settings.backups.folder.mkdir()
    with beside.locked(house.settings.backups.folder / "backup"):
        house.happen()
    with house.app.app_context():
        db.session.rollback()
