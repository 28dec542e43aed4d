"""Many people for the demo: as many as are wanted, and everything that they did holds together."""

import shutil
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date

import pytest
import sqlalchemy as sa
from sqlalchemy.exc import IntegrityError

from lms import clock
from lms.certification import fonts, service
from lms.certification import queries as certificates
from lms.certification.domain import missing
from lms.certification.models import Certificate, NumberCounter
from lms.courses.models import (
    CheckAnswer,
    CourseCompletion,
    EntryAnswer,
    EntryTest,
    EntryTestLesson,
    LessonCompletion,
    LessonExemption,
    SectionRead,
)
from lms.db import db, metadata, write
from lms.mentoring.models import ObservationRecord
from lms.messages.models import Message
from lms.onboarding import queries as plans
from lms.onboarding.domain import schedule
from lms.onboarding.models import Plan, PlanTask, SignOff
from lms.operations import commands
from lms.operations.demo.acts import Begin, Leave, Part
from lms.operations.demo.crowd import branch, bulk, filling, rows, who
from lms.operations.demo.diary import story
from lms.operations.demo.times import Times
from lms.people import proof
from lms.people.domain import MOST_APPRENTICES, Period, most_at_once
from lms.people.models import AuditEvent, Department, Pair, Person, RoleGrant
from lms.scenarios.models import Mark, Play, Turn
from tests.operations.conftest import Filled, Interrupted
from tests.products import Product

FACTS = (
    SectionRead,
    CheckAnswer,
    LessonCompletion,
    CourseCompletion,
    Play,
    ObservationRecord,
    Certificate,
)
NOBODYS = {"exemption_withdrawal", "lesson_signature"}  # tables that nobody of a branch is in
MOST_FACTS = 210  # of each trainee
SIZE = branch.size()
WANTED = 2 * SIZE + 5


def fill(trainees: int) -> None:
    commands.fill_crowd(trainees)


def row_counts() -> dict[str, int]:
    return {
        table.name: db.session.scalar(sa.select(sa.func.count()).select_from(table))
        for table in metadata.sorted_tables
    }


def trainees() -> list[Person]:
    numbers = [str(who.trainee(place).number) for place in range(WANTED)]
    wanted = sa.select(Person).where(Person.employee_number.in_(numbers))
    return list(db.session.scalars(wanted.order_by(Person.employee_number)))


@contextmanager
def interruption_at(table: str, *, after: int) -> Iterator[None]:
    """Somebody presses Ctrl-C when a table is to be written once more than so often."""
    write_rows, written = bulk.write, Counter()

    def write_or_stop(into, rows):
        written[into.name] += 1
        if written[table] > after:
            raise Interrupted
        write_rows(into, rows)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(bulk, "write", write_or_stop)
        patch.setattr(filling, "AT_ONCE", 1)
        yield


@pytest.fixture(scope="session")
def crowded_sqlite(filled_sqlite, tmp_path_factory) -> Iterator[Filled]:
    """The demo company on SQLite, grown in steps."""
    folder = tmp_path_factory.mktemp("crowd")
    with filled_sqlite.open():
        db.engine.dispose()
    shutil.copytree(
        filled_sqlite.product.settings.instance, folder, symlinks=True, dirs_exist_ok=True
    )
    yield from _grown(Filled(Product(folder, None), filled_sqlite.moment))


@pytest.fixture(scope="session")
def crowded_postgresql(filled_postgresql, postgresql, tmp_path_factory) -> Iterator[Filled]:
    """The demo company on PostgreSQL, grown in steps."""
    folder = tmp_path_factory.mktemp("crowd")
    with filled_postgresql.open():
        db.engine.dispose()
    shutil.copytree(
        filled_postgresql.product.settings.instance, folder, symlinks=True, dirs_exist_ok=True
    )
    engine = sa.create_engine(postgresql, isolation_level="AUTOCOMMIT")
    with engine.connect() as connection:
        connection.execute(sa.text("CREATE DATABASE crowd TEMPLATE demo"))
    engine.dispose()
    address = postgresql.replace("/postgres?", "/crowd?")
    yield from _grown(Filled(Product(folder, address), filled_postgresql.moment))


def _grown(crowded: Filled) -> Iterator[Filled]:
    with crowded.open():
        for wanted in (1, SIZE - 1):
            fill(wanted)
            assert who.count_trainees() == wanted
        with interruption_at("play", after=1), pytest.raises(Interrupted):
            fill(WANTED)
        assert who.count_trainees() == SIZE + SIZE  # what was begun last has left nothing behind
        fill(WANTED)
    yield crowded
    with crowded.open():
        db.engine.dispose()


@pytest.fixture(params=["sqlite", "postgresql"])
def crowded(request) -> Iterator[Filled]:
    """The demo company with a crowd, on each database; its application is at work."""
    found = request.getfixturevalue(f"crowded_{request.param}")
    with found.open():
        yield found


def test_there_are_as_many_as_are_wanted_and_asking_again_changes_nothing(crowded):
    before = row_counts()
    fill(WANTED)
    fill(3)

    assert len(trainees()) == WANTED
    assert row_counts() == before


def test_nobody_has_more_facts_than_a_life_of_three_months_has(crowded):
    found: Counter[int] = Counter()
    for model in FACTS:
        found.update(db.session.scalars(sa.select(model.person_id)).all())
    for model in (Turn, Mark):
        whose = sa.select(Play.person_id).join(model, model.play_id == Play.id)
        found.update(db.session.scalars(whose).all())
    signed = sa.select(Plan.person_id).join(SignOff, SignOff.plan_id == Plan.id)
    found.update(db.session.scalars(signed).all())

    own = [found[person.id] for person in trainees()]
    assert max(own) <= MOST_FACTS
    assert max(own) > MOST_FACTS * 0.8
    assert sum(count > MOST_FACTS / 3 for count in own) > len(own) / 3


def test_every_row_refers_to_what_is_there(crowded):
    if not crowded.product.settings.embedded:
        pytest.skip("PostgreSQL refuses others when they are written")
    assert db.session.execute(sa.text("PRAGMA foreign_key_check")).all() == []


def test_the_audit_trail_of_all_holds(crowded):
    found = proof.verify()

    assert found.broken is None
    assert found.newer == 0
    assert found.events == db.session.scalar(sa.select(sa.func.count(AuditEvent.id)))


def test_certificates_are_numbered_without_gaps_and_name_their_holders(crowded):
    numbered: dict[tuple[str, int], list[int]] = {}
    for held in db.session.scalars(sa.select(Certificate)):
        numbered.setdefault((held.prefix, held.year), []).append(held.sequence)
        person = held.person
        shown = (person.name, person.employee_number, person.department.name)
        kept = (held.snapshot[key] for key in ("name", "employee_number", "department"))

        assert tuple(kept) == shown
        assert held.number == f"{held.prefix}-{held.year}-{held.sequence:06}"
    for counter in db.session.scalars(sa.select(NumberCounter)):
        own = numbered[counter.prefix, counter.year]
        assert sorted(own) == list(range(1, counter.last + 1))


def test_no_certificate_is_missing_and_none_too_many(crowded):
    for programme in certificates.programmes():
        assert service.ready_people(programme) == []
    held = set(db.session.scalars(sa.select(Certificate.person_id)))
    people = [person.id for person in trainees()]
    facts = certificates.facts_of(people)
    for programme in certificates.programmes():
        assert all(not missing(programme, facts[id_]) for id_ in held & set(people))


def test_mentors_guide_three_at_most_on_any_day(crowded):
    periods: dict[int, list[Period]] = {}
    for pair in db.session.scalars(sa.select(Pair)):
        periods.setdefault(pair.mentor_id, []).append(Period(pair.starts_on, pair.ends_on))

    assert max(map(most_at_once, periods.values())) == MOST_APPRENTICES


def test_everybody_has_a_department_and_every_branch_a_lead(crowded):
    branches = db.session.scalars(
        sa.select(Department).where(Department.creation_key.startswith("demo-branch-"))
    ).all()

    assert len(branches) == 3
    assert all(found.lead.department_id == found.id for found in branches)
    assert {person.department_id for person in trainees()} == {found.id for found in branches}


def test_copies_stand_where_the_lived_ones_stand(crowded):
    today, people = clock.today(), trainees()
    views = plans.plans_of([person.id for person in people], today)
    for lived, copied in zip(people[:SIZE], people[SIZE : 2 * SIZE], strict=True):
        one, other = views[lived.id], views[copied.id]

        assert (one.day, len(one.late)) == (other.day, len(other.late))
        assert [gate.is_passed for gate in one.gates] == [gate.is_passed for gate in other.gates]
        assert one.public_id != other.public_id


def test_copies_have_as_many_rows_of_every_table_as_the_lived_ones(crowded):
    lived, copied = (rows_of(place) for place in range(2))

    assert copied == lived
    assert {name for name, count in lived.items() if not count} == NOBODYS


def rows_of(place: int) -> dict[str, int]:
    """How many rows of each table the people of a branch have; its trail apart."""
    key = f"demo-branch-{place}"
    branch_id = db.session.scalars(
        sa.select(Department.id).where(Department.creation_key == key)
    ).one()
    people = [
        id_
        for first in (who.FIRST_MENTOR, who.FIRST_TRAINEE)
        for id_ in who.ids_in(branch_id, first)
    ]
    found = rows.read(people)
    return {name: len(of) for name, of in found.items() if name != AuditEvent.__tablename__}


def test_the_entry_tests_of_copies_are_answered_as_the_lived_ones(crowded):
    test, lesson, answer = EntryTest, EntryTestLesson, EntryAnswer
    answered = (
        sa.select(test.person_id, sa.func.count(answer.id))
        .join(lesson, lesson.test_id == test.id)
        .join(answer, answer.lesson_id == lesson.id)
        .group_by(test.person_id)
    )
    exempted = sa.select(LessonExemption.person_id, sa.func.count()).group_by(
        LessonExemption.person_id
    )
    answers, lessons = (dict(db.session.execute(one).all()) for one in (answered, exempted))
    people = [person.id for person in trainees()]
    tested = [place for place in range(SIZE) if people[place] in answers]

    assert len(tested) == len(branch.TESTED)
    for place in tested:
        lived, copied = people[place], people[place + SIZE]
        assert answers[lived] == answers[copied]
        assert lessons[lived] == lessons[copied] == 3


def test_tasks_fall_due_as_the_calendar_says(crowded):
    plan = db.session.scalars(sa.select(Plan).order_by(Plan.id.desc()).limit(1)).one()
    rows = db.session.execute(
        sa.select(PlanTask.task, PlanTask.due_on).where(PlanTask.plan_id == plan.id)
    )
    wanted = schedule(plans.template_of(plan), plan.starts_on, plans.calendar())

    assert dict(rows.all()) == {task: due.on for task, due in wanted.tasks.items()}


def test_messages_and_events_speak_of_those_they_are_about(crowded):
    copied = trainees()[SIZE:]
    numbers = dict(db.session.execute(sa.select(Certificate.number, Certificate.person_id)).all())
    ids = {person.id for person in copied}
    for message in db.session.scalars(sa.select(Message).where(Message.person_id.in_(ids))):
        if "number" in message.parameters:
            assert numbers[message.parameters["number"]] == message.person_id
        if "by" in message.parameters:
            signer = message.parameters["by"]["person"]
            assert guides(signer, message.person_id) or leads(signer, message.person_id)
    made = sa.select(AuditEvent).where(
        AuditEvent.kind == "pair.made", AuditEvent.subject_id.in_(ids)
    )
    for event in db.session.scalars(made):
        assert guides(event.parameters["mentor"], event.subject_id)


def guides(mentor_id: int, apprentice_id: int) -> bool:
    pairs = sa.select(Pair.id).where(
        Pair.mentor_id == mentor_id, Pair.apprentice_id == apprentice_id
    )
    return db.session.scalar(pairs) is not None


def leads(lead_id: int, person_id: int) -> bool:
    return db.session.get_one(Person, person_id).department.lead_id == lead_id


def test_the_database_goes_on_numbering_where_the_crowd_ends(crowded):
    person = trainees()[-1]

    def leave_note() -> int:
        note = Message(
            person_id=person.id,
            key="note",
            sentence="",
            parameters={},
            link="/",
            created_at=clock.now(),
        )
        db.session.add(note)
        db.session.flush()
        return note.id

    assert write(leave_note) == db.session.scalar(sa.select(sa.func.max(Message.id)))


def test_a_row_that_refers_to_nothing_is_found(app):
    roles = RoleGrant.__table__
    stranger = {"person_id": 1_000_000, "role": "trainee", "granted_at": clock.now()}
    with app.app_context():
        first = bulk.prepare([roles])

        def add_and_check() -> None:
            db.session.execute(sa.insert(roles).values(stranger))
            bulk.check([roles], first)

        with pytest.raises((LookupError, IntegrityError)):
            add_and_check()
        db.session.rollback()


def test_all_names_can_be_printed_and_told_apart_by_number():
    names = {who.trainee(place).name for place in range(2_000)}

    assert fonts.lacking_glyphs("".join([*who.SURNAMES, *who.GIVEN])) == ""
    assert len(names) > 1_500
    assert len({who.trainee(place).login for place in range(2_000)}) == 2_000


@pytest.mark.parametrize("today", [date(2026, 3, 31), date(2026, 10, 4), date(2027, 2, 8)])
def test_whoever_begins_finds_a_mentor_with_room(shipped, today):
    with shipped.app_context():
        template, calendar, zone = plans.plan_to_start().content, plans.calendar(), clock.zone()
    times = Times(calendar, calendar.last_working_day(today), zone)
    cast = {one.login: one for one in branch.cast(range(7, SIZE), 4, template, times)}
    guided: Counter[str] = Counter()
    for deed in story(cast.values(), template, times):
        mentor = cast[deed.login].mentor
        guided[mentor] += isinstance(deed.act, Begin) - isinstance(deed.act, Part | Leave)
        assert guided[mentor] <= MOST_APPRENTICES

    assert len(cast) == SIZE - 7
    assert who.mentor(4).login in guided
    assert who.mentor(3).login not in guided


def test_the_command_says_what_it_does_and_refuses_real_people(product, company):
    company.person("lin", "trainee")
    runner = product.app.test_cli_runner()

    assert "--trainees" in runner.invoke(args=["demo", "fill", "--help"]).stdout
    refused = runner.invoke(args=["demo", "fill", "--trainees", "1"])

    assert refused.exit_code == 1
    assert refused.stderr.startswith("shitu: the database holds people who are not of the demo;")
