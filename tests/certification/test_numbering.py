"""Numbers outlive the database: what was given out before a restore is never given out again."""

import json
from datetime import date, timedelta

import pytest
import sqlalchemy as sa

from lms.certification import numbers
from lms.certification.models import Certificate, NumberCounter, NumberGap
from lms.db import beside, db, write
from lms.messages.models import Message
from lms.people.models import AuditEvent
from tests.certification.conftest import NOW

NEXT_YEAR = date(2027, 1, 4)


@pytest.fixture
def people(company):
    company.person("zhao", "hr")
    return [company.person(f"p{number}", "trainee") for number in range(6)]


def sequences(app) -> list[int]:
    with app.app_context():
        return list(db.session.scalars(sa.select(Certificate.sequence).order_by(Certificate.id)))


def gaps(app) -> list[tuple[str, int, int, int]]:
    with app.app_context():
        found = db.session.scalars(sa.select(NumberGap).order_by(NumberGap.id))
        return [(gap.prefix, gap.year, gap.first, gap.last) for gap in found]


def marks(app) -> dict[str, int]:
    with app.app_context():
        return numbers.read(numbers.place())


def set_marks(app, **given: int) -> None:
    with app.app_context():
        named = {name.replace("_", "-").replace("ANY", "*"): n for name, n in given.items()}
        numbers.raise_marks(numbers.place(), named)


def go_back(app, last: int) -> None:
    """What a restore of an older database does to the counter."""

    def act():
        late = sa.delete(Certificate).where(Certificate.sequence > last)
        db.session.execute(late)
        db.session.get_one(NumberCounter, ("KF", 2026)).last = last

    with app.app_context():
        write(act)


def test_in_normal_life_numbers_have_no_gap_and_the_mark_follows(office, people):
    for person in people:
        office.issue(person)

    assert sequences(office.app) == [1, 2, 3, 4, 5, 6]
    assert gaps(office.app) == []
    assert marks(office.app) == {"KF-2026": 6}


def test_an_older_database_goes_on_after_the_mark(office, people):
    for person in people[:4]:
        office.issue(person)
    go_back(office.app, 1)
    office.issue(people[4])
    office.issue(people[5])

    assert sequences(office.app) == [1, 5, 6]
    assert gaps(office.app) == [("KF", 2026, 2, 4)]


def test_the_gap_is_explained_to_hr_and_in_the_trail(office, people, browser_of, company):
    set_marks(office.app, KF_2026=3)
    office.issue(people[0])

    with office.app.app_context():
        event = db.session.scalars(
            sa.select(AuditEvent).where(AuditEvent.kind == "certificate.numbers-skipped")
        ).one()
        told = db.session.scalars(sa.select(Message)).all()
        assert event.parameters == {"first": "KF-2026-000001", "last": "KF-2026-000003"}
        assert any("可能在恢复以前发过" in message.sentence for message in told)


def test_a_number_in_the_gap_is_not_called_unknown(office, people, browser_of):
    set_marks(office.app, KF_2026=3)
    office.issue(people[0])
    stranger = browser_of()

    assert "请向发证单位核对" in stranger.open("/verify/KF-2026-000002", status=404).text
    assert "查不到这个编号" in stranger.open("/verify/KF-2026-000099", status=404).text
    said = office.app.test_cli_runner().invoke(args=["certificates", "verify", "KF-2026-000002"])
    assert (said.exit_code, said.output) == (1, "KF-2026-000002: lost in a restore\n")


def test_a_prefix_that_no_mark_names_begins_after_the_mark_for_any(office, people):
    set_marks(office.app, ANY_2026=1000)
    office.issue(people[0])
    office.issue(people[1])

    assert sequences(office.app) == [1001, 1002]
    assert gaps(office.app) == [("KF", 2026, 1, 1000)]


def test_a_new_year_begins_at_one(office, people):
    set_marks(office.app, KF_2026=500)
    office.issue(people[0], today=NEXT_YEAR, now=NOW + timedelta(days=45))

    assert sequences(office.app) == [1]


def test_a_write_that_fails_marks_nothing(office, people, monkeypatch):
    office.issue(people[0])
    monkeypatch.setattr("lms.certification.service.issuing._tell", lambda *_: 1 / 0)
    with pytest.raises(ZeroDivisionError):
        office.issue(people[1])

    assert marks(office.app) == {"KF-2026": 1}


def test_a_mark_that_cannot_be_written_stops_nobody_and_is_caught_up(office, people, monkeypatch):
    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    with monkeypatch.context() as patch:
        patch.setattr(beside, "replace", full)
        office.issue(people[0])
    assert marks(office.app) == {}
    office.issue(people[1])

    assert marks(office.app) == {"KF-2026": 2}


@pytest.mark.parametrize("text", ["[]", '{"KF-2026": "six"}', '{"KF-2026": -1}', "KF"])
def test_a_file_that_is_no_list_of_marks_is_not_believed(office, people, text):
    with office.app.app_context():
        numbers.place().write_text(text)
    with pytest.raises(ValueError, match=r"marks|Expecting"):
        office.issue(people[0])

    assert sequences(office.app) == []


def test_marks_only_rise(tmp_path):
    file = tmp_path / "certificate-numbers"
    numbers.raise_marks(file, {"KF-2026": 7, "XS-2025": 2})
    numbers.raise_marks(file, {"KF-2026": 3, "XS-2026": 1})

    assert json.loads(file.read_text()) == {"KF-2026": 7, "XS-2025": 2, "XS-2026": 1}
    assert file.stat().st_mode & 0o777 == 0o600
