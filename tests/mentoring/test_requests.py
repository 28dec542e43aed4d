"""Asking to be observed: a time is proposed, accepted, answered with another, and kept."""

from datetime import UTC, datetime, timedelta

import pytest
import sqlalchemy as sa

from lms.mentoring.domain import RequestState, Wish, check_slot, request_state
from lms.mentoring.models import ObservationRequest
from lms.people.domain import WrongField

NOW = datetime(2026, 3, 2, 2, tzinfo=UTC)
NEW = "/mentoring/requests/new?competency=voice"
FORM, SLOT = "#ready", "#slot"
TUESDAY = {"day": "2026-03-03", "hour": "15:30"}


@pytest.mark.parametrize("ahead", [timedelta(0), -timedelta(hours=1), timedelta(days=31)])
def test_a_time_lies_ahead_and_not_too_far(ahead):
    with pytest.raises(WrongField):
        check_slot(NOW + ahead, NOW)


def test_a_wish_says_little():
    with pytest.raises(WrongField):
        Wish("voice", NOW + timedelta(hours=1), "好" * 201).check(NOW)


@pytest.mark.parametrize(
    ("ended", "is_agreed", "is_mentors", "state"),
    [
        (None, False, False, RequestState.FOR_MENTOR),
        (None, False, True, RequestState.FOR_APPRENTICE),
        (None, True, True, RequestState.AGREED),
        ("observed", True, True, RequestState.OBSERVED),
    ],
)
def test_the_one_who_did_not_propose_answers(ended, is_agreed, is_mentors, state):
    assert request_state(ended, is_agreed=is_agreed, is_mentors=is_mentors) is state


def ask(two, **fields):
    page = two.lin.open(NEW)
    return two.lin.submit(page, FORM, **{**TUESDAY, "words": "我一急就说快了。", **fields})


def request(two):
    with two.kit.app.app_context():
        return two.asks(sa.select(ObservationRequest))


def test_an_apprentice_is_ready_and_the_mentor_accepts(two):
    page = ask(two)

    assert "等陈立答复" in page.text
    card = two.chen.open("/mentoring").find(".person-card")
    assert "准备好了，请您" in card.get_text()
    assert "15:30" in card.get_text()

    told = two.chen.open(page.address)
    assert "我一急就说快了。" in told.text
    accepted = two.chen.submit(told, "form[action$='/acceptance']")

    assert "约好了" in accepted.text
    assert "约好了" in two.lin.open("/mentoring").find("#requests").get_text()


def test_the_plan_leads_to_it(two):
    assert two.lin.open("/plan").all("a[href='/mentoring/requests/new?competency=etiquette']")


def test_the_mentor_proposes_another_time_and_the_apprentice_accepts(two):
    page = ask(two)
    back = two.chen.submit(two.chen.open(page.address), SLOT, day="2026-03-04", hour="09:00")

    assert "等学员lin答复" in back.text

    two.lin.submit(two.lin.open(page.address), "form[action$='/acceptance']")

    assert request(two).state is RequestState.AGREED
    assert request(two).starts_at == datetime(2026, 3, 4, 1, tzinfo=UTC)


def test_nobody_accepts_their_own_time(two):
    page = ask(two)

    two.lin.post(f"{page.address}/acceptance", {"number": "1"}, status=403)


def test_a_time_that_was_changed_is_not_accepted(two):
    page = ask(two)
    old = two.chen.open(page.address)
    two.lin.submit(two.lin.open(page.address), SLOT, day="2026-03-05", hour="11:00")

    two.chen.submit(old, "form[action$='/acceptance']", status=409)
    assert request(two).agreed_at is None


def test_the_same_proposal_twice_is_one(two):
    page = ask(two)
    open_one = two.chen.open(page.address)
    for _again in range(2):
        two.chen.submit(open_one, SLOT, day="2026-03-04", hour="09:00")

    assert request(two).number == 2


def test_an_observation_settles_it(two):
    ask(two)
    page = two.chen.open(two.page)
    fact = "让他慢下来，报号码三位一停，客户没有要求重复。"
    two.chen.submit(page, "#observe form", competency="voice", verdict="not-yet", evidence=fact)

    assert request(two).state is RequestState.OBSERVED
    assert "我准备好了" in two.lin.open("/mentoring").find("#requests").get_text()


def test_a_checklist_settles_what_it_shows(two):
    page = ask(two)
    way = two.chen.open(page.address).find(".checklist-choice a")["href"]
    seen = {
        "mark-clear-pace": "yes",
        "verdict": "met",
        "evidence": "报单号三位一停，客户应了才往下。",
    }
    two.chen.submit(two.chen.open(way), "#checklist", **seen)

    assert request(two).state is RequestState.OBSERVED


def test_a_request_can_be_taken_back(two):
    page = ask(two)
    two.lin.submit(two.lin.open(page.address), "form[action$='/withdrawal']")

    assert request(two).state is RequestState.WITHDRAWN
    assert "已收回" in two.chen.open(page.address).text


def test_one_competency_waits_once_and_a_key_asks_once(two):
    page = two.lin.open(NEW)
    fields = {**TUESDAY, "competency": "voice"}
    first, second = (two.lin.submit(page, FORM, **fields) for _again in range(2))

    assert first.address == second.address
    assert "已经请师父看了" in two.lin.submit(two.lin.open(NEW), FORM, status=422, **fields).text
    assert two.count(ObservationRequest) == 1


def test_a_past_time_comes_back(two):
    back = two.lin.submit(two.lin.open(NEW), FORM, status=422, day="2026-03-02", hour="09:00")

    assert "已经过了" in back.text


def test_nobody_else_sees_it(two, browser_of):
    page = ask(two)
    stranger = two.kit.company.person("stranger", "mentor")
    browser_of(stranger).open(page.address, status=404)


def test_who_has_no_mentor_is_told_so(kit, browser_of):
    kit.go(NOW.date())
    alone = kit.company.person("alone", "trainee")

    assert "还没有师父" in browser_of(alone).open(NEW).text
