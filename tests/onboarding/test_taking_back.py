"""Taking a signature back: by a counter-entry, by the same mentor, within a day, with a reason."""

from datetime import date, timedelta

from lms.onboarding import queries
from lms.onboarding.domain import Verdict
from lms.onboarding.models import SignOff
from tests.onboarding.scene import GATE_DAY, MONDAY


def test_a_signature_is_taken_back_by_another_entry(scene):
    scene.kit.prove_first_gate(scene.chen, scene.lin, MONDAY)
    signed = scene.kit.sign(scene.chen, scene.lin, "gate-1", MONDAY)
    page = scene.browser.open(f"/plans/{scene.plan}/sign-offs/{signed}/withdrawal")

    assert "撤回签字 · 第一关" in page.heading

    page = scene.take_back(signed)

    assert "签字已撤回" in page.text
    assert not scene.gate().is_passed
    entries = scene.gate().signatures.mentor
    assert [entry.verdict for entry in entries] == [Verdict.PASS, Verdict.WITHDRAWN]
    with scene.kit.app.app_context():
        assert queries.signed_gates([scene.lin.id]) == {}


def test_an_extension_that_is_taken_back_gives_the_days_back(scene):
    signed = scene.kit.sign(
        scene.chen, scene.lin, "gate-1", MONDAY, Verdict.EXTEND, extension_days=5
    )

    assert scene.gate().due.on == date(2026, 4, 9)

    scene.take_back(signed)

    assert scene.gate().due.on == GATE_DAY


def test_taking_back_needs_a_reason(scene):
    signed = scene.kit.sign(scene.chen, scene.lin, "first-talk", MONDAY)

    assert "至少 10 个字" in scene.take_back(signed, status=422, words="错").text


def test_after_a_day_a_signature_stays(scene):
    signed = scene.kit.sign(scene.chen, scene.lin, "first-talk", MONDAY)
    scene.kit.go(MONDAY + timedelta(days=1), hour=11)

    assert "24 小时" in scene.take_back(signed, status=403).text


def test_a_signature_is_taken_back_once(scene):
    signed = scene.kit.sign(scene.chen, scene.lin, "first-talk", MONDAY)
    scene.take_back(signed)

    scene.take_back(signed, status=409)


def test_what_was_taken_back_may_be_signed_again(scene):
    signed = scene.kit.sign(scene.chen, scene.lin, "first-talk", MONDAY)
    scene.take_back(signed)

    scene.sign("first-talk", number="3")

    assert scene.count(SignOff.verdict == "pass") == 2


def test_another_plans_signature_is_not_found(scene):
    zhou = scene.kit.trainee("zhou", scene.chen)
    scene.kit.start(zhou)
    signed = scene.kit.sign(scene.chen, zhou, "first-talk", MONDAY)

    scene.take_back(signed, status=404)
