"""`flask backup …`: what the person at the terminal sees, and exit codes."""

from dataclasses import replace
from datetime import timedelta

import pytest

from lms.operations.backup import making
from tests.operations.backup.conftest import NOW, House
from tests.people.test_audit import tamper

PASSPHRASE = "correct horse battery staple"


@pytest.fixture
def run(house: House, at):
    at(NOW)
    runner = house.app.test_cli_runner()
    return lambda *words: runner.invoke(args=["backup", *map(str, words)])


@pytest.fixture
def key_file(tmp_path):
    file = tmp_path / "passphrase"
    file.write_text(f"{PASSPHRASE}\n")
    return file


def test_a_backup_is_made_listed_and_checked(house: House, run):
    made, listed = run("create"), run("list")
    file = house.settings.backups.folder / "shitu-20261122T183000Z.tar.gz"
    checked = run("check", "--read-only", file)

    assert made.exit_code == 0, made.output
    assert f"{file}: 0." in made.output
    assert "not encrypted" in made.output
    assert "3 events of the audit trail hold, anchored up to 3" in made.output
    assert f"2026-11-23 02:30:00\t0.{listed.output.split('0.')[1]}" in listed.output
    assert "1 backups in" in listed.output
    assert "whole, made 2026-11-22 18:30:00 UTC" in checked.output


def test_a_check_rehearses_a_restore_and_touches_nothing(house: House, run, tmp_path):
    run("create", tmp_path / "mine.tar.gz")
    before = sorted(f.name for f in tmp_path.iterdir())
    more = [] if house.settings.embedded else ["--database-url", house.empty_database()]
    checked = run("check", tmp_path / "mine.tar.gz", *more)

    assert checked.exit_code == 0, checked.output
    assert "rehearsal of a restore:" in checked.output
    assert "the product serves from it" in checked.output
    assert sorted(f.name for f in tmp_path.iterdir()) == before


def test_a_sealed_backup_needs_its_key(house: House, run, tmp_path, key_file):
    file = tmp_path / "mine.sealed"
    assert run("create", file, "--key-file", key_file).exit_code == 0
    without = run("check", "--read-only", file)

    assert without.exit_code == 1
    assert "this backup is sealed; give its passphrase with --key-file" in without.output
    assert run("check", "--read-only", file, "--key-file", key_file).exit_code == 0
    key_file.write_text("correct horse battery stapler")
    assert "does not open this backup" in run("check", file, "--key-file", key_file).output
    key_file.write_text("short")
    assert "at least 16 characters" in run("check", file, "--key-file", key_file).output


def test_restoring_says_what_was_done(house: House, run, tmp_path, at):
    run("create", tmp_path / "mine.tar.gz")
    folder = tmp_path / "new"
    more = [] if house.settings.embedded else ["--database-url", house.empty_database()]
    done = run("restore", tmp_path / "mine.tar.gz", folder, *more)

    assert done.exit_code == 0, done.output
    assert "rows in" in done.output
    assert "everybody is signed out" in done.output
    assert f"restored; start with: LMS_INSTANCE={folder} make run" in done.output
    assert folder.stat().st_mode & 0o777 == 0o700
    again = run("restore", tmp_path / "mine.tar.gz", folder)
    assert again.exit_code == 1
    assert "is not empty" in again.output


def test_a_file_that_is_there_already_is_kept(house: House, run, tmp_path):
    file = tmp_path / "mine.tar.gz"
    file.write_text("mine")
    answer = run("create", file)

    assert answer.exit_code == 1
    assert "is there already" in answer.output
    assert file.read_text() == "mine"


def test_older_ones_go_by_the_rule(house: House, run):
    for number in range(1, 10):
        house.back_up(now=NOW - timedelta(days=number))
    answer = run("create")
    with house.app.app_context():
        left = len(making.made(house.settings))

    assert "no longer kept by the rule" in answer.output
    assert 7 <= left < 10


def test_a_trail_that_does_not_hold_is_said_and_nothing_goes(house: House, run):
    for number in range(1, 10):
        house.back_up(now=NOW - timedelta(days=number))
    tamper(house.app, "UPDATE audit_event SET subject_id = NULL WHERE id = 2")
    answer = run("create")

    assert answer.exit_code == 1
    assert "ATTENTION: audit_event 2: content was changed" in answer.output
    with house.app.app_context():
        assert len(making.made(house.settings)) == 10


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("check", "nowhere"), "does not exist"),
        (("restore", "FILE", "new", "--at-least", "KF-26-1"), "no certificate number"),
        (("settle",), "nothing was just restored"),
    ],
)
def test_what_is_typed_wrongly_is_said(house: House, run, tmp_path, words, said):
    file = house.back_up().file
    answer = run(*(file if word == "FILE" else word for word in words))

    assert answer.exit_code in {1, 2}
    assert said in answer.output


def test_any_file_is_no_backup(house: House, run, tmp_path):
    for content in (b"", b"hello", b"\x1f\x8b" + b"x" * 100, b"shitu sealed 1\nrubbish"):
        (tmp_path / "file").write_bytes(content)
        answer = run("check", tmp_path / "file")
        assert answer.exit_code == 1, content
        assert answer.output.startswith("Error: ")
        assert "Traceback" not in answer.output


def test_a_folder_that_cannot_be_written_is_named(house: House, run, monkeypatch):
    folder = house.places / "file-in-the-way"
    folder.write_text("")
    backups = replace(house.settings.backups, folder=folder / "backups")
    house.app.config["SETTINGS"] = replace(house.settings, backups=backups)
    answer = run("create")

    assert answer.exit_code == 1
    assert "cannot be used" in answer.output
