"""The second signature: another mentor's, where the one who signs is not calibrated."""

import pytest
import sqlalchemy as sa

from lms.calibration import queries
from lms.calibration.domain import Rule
from lms.messages.models import Message
from lms.onboarding.models import PlanGate, SignOff
from lms.people.models import AuditEvent, Person
from tests.calibration.room import MONDAY

GRADES = (3, 2, 1, 0, 3, 2)
WORDS = "三通电话的工单我也看过，都录全了。"
SECOND = "#second"


@pytest.fixture
def gate(room, monkeypatch):
    """A gate of Lin's with all evidence; Lu and Mei are calibrated, Chen is not; the rule asks."""
    monkeypatch.setitem(queries.rule.__globals__, "USUAL", Rule(second_signature=True))
    mei = room.kit.mentor("mei")
    room.kit.trainee("bai", mei)
    page = room.open()
    for browser in (room.second, room.browser_of(mei)):
        room.grade(browser, page.address, *GRADES)
    room.close(page.address)
    room.plan = room.kit.start(room.lin)
    room.page = f"/plans/{room.plan}/gates/gate-1"
    room.kit.prove_first_gate(room.chen, room.lin, MONDAY)
    return room


def sign(room, mentor=None, **facts):
    return room.kit.sign(mentor or room.chen, room.lin, "gate-1", MONDAY, **facts)


def passed(room) -> bool:
    row = room.asks(sa.select(PlanGate).where(PlanGate.gate == "gate-1"))
    return row.passed_by_id is not None


def test_without_the_rule_the_mentor_is_enough(room):
    room.kit.start(room.lin)
    room.kit.prove_first_gate(room.chen, room.lin, MONDAY)
    sign(room)

    assert passed(room)


def test_the_mentor_is_told_before_signing(gate):
    form = gate.first.open(f"/plans/{gate.plan}/sign-offs/new?gate=gate-1")

    assert "您最近没有校准过" in form.text


def test_the_gate_waits_and_says_why(gate):
    sign(gate)

    assert not passed(gate)
    seen = gate.first.open(gate.page).find("#signatures").get_text()
    assert "签字的师父还没有校准" in seen


def test_calibrated_mentors_are_asked_and_find_it_on_their_home(gate):
    signed = sign(gate)
    asked = gate.all(
        sa.select(Person.login)
        .join(Message, Message.person_id == Person.id)
        .where(Message.link == f"/second-signatures/{signed}")
    )

    assert sorted(asked) == ["lu", "mei"]
    assert gate.second.open("/").find("#seconds a")["href"] == f"/second-signatures/{signed}"


def test_another_mentor_lets_pass(gate):
    signed = sign(gate)
    page = gate.second.open(f"/second-signatures/{signed}")
    assert gate.lin.name in page.text

    gate.second.submit(page, SECOND, verdict="pass")

    assert passed(gate)
    assert gate.asks(sa.select(SignOff.capacity).where(SignOff.by_id == gate.lu.id)) == "peer"
    assert "另一位师父会签" in gate.first.open(gate.page).find("#signatures").get_text()
    gate.second.open(f"/second-signatures/{signed}", status=404)  # it waits no more


def test_another_mentor_sends_it_back_with_a_reason(gate):
    page = gate.second.open(f"/second-signatures/{sign(gate)}")
    gate.second.submit(page, SECOND, verdict="fail", words="短", status=422)
    gate.second.submit(page, SECOND, verdict="fail", words=WORDS)
    assert not passed(gate)

    sign(gate, number=2)

    assert not passed(gate)
    assert gate.all(sa.select(PlanGate.needs_peer).where(PlanGate.waits_on_id.is_not(None))) == [
        True
    ]


def test_hr_stands_in_with_a_reason(gate):
    sign(gate)
    page = gate.hr.open(gate.page)
    assert "您代另一位师父签" in page.text

    gate.hr.submit(page, "#confirm form", verdict="pass", status=422)
    gate.hr.submit(page, "#confirm form", verdict="pass", words=WORDS)

    assert passed(gate)


def test_the_lead_does_not_stand_in_for_a_mentor(gate):
    lead = gate.kit.company.person("lead")
    gate.kit.company.leads(lead)
    sign(gate)
    browser = gate.browser_of(lead)

    assert not browser.open(gate.page).all("#confirm form")
    data = {"number": "1", "verdict": "pass", "words": WORDS}
    browser.post(f"{gate.page}/counter-signature", data, status=403)


def test_who_is_not_calibrated_finds_nothing(gate):
    late = gate.kit.mentor("late")
    gate.kit.trainee("qiu", late)
    signed = sign(gate)

    for who in (late, gate.chen):
        gate.browser_of(who).open(f"/second-signatures/{signed}", status=404)
        gate.browser_of(who).post(f"/second-signatures/{signed}", {}, status=404)


def test_a_calibrated_mentor_signs_alone(gate):
    hua = gate.asks(sa.select(Person).where(Person.login == "hua"))
    gate.kit.start(hua)
    gate.kit.prove_first_gate(gate.lu, hua, MONDAY)
    signed = gate.kit.sign(gate.lu, hua, "gate-1", MONDAY)
    by = sa.select(SignOff.public_id).join(PlanGate, PlanGate.passed_by_id == SignOff.id)

    assert gate.all(by) == [signed]


def test_a_signature_taken_back_waits_for_nobody(gate):
    sign(gate)
    address = gate.first.open(f"/plans/{gate.plan}/sign-offs/new?gate=gate-1")
    assert "还要另一位校准过的师父会签" in address.text
    signed = gate.asks(sa.select(SignOff.public_id).where(SignOff.subject_id == "gate-1"))
    way = f"/plans/{gate.plan}/sign-offs/{signed}/withdrawal"
    gate.first.submit(gate.first.open(way), "main form.form", words=WORDS)
    row = gate.asks(sa.select(PlanGate).where(PlanGate.gate == "gate-1"))

    assert (row.needs_peer, row.needs_lead, row.waits_on_id) == (False, False, None)


def test_the_trail_says_that_it_waits_for_another_mentor(gate):
    sign(gate)

    assert "gate.signed-first" in gate.all(sa.select(AuditEvent.kind))
