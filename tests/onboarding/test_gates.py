"""Gates over HTTP: statements, second signatures, the printed form, what more time moves."""

import secrets
from datetime import date, timedelta

import pytest
import sqlalchemy as sa
from sqlalchemy.exc import IntegrityError

from lms.db import db, write
from lms.messages.models import Message
from lms.onboarding import queries
from lms.onboarding.models import GateStatement, PlanGate, SignOff
from lms.people.models import AuditEvent
from tests.onboarding.kit import WORDS
from tests.onboarding.scene import GATE_DAY, MONDAY

SAID = {
    "done": "两个月的任务都做完了，考核九十分。",
    "learnt": "投诉电话先听完再复述，对方就不急了。",
    "lacking": "升级的时限还要看一眼流程才说得准。",
    "ahead": "下周每天背一条时限，周五请师父抽问。",
}


@pytest.fixture
def lead(scene):
    """The lead of lin's department, who does nothing else."""
    person = scene.kit.company.person("lead", "mentor", name="郑波")
    scene.kit.company.leads(person)
    return person


@pytest.fixture
def ready(scene, lead):
    """Everything that the second gate asks for is there but the statement and the signatures."""
    kit = scene.kit
    kit.prove_first_gate(scene.chen, scene.lin, MONDAY)
    kit.sign(scene.chen, scene.lin, "gate-1", MONDAY)
    kit.play(scene.lin, MONDAY, "assessment", score=90)
    return scene


def gate_page(scene, gate="gate-2"):
    return f"/plans/{scene.plan}/gates/{gate}"


def state(scene, status=200, gate="gate-2", browser=None, **changes):
    fields = {**SAID, "send": "1", **changes}
    writer = browser or scene.browser_of(scene.lin)
    return writer.post(f"{gate_page(scene, gate)}/statement", fields, status=status)


def confirm(scene, who, status=200, **changes):
    fields = {"number": "1", "verdict": "pass", "words": "", **changes}
    address = f"{gate_page(scene)}/counter-signature"
    return scene.browser_of(who).post(address, fields, status=status)


def signed(ready):
    state(ready)
    ready.sign("gate-2")


def messages(scene, person):
    with scene.kit.app.app_context():
        wanted = sa.select(Message.sentence).where(Message.person_id == person.id)
        return db.session.scalars(wanted.order_by(Message.id)).all()


def test_the_first_part_of_a_statement_is_drafted_from_facts(scene):
    scene.kit.read(scene.lin, MONDAY)

    page = scene.browser_of(scene.lin).open(gate_page(scene, "gate-1"))

    drafted = page.find("textarea[name=done]").get_text()
    assert "5 件任务做完 1 件" in drafted
    assert "3 项证据有了 1 项" in drafted
    assert "读完 1 课" in drafted
    assert page.find("textarea[name=learnt]").get_text().strip() == ""


def test_a_draft_is_kept_and_shown_to_nobody_else(scene):
    browser = scene.browser_of(scene.lin)
    browser.post(f"{gate_page(scene, 'gate-1')}/statement", {"done": "先记一笔", "learnt": ""})

    own = browser.open(gate_page(scene, "gate-1"))
    theirs = scene.browser.open(gate_page(scene, "gate-1"))

    assert "先记一笔" in own.find("textarea[name=done]").get_text()
    assert "先记一笔" not in theirs.text


def test_what_is_sent_is_whole_fixed_and_told_to_the_mentor(scene):
    page = state(scene, 422, gate="gate-1", learnt="好")
    assert "至少 10 个字" in page.text
    assert SAID["done"] in page.find("textarea[name=done]").get_text()

    state(scene, gate="gate-1")
    state(scene, gate="gate-1")
    state(scene, 409, gate="gate-1", learnt="后来又想改一改写过的话。")

    assert SAID["learnt"] in scene.browser.open(gate_page(scene, "gate-1")).text
    assert (
        SAID["learnt"] in scene.browser.open(f"/plans/{scene.plan}/sign-offs/new?gate=gate-1").text
    )
    assert sum("的自述" in one for one in messages(scene, scene.chen)) == 1
    with scene.kit.app.app_context():
        assert db.session.scalar(sa.select(sa.func.count()).select_from(GateStatement)) == 1


def test_after_more_time_the_statement_is_written_anew(scene):
    scene.kit.go(MONDAY)
    state(scene, gate="gate-1")
    scene.kit.go(MONDAY + timedelta(days=1))
    scene.sign("gate-1", verdict="extend", extension_days="3")

    page = scene.browser_of(scene.lin).open(gate_page(scene, "gate-1"))
    assert SAID["learnt"] in page.find("textarea[name=learnt]").get_text()

    state(scene, gate="gate-1", learnt="三天里又跟了五通投诉，复述顺了。")
    with scene.kit.app.app_context():
        numbers = db.session.scalars(sa.select(GateStatement.number)).all()
    assert sorted(numbers) == [1, 2]


def test_a_statement_is_ones_own_and_of_the_gate_that_is_next(scene):
    state(scene, 404, gate="gate-1", browser=scene.browser)
    assert "写不到" in state(scene, 422).text
    state(scene, 404, gate="gate-9")


def test_a_gate_that_asks_for_a_statement_is_not_passed_without(ready):
    assert "还没有交自述" in ready.sign("gate-2", status=422).text
    offered = ready.browser.open(f"/plans/{ready.plan}/sign-offs/new?gate=gate-2")
    assert [f["value"] for f in offered.all("[name=verdict]")] == ["extend", "fail"]


def test_a_gate_that_asks_for_the_lead_is_passed_only_with_both_names(ready, lead):
    signed(ready)
    assert not ready.gate(number=1).is_passed
    assert "等会签" in ready.browser.open(gate_page(ready)).text
    assert "等您会签的关" in ready.browser_of(lead).open("/plans").text
    assert any("请您会签" in one for one in messages(ready, lead))

    confirm(ready, lead)

    assert ready.gate(number=1).is_passed
    assert "郑波" in ready.browser.open(gate_page(ready)).text
    assert "等您会签的关" not in ready.browser_of(lead).open("/plans").text
    with ready.kit.app.app_context():
        assert queries.signed_gates([ready.lin.id])[ready.lin.id]["onboarding"] >= {"gate-2"}
        kinds = set(db.session.scalars(sa.select(AuditEvent.kind)))
    assert {"gate.stated", "gate.signed", "gate.confirmed"} <= kinds


def test_a_lead_sends_back_with_a_reason_and_the_mentor_signs_anew(ready, lead):
    signed(ready)
    assert "至少 10 个字" in confirm(ready, lead, 422, verdict="fail").text

    confirm(ready, lead, verdict="fail", words="投诉那一单的录音我没有听到，请补。")
    assert not ready.gate(number=1).is_passed
    assert "没有会签" in ready.browser.open(gate_page(ready)).text

    ready.sign("gate-2", number="2")
    confirm(ready, lead, number="2")
    assert ready.gate(number=1).is_passed


def test_hr_stands_in_with_a_reason(ready):
    hr = ready.kit.company.person("hr", "hr", name="赵静")
    signed(ready)
    assert "至少 10 个字" in confirm(ready, hr, 422).text

    confirm(ready, hr, words="负责人休假到月底，证据和自述我都看过。")

    assert "人事代签" in ready.browser.open(gate_page(ready)).text
    assert ready.gate(number=1).is_passed


def test_only_lead_and_hr_confirm_and_nobody_twice_or_their_own(ready, lead):
    signed(ready)
    confirm(ready, ready.chen, 403)
    confirm(ready, ready.lin, 403)
    confirm(ready, ready.kit.mentor("zhang"), 404)
    key = secrets.token_hex(16)

    confirm(ready, lead, key=key)
    confirm(ready, lead, key=key)
    confirm(ready, lead, 409)

    assert ready.count(SignOff.capacity == "lead") == 1


def test_a_mentor_who_leads_the_department_does_not_confirm_their_own_verdict(ready):
    hr = ready.kit.company.person("hr", "hr", name="赵静")
    ready.kit.company.leads(ready.chen)
    signed(ready)

    confirm(ready, ready.chen, 403)
    assert any("请您会签" in one for one in messages(ready, hr))
    assert "等您会签的关" not in ready.browser.open("/plans").text


def test_what_the_lead_has_answered_the_mentor_does_not_take_back(ready, lead):
    signed(ready)
    confirm(ready, lead)
    with ready.kit.app.app_context():
        wanted = sa.select(SignOff.public_id).where(
            SignOff.subject_id == "gate-2", SignOff.capacity == "mentor"
        )
        sign_off = db.session.scalars(wanted).one()

    assert "部门负责人已经会签" in ready.take_back(sign_off, 409).text
    assert ready.gate(number=1).is_passed


def test_a_signature_that_waits_is_taken_back_by_the_mentor(ready, lead):
    signed(ready)
    with ready.kit.app.app_context():
        wanted = sa.select(SignOff.public_id).where(SignOff.subject_id == "gate-2")
        sign_off = db.session.scalars(wanted).one()

    ready.take_back(sign_off)

    confirm(ready, lead, 409)


def test_the_database_keeps_a_gate_from_passing_with_one_name(ready):
    signed(ready)

    def cheat():
        gate = db.session.scalars(sa.select(PlanGate).where(PlanGate.gate == "gate-2")).one()
        gate.passed_by_id, gate.waits_on_id = gate.waits_on_id, None

    with ready.kit.app.app_context(), pytest.raises(IntegrityError):
        write(cheat)


def test_more_time_moves_the_gate_and_all_that_follows(scene):
    before = scene.kit.view(scene.lin, GATE_DAY)
    scene.kit.go(GATE_DAY)
    scene.sign("gate-1", verdict="extend", extension_days="5")
    after = scene.kit.view(scene.lin, GATE_DAY)

    assert before.gates[0].due.on == date(2026, 4, 1)
    assert after.gates[0].due.on == date(2026, 4, 9)  # over the Tomb-sweeping holiday
    assert after.task_view("ticket").due == before.task_view("ticket").due
    calendar = after.today.calendar
    for name in ("again", "assess"):
        due = before.task_view(name).due.on
        assert after.task_view(name).due.on == calendar.after(due, 5)
    assert before.gates[1].due.on == date(2026, 4, 30)
    assert after.gates[1].due.on == date(2026, 5, 8)


def test_the_form_is_printed_for_those_who_see_the_plan(ready, lead):
    signed(ready)
    confirm(ready, lead, words="")

    for reader in (ready.lin, ready.chen, lead):
        answer = ready.browser_of(reader).client.get(f"{gate_page(ready)}.pdf")
        assert answer.status_code == 200
        assert answer.data.startswith(b"%PDF")
    stranger = ready.kit.company.person("stranger", "trainee")
    ready.browser_of(stranger).open(gate_page(ready), status=404)
    ready.browser_of(stranger).open(f"{gate_page(ready)}.pdf", status=404)
    assert WORDS in ready.browser_of(lead).open(gate_page(ready)).text
