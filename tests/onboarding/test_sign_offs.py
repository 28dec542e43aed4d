"""Signing tasks and gates over HTTP: who may, what must be there, twice, at once."""

import secrets
from concurrent.futures import ThreadPoolExecutor
from datetime import date, timedelta

import pytest
import sqlalchemy as sa

from lms.db import db
from lms.messages.models import Message
from lms.onboarding import queries
from lms.people.models import AuditEvent, Pair
from tests.onboarding.kit import WORDS
from tests.onboarding.scene import GATE_DAY, MONDAY


def test_a_mentor_signs_a_task(scene):
    page = scene.sign("first-talk")

    assert "已签字" in page.text
    assert scene.kit.view(scene.lin, MONDAY).task_view("first-talk").evidence.by_name == "陈立"


def test_a_task_that_proves_itself_is_not_signed(scene):
    page = scene.sign("read-why", status=422)

    assert "不用签字" in page.text


def test_what_the_plan_does_not_hold_is_not_found(scene):
    scene.sign("nothing", status=404)
    scene.sign("gate-9", status=404)


def test_a_gate_without_its_evidence_is_not_passed(scene):
    page = scene.sign("gate-1", status=422)

    assert "还差 3 项" in page.text
    assert WORDS in page.find("textarea").get_text()
    assert scene.count() == 0


def test_a_gate_with_its_evidence_is_passed_with_a_sentence(scene):
    scene.kit.prove_first_gate(scene.chen, scene.lin, MONDAY)

    assert "至少 10 个字" in scene.sign("gate-1", status=422, words="很好").text

    scene.sign("gate-1")

    assert scene.gate().is_passed
    with scene.kit.app.app_context():
        passed = queries.signed_gates([scene.lin.id])
    assert passed == {scene.lin.id: {"onboarding": {"gate-1"}}}


def test_a_later_gate_waits_for_the_earlier_one(scene):
    scene.kit.play(scene.lin, MONDAY, "assessment", score=90)

    assert "前面的关" in scene.sign("gate-2", status=422).text


def test_a_gate_is_extended_by_working_days_with_a_reason(scene):
    scene.kit.go(GATE_DAY)
    page = scene.sign("gate-1", verdict="extend", extension_days="3")

    assert "已延长" in page.text
    assert scene.gate().due.on == date(2026, 4, 7)  # 4 to 6 April: the Tomb-sweeping holiday
    assert not scene.gate().is_passed


def test_an_extension_needs_its_days(scene):
    assert "1 到 20" in scene.sign("gate-1", status=422, verdict="extend").text
    assert scene.count() == 0


def test_after_a_failure_the_gate_may_still_be_passed(scene):
    scene.sign("gate-1", verdict="fail")
    scene.kit.prove_first_gate(scene.chen, scene.lin, MONDAY)

    scene.sign("gate-1", number="2")

    assert scene.gate().is_passed


def test_a_second_signature_on_what_is_signed_is_stale(scene):
    scene.sign("first-talk")

    scene.sign("first-talk", status=409, number="2")


def test_a_second_extension_from_an_old_page_is_stale(scene):
    scene.sign("gate-1", verdict="extend", extension_days="5")

    scene.sign("gate-1", status=409, verdict="extend", extension_days="5")

    assert scene.count() == 1


@pytest.mark.parametrize("number", ["9" * 5_000, "1" + "0" * 30, "-1", "²", ""])
def test_a_number_that_nobody_was_shown_is_stale(scene, number):
    scene.sign("first-talk", status=409, number=number)

    assert scene.count() == 0


def test_the_same_key_twice_is_one_signature(scene):
    key = secrets.token_hex(16)
    scene.sign("first-talk", key=key)
    scene.sign("first-talk", key=key)

    assert scene.count() == 1


def test_two_signatures_at_once_are_one(scene, browser_of):
    browsers = [browser_of(scene.chen) for _ in range(4)]
    tokens = [browser.csrf_token() for browser in browsers]

    def post(index: int) -> int:
        fields = {
            **scene.fields("first-talk"),
            "csrf_token": tokens[index],
            "key": secrets.token_hex(16),
        }
        return (
            browsers[index].client.post(f"/plans/{scene.plan}/sign-offs", data=fields).status_code
        )

    with ThreadPoolExecutor(4) as pool:
        answers = sorted(pool.map(post, range(4)))

    assert answers == [303, 409, 409, 409]
    assert scene.count() == 1


def test_only_the_mentor_of_this_moment_signs(scene, browser_of):
    other = scene.kit.mentor("zhang")
    hr = scene.kit.company.person("hr", "hr")
    lead = scene.kit.company.person("lead", "mentor")
    scene.kit.company.leads(lead)

    scene.sign("first-talk", status=404, browser=browser_of(other))
    scene.sign("first-talk", status=403, browser=browser_of(hr))
    scene.sign("first-talk", status=403, browser=browser_of(lead))
    scene.sign("first-talk", status=403, browser=browser_of(scene.lin))
    assert scene.count() == 0


def test_a_mentor_of_yesterday_signs_no_more(scene):
    with scene.kit.app.app_context():
        pair = db.session.scalars(sa.select(Pair)).one()
        pair.ends_on = MONDAY
        db.session.commit()
    scene.kit.go(MONDAY + timedelta(days=1))

    scene.sign("first-talk", status=404)


def test_nobody_signs_their_own_plan_even_as_a_mentor(kit, browser_of):
    both = kit.company.person("both", "mentor", "trainee")
    kit.company.pair(kit.mentor(), both)
    plan = kit.start(both)
    kit.go(MONDAY)
    fields = {"subject": "task", "subject_id": "first-talk", "number": "1", "verdict": "pass"}

    browser_of(both).post(f"/plans/{plan}/sign-offs", fields, status=404)


def test_the_trainee_is_told_in_their_own_language_and_it_is_written_down(scene, browser_of):
    scene.kit.prove_first_gate(scene.chen, scene.lin, MONDAY)
    scene.sign("gate-1")

    with scene.kit.app.app_context():
        told = sa.select(Message).where(Message.key.startswith("sign-off"))
        messages = db.session.scalars(told.order_by(Message.id)).all()
        event = db.session.scalars(
            sa.select(AuditEvent).where(AuditEvent.kind == "gate.passed")
        ).one()
    assert messages[-1].person_id == scene.lin.id
    assert messages[-1].parameters["title"]["en"] == "First gate"
    assert WORDS not in str(event.parameters)
    assert event.parameters["title"] == "gate-1"


def test_passed_is_offered_only_when_the_evidence_is_there(scene):
    address = f"/plans/{scene.plan}/sign-offs/new?gate=gate-1"
    offered = [field["value"] for field in scene.browser.open(address).all("[name=verdict]")]

    assert offered == ["extend", "fail"]

    scene.kit.prove_first_gate(scene.chen, scene.lin, MONDAY)
    page = scene.browser.open(address)

    assert [field["value"] for field in page.all("[name=verdict]")] == ["pass", "extend", "fail"]
    assert page.find("[name=verdict][checked]")["value"] == "pass"


def test_days_that_are_no_number_are_said_at_their_field(scene):
    page = scene.sign("gate-1", status=422, verdict="extend", extension_days="many")

    assert "请填写整数" in page.find(".problems").get_text()
