"""What was backed up is restored as it was, into a new folder, and serves."""

import json
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
import sqlalchemy as sa

from lms.certification import numbers
from lms.certification.models import NumberCounter
from lms.certification.service.numbering import next_sequence
from lms.db import db, write
from lms.operations.backup import restoring
from lms.operations.backup.restoring import _given_out_since
from lms.operations.backup.settling import Orders, _numbers
from lms.operations.backup.trouble import BackupError
from lms.people import anchor, proof
from lms.people.models import AuditEvent, EnrolmentSlip, Person, SignInSession
from tests.operations.backup.conftest import NOW, UPLOADS, House, rows
from tests.pages import Browser

SIGNED_OUT = ("sign_in_session", "enrolment_slip", "audit_event", "access_look")


def test_everything_comes_back_and_serves(house: House, browser_of):
    lin = person(house.app, "lin")
    browser_of(lin).open("/account")
    write_slip(house, lin)
    backup, before = house.back_up(), rows(house.app, *SIGNED_OUT)
    house.happen(2)  # lost with the house
    done = house.restore(backup)
    app = house.restored()

    assert rows(app, *SIGNED_OUT) == before
    for name, content in UPLOADS.items():
        assert (house.places / "restored" / name).read_bytes() == content
    assert (house.places / "restored" / "secret-key").read_text() == house.settings.secret_key
    with app.app_context():
        found = proof.verify()
        assert (found.events, found.broken, found.newer) == (4, None, 0)
        newest = db.session.scalars(sa.select(AuditEvent).order_by(AuditEvent.id.desc())).first()
        assert newest.kind == "backup.restored"
        assert newest.parameters == {"made_at": "2026-11-22T18:30:00+00:00"}
        assert db.session.scalars(sa.select(SignInSession.ended_at)).all() != [None]
        assert None not in db.session.scalars(sa.select(SignInSession.ended_at)).all()
        assert max(db.session.scalars(sa.select(EnrolmentSlip.expires_at))) <= datetime.now(UTC)
    assert any("serves from it" in line for line in done.lines)
    app.config.update(TESTING=True)
    page = Browser(app, person(app, "zhao")).open("/people")
    assert "林" in page.text
    with app.app_context():
        db.engine.dispose()


def person(app, login):
    with app.app_context():
        return db.session.scalars(sa.select(Person).where(Person.login == login)).one()


def write_slip(house, owner):
    now = datetime.now(UTC)

    def act():
        life = timedelta(hours=72)
        slip = EnrolmentSlip(
            person_id=owner.id, created_at=now, token_hash="x", expires_at=now + life
        )
        db.session.add(slip)

    with house.app.app_context():
        write(act)


def test_rows_go_on_being_counted_after_the_highest(house: House):
    house.restore(house.back_up())
    app = house.restored()
    with app.app_context():
        before = db.session.scalar(sa.select(sa.func.max(AuditEvent.id)))
        House(app, house.settings, house.places).happen()
        db.session.rollback()
        assert db.session.scalar(sa.select(sa.func.max(AuditEvent.id))) == before + 1
        assert proof.verify().broken is None
        db.session.remove()
        db.engine.dispose()


@pytest.fixture
def quick(monkeypatch):
    """Restoring without starting the product on the new folder."""
    monkeypatch.setattr(restoring, "_settle", lambda *_: [])


def test_a_folder_with_something_in_it_is_left_alone(house: House, quick):
    backup, folder = house.back_up(), house.places / "restored"
    folder.mkdir()
    (folder / "mine").write_text("kept")
    with pytest.raises(BackupError, match="is not empty; name a new folder, or add --over"):
        house.restore(backup)

    assert [f.name for f in folder.iterdir()] == ["mine"]
    done = house.restore(backup, may_replace=True)
    assert (done.moved_aside / "mine").read_text() == "kept"
    assert (folder / "secret-key").exists()


def test_an_empty_folder_is_taken(house: House, quick):
    (house.places / "restored").mkdir()
    assert house.restore(house.back_up()).moved_aside is None


def test_a_newer_installation_is_not_replaced_unasked(house: House, quick):
    if not house.settings.embedded:
        pytest.skip("the folder of a PostgreSQL installation holds no database")
    older, newer = house.back_up(), house.back_up(now=NOW + timedelta(days=1))
    house.restore(newer)
    aged(house.places / "restored" / "shitu.sqlite3")
    with pytest.raises(BackupError, match=r"is newer than this backup.*--over-newer"):
        house.restore(older, may_replace=True)

    done = house.restore(older, may_replace=True, may_replace_newer=True)
    assert done.moved_aside.name.startswith("restored.before-restore-")


def aged(file):
    """Something was done there two days later."""
    with restoring.closing(restoring.sqlite.connect(file)) as connection:
        connection.execute("DROP TRIGGER audit_event_no_update")
        later = (NOW + timedelta(days=2)).replace(tzinfo=None).isoformat(" ")
        connection.execute("UPDATE audit_event SET at = ? WHERE id = 3", (later,))
        connection.commit()


def test_what_cannot_be_restored_leaves_no_trace(house: House, monkeypatch):
    backup = house.back_up()
    data = bytearray(backup.file.read_bytes())
    middle = len(data) // 2
    data[middle : middle + 64] = bytes(64)  # a single byte may stand for what it stood for before
    backup.file.write_bytes(bytes(data))
    before = sorted(house.places.iterdir())
    with pytest.raises(BackupError):
        house.restore(backup)

    assert sorted(house.places.iterdir()) == before


def test_a_backup_of_a_newer_product_is_refused(house: House):
    backup = house.back_up()
    house.wish(backup)
    manifest = replace(backup.checked.manifest, revision="9999")
    with pytest.raises(BackupError, match="revision 9999, this product knows"):
        list(restoring_of(house, manifest))


def restoring_of(house, manifest):
    from lms.operations.backup.settling import _bring_in  # noqa: PLC0415  # the step alone

    with house.app.app_context():
        yield from _bring_in(manifest, house.places)


def test_a_filled_database_is_never_written_over(house: House):
    if house.settings.embedded:
        pytest.skip("for PostgreSQL")
    backup = house.back_up()
    house.restore(backup)
    wish = house.wish(backup, "again")
    again = replace(wish, database_url=house.settings.database_url)
    with house.app.app_context(), pytest.raises(BackupError, match=r"rows already|already exists"):
        restoring.restore(again)

    assert not (house.places / "again").exists()


def test_postgresql_is_restored_into_a_database_that_is_named(house: House):
    if house.settings.embedded:
        pytest.skip("for PostgreSQL")
    wish = replace(house.wish(house.back_up()), database_url=None)
    with house.app.app_context(), pytest.raises(BackupError, match="make an empty database"):
        restoring.restore(wish)


# numbers of certificates


def given_out(house: House, last: int) -> None:
    def act():
        counter = db.session.get(NumberCounter, ("KF", 2026)) or NumberCounter(
            prefix="KF", year=2026
        )
        counter.last = last
        db.session.add(counter)

    with house.app.app_context():
        write(act)
        numbers.keep()


def marks_after(house: House, backup, tmp_path, old=None, at_least=()) -> dict[str, int]:
    """The marks that a restore writes, without the rest of it."""
    staging = tmp_path / "staging"
    staging.mkdir()
    (staging / anchor.NAME).write_text((house.settings.instance / anchor.NAME).read_text())
    wish = replace(house.wish(backup), old_instance=old, at_least=dict(at_least))
    given = _given_out_since(wish, backup.checked.manifest, staging)
    orders = Orders(backup.checked.manifest, given, dict(at_least))
    settings = replace(house.settings, instance=staging)
    with house.app.app_context():
        house.app.config["SETTINGS"] = settings
        list(_numbers(orders))
        house.app.config["SETTINGS"] = house.settings
    return json.loads((staging / numbers.NAME).read_text())


def test_numbers_go_on_where_the_old_installation_knows_them(house: House, tmp_path, at):
    at(NOW)
    given_out(house, 7)
    backup = house.back_up()
    given_out(house, 12)

    assert marks_after(house, backup, tmp_path, old=house.settings.instance) == {"KF-2026": 12}


def test_numbers_leave_a_gap_where_nobody_knows_them(house: House, tmp_path, at):
    at(NOW)
    given_out(house, 7)
    marks = marks_after(house, house.back_up(), tmp_path, old=None)

    assert marks == {"KF-2026": 2_000, "*-2026": 1_000}


def test_numbers_leave_a_gap_in_every_year_since(house: House, tmp_path, at):
    given_out(house, 7)
    backup = house.back_up()
    at(NOW + timedelta(days=60))

    assert marks_after(house, backup, tmp_path) == {
        "KF-2026": 2_000,
        "*-2026": 1_000,
        "*-2027": 1_000,
    }


def test_a_number_that_somebody_holds_is_told(house: House, tmp_path, at):
    at(NOW)
    given_out(house, 7)
    marks = marks_after(house, house.back_up(), tmp_path, at_least={"KF-2026": 11})

    assert marks == {"KF-2026": 11, "*-2026": 1_000}


def test_another_installation_is_not_believed(house: House, tmp_path, at):
    at(NOW)
    given_out(house, 7)
    backup = house.back_up()
    other = tmp_path / "other"
    other.mkdir()
    (other / numbers.NAME).write_text('{"KF-2026": 9}')
    (other / anchor.NAME).write_text(f"3 {'a' * 64} 2026-11-22T18:30:00+00:00\n")

    assert marks_after(house, backup, tmp_path, old=other)["KF-2026"] == 2_000


def test_a_restored_product_gives_no_number_twice(house: House):
    given_out(house, 7)
    backup = house.back_up()
    given_out(house, 12)
    house.restore(backup, old_instance=house.settings.instance)
    app = house.restored()
    with app.app_context():
        assert db.session.get_one(NumberCounter, ("KF", 2026)).last == 7
        db.session.remove()
        assert write(next_sequence, "KF", 2026, now=NOW) == 13
        db.session.remove()
        db.engine.dispose()
