"""The demo company on both databases: what everybody finds there, and what it refuses."""

from collections import Counter
from dataclasses import replace

import pytest
import sqlalchemy as sa

from lms import clock
from lms.certification import queries as certificates
from lms.certification.domain import Status
from lms.certification.models import Certificate
from lms.courses.models import CourseCompletion, EntryTestLesson, LessonExemption
from lms.db import db, metadata, write
from lms.disputes import queries as disputes
from lms.disputes.models import Dispute
from lms.errors import ConfigurationError
from lms.library.models import DocumentAuthor
from lms.mentoring import queries as mentoring
from lms.mentoring.domain import Light
from lms.messages.models import Message
from lms.onboarding import queries as plans
from lms.onboarding.models import SignOff
from lms.operations import demo, service
from lms.operations.demo.cast import IN_SHIFTS, ON_LEAVE
from lms.people import proof
from lms.people.domain import Role
from lms.people.models import AuditEvent, Department, Person
from lms.people.passwords import matches
from lms.people.queries import by_login, own_days
from lms.scenarios.models import Comment, DrillRun, Mark, Play

CONTRACT = {
    "xiaolin": ("林晓", Role.TRAINEE),
    "xiaozhou": ("周宁", Role.TRAINEE),
    "laochen": ("陈立", Role.MENTOR),
    "wang": ("王敏", Role.TRAINER),
    "sun": ("孙悦", Role.TRAINER),
    "hr": ("赵静", Role.HR),
    "hr2": ("吴芳", Role.HR),
}


def everybody() -> list[Person]:
    return list(db.session.scalars(sa.select(Person).order_by(Person.id)))


def plan(login: str):
    return plans.plan_of(by_login(login).id, clock.today())


def row_counts() -> dict[str, int]:
    return {
        table.name: db.session.scalar(sa.select(sa.func.count()).select_from(table))
        for table in metadata.sorted_tables
    }


def test_an_interrupted_fill_leaves_no_half_life_behind(filled):
    assert filled.people_when_interrupted == 8  # the colleagues, and no trainee


def test_there_are_24_people_in_3_departments_with_a_lead(filled):
    with filled.open():
        people = everybody()

        assert len(people) == 24
        assert all(person.is_demo for person in people)
        assert sum(not person.is_active for person in people) == 1
        assert all(person.employee_number.startswith("0") for person in people)
        leads = db.session.scalars(sa.select(Department.lead_id)).all()
        assert len(leads) == 3
        assert all(leads)


def test_people_sign_in_as_the_contract_says(filled):
    with filled.open():
        for login, (name, role) in CONTRACT.items():
            person = by_login(login)

            assert (person.name, person.roles) == (name, {role})
        assert by_login("admin").roles == {Role.ADMIN}
        kept = {person.password_hash for person in everybody()}
        assert len(kept) == 2  # made once before the interruption and once after it
        assert all(matches(password_hash, demo.PASSWORD) for password_hash in kept)


def test_xiaolin_is_on_day_23_and_xiaozhou_on_day_1(filled):
    with filled.open():
        assert plan("xiaolin").day == 23
        assert plan("xiaozhou").day == 1


def test_xiaolin_is_in_good_time_with_the_first_gate_behind_her(filled):
    with filled.open():
        view = plan("xiaolin")

        assert not view.late
        assert view.gates[0].is_passed
        assert view.next_gate.gate.id == "gate-2"
        assert view.next_action is not None


def test_xiaozhou_and_the_mentors_were_reminded_this_morning_and_nobody_twice(filled):
    with filled.open():
        digests = sa.select(Message.person_id).where(Message.key.startswith("digest-"))
        told = db.session.scalars(digests).all()

        assert {by_login(login).id for login in ("xiaozhou", "laochen")} <= set(told)
        assert len(told) == len(set(told))


def test_one_is_soon_on_leave_and_one_works_in_shifts(filled):
    with filled.open():
        away, in_shifts = (own_days(by_login(login).id) for login in (ON_LEAVE, IN_SHIFTS))

        assert [leave.first > clock.today() for leave in away.leaves] == [True]
        assert [sorted(rota.rest) for rota in in_shifts.rotas] == [[1, 2]]


def test_xiaozhou_has_everything_before_them(filled):
    with filled.open():
        view = plan("xiaozhou")

        assert all(task.is_open for task in view.tasks)
        assert not view.late
        assert [task.task.id for task in view.tasks if task.is_pressing]


def test_laochen_guides_three_of_whom_one_is_in_trouble_and_one_waits_for_a_gate(filled):
    with filled.open():
        apprentices = mentoring.apprentices(by_login("laochen"), clock.today())
        lights = {it.person.login: it.standing.light for it in apprentices}

        assert lights.keys() == {"xiaolin", "xuting", "shenyan"}
        assert lights["xiaolin"] is Light.GOOD
        assert lights["xuting"] is Light.TROUBLE
        waiting = next(it.waiting_gate for it in apprentices if it.person.login == "shenyan")
        assert waiting.gate.id == "gate-3"
        assert not waiting.missing


def test_some_assessments_failed_and_some_gates_were_extended(filled):
    with filled.open():
        marks = db.session.execute(
            sa.select(Play.mode, Mark.passed).join(Mark, Mark.play_id == Play.id)
        )
        found = Counter(tuple(row) for row in marks)
        verdicts = set(db.session.scalars(sa.select(SignOff.verdict)))

        assert found["assessment", True] >= 9
        assert found["assessment", False] >= 4
        assert verdicts == {"pass", "extend"}


def test_certificates_are_valid_expired_revoked_and_one_cannot_be_printed(filled):
    with filled.open():
        today, hr = clock.today(), by_login("hr")
        issued = db.session.scalars(sa.select(Certificate)).all()
        found = Counter(certificates.status_of(it, today) for it in issued)

        assert found == {Status.VALID: 6, Status.EXPIRED: 1, Status.REVOKED: 1}
        assert [it.person.name for it in issued if it.unprintable] == ["方𣈶"]
        assert certificates.outlook(hr, today).expiring == ((30, 1), (60, 2), (90, 3))


def test_numbers_of_certificates_have_no_gaps_and_follow_the_days_of_issue(filled):
    with filled.open():
        issued = db.session.scalars(sa.select(Certificate).order_by(Certificate.issued_at)).all()
        of_year: dict[int, list[int]] = {}
        for certificate in issued:
            of_year.setdefault(certificate.year, []).append(certificate.sequence)

        assert all(
            sequences == list(range(1, len(sequences) + 1)) for sequences in of_year.values()
        )


def test_the_audit_trail_holds_and_runs_in_the_order_of_time(filled):
    with filled.open():
        instants = db.session.scalars(sa.select(AuditEvent.at).order_by(AuditEvent.id)).all()

        assert instants == sorted(instants)
        assert max(instants) <= clock.now()
        found = proof.verify()
        assert (found.events, found.broken, found.newer) == (len(instants), None, 0)


def test_whoever_read_all_lessons_has_completed_the_course(filled):
    with filled.open():
        completed = db.session.scalar(sa.select(sa.func.count(CourseCompletion.id)))

        assert completed >= 9


def test_the_texts_are_by_wang_and_sun_and_older_than_any_play(filled):
    with filled.open():
        authors = set(db.session.scalars(sa.select(DocumentAuthor.person_id)))
        published = sa.select(sa.func.max(AuditEvent.at)).where(
            AuditEvent.kind == "document.published"
        )

        assert authors == {by_login("wang").id, by_login("sun").id}
        assert db.session.scalar(published) < db.session.scalar(
            sa.select(sa.func.min(Play.started_at))
        )


def test_xiaolin_reads_comments_and_waits_for_one_of_two_disputes_after_a_drill(filled):
    with filled.open():
        commented = set(db.session.scalars(sa.select(Comment.turn)))
        decisions = db.session.scalars(sa.select(Dispute.decision).order_by(Dispute.id)).all()
        run = db.session.scalars(sa.select(DrillRun)).one()

        assert len(commented) == 2
        assert decisions == ["upheld", None]
        assert (run.person_id, run.ended_by) == (by_login("xiaolin").id, "ending")
        assert disputes.count_waiting(by_login("laochen"), clock.today()) == 1


def test_xiaolin_need_not_read_three_lessons_that_she_knew(filled):
    with filled.open():
        outcomes = Counter(db.session.scalars(sa.select(EntryTestLesson.outcome)))
        exempted = set(db.session.scalars(sa.select(LessonExemption.person_id)))

        assert outcomes["exempt"] == 3
        assert outcomes.keys() == {"exempt", "wrong"}
        assert exempted == {by_login("xiaolin").id}


def test_the_product_has_told_people_what_happened(filled):
    with filled.open():
        of_xiaolin = sa.select(Message).where(Message.person_id == by_login("xiaolin").id)

        assert db.session.scalars(of_xiaolin).all()


def test_filling_again_changes_nothing(filled):
    with filled.open():
        before = row_counts()
        filled.fill()

        assert row_counts() == before


def test_a_colleague_added_later_does_not_stop_the_next_start(filled):
    with filled.open():
        write(_add_real_person)
        try:
            demo.check_may_fill(filled.product.settings)
        finally:
            write(_remove_real_person)


def _add_real_person() -> None:
    lead = by_login("hr")
    columns = ("employee_number", "name", "name_pinyin", "department_id", "created_at")
    facts = {name: getattr(lead, name) for name in columns}
    db.session.add(Person(**facts, login="real", employee_number_folded="real"))


def _remove_real_person() -> None:
    db.session.delete(by_login("real"))


def test_production_refuses_to_serve_the_demo_company(filled):
    with filled.open():
        settings = replace(filled.product.settings, demo=False)

        with pytest.raises(ConfigurationError, match="serves production"):
            demo.check_may_fill(settings)
        with pytest.raises(ConfigurationError, match="demo accounts"):
            service.check_fit_to_serve(settings, debug=False)


def test_a_database_with_real_people_is_refused_in_one_line(product, company):
    company.person("lin", "trainee")
    runner = product.app.test_cli_runner()

    result = runner.invoke(args=["demo", "fill"])

    assert result.exit_code == 1
    assert result.stderr.startswith("shitu: the database holds people who are not of the demo;")
    assert result.stderr.count("\n") == 1
    with product.app.app_context():
        assert [person.login for person in everybody()] == ["lin"]


def test_the_sign_ins_are_told_with_their_password():
    text = demo.sign_ins()

    assert demo.PASSWORD in text
    assert all(login in text for login in [*CONTRACT, "admin"])
    assert all(name in text for name, _ in CONTRACT.values())
