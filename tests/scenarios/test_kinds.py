"""Replies, forms, cards, waiting: every kind of step is judged, kept and shown when it is time."""

from datetime import timedelta
from pathlib import Path

import pytest
import sqlalchemy as sa

from lms.db import db
from lms.errors import Invalid, Stale
from lms.library.domain import Bundle
from lms.questions.domain.replies import grade
from lms.scenarios.content import ScenarioKind
from lms.scenarios.domain import (
    Choose,
    Critical,
    Fill,
    LetWait,
    Mode,
    Open,
    Reply,
    Rewound,
    Situation,
    Staying,
    Verdict,
    exchanges,
    judge,
    opened_cards,
    opening,
    paths,
    replay,
    result,
    shortfalls,
    standing,
    worst_turns,
)
from lms.scenarios.models import Mark, Play, Turn
from tests.scenarios.conftest import NOW, set_up

FILE = "quizzes/scenarios/every-kind.yaml"
TEXT = Path(__file__).with_name("every-kind.yaml").read_text(encoding="utf-8")
SCENARIO = ScenarioKind().parse(Bundle("every-kind", {FILE: TEXT}))
BRIEF = "/scenarios/every-kind"
GOOD = "周女士，对不起，让您等到现在，我 10 分钟内给您答复。"
RECORD = {
    "name": "周女士",
    "contact": "13812345217",
    "problem": "parcel",
    "description": "物流显示签收，客户说没收到货，要求今天给说法。",
    "handling": "ask",
    "result": "open",
}
HAND_OVER = {"to": "second", "within": "half", "summary": "周女士的锅没有收到，网点还没回话。"}
SEED = 3


def graded(criteria, text):
    return grade(text, criteria)


def take(*acts):
    """The verdicts of these acts, one after the other."""
    verdicts = []
    for act in acts:
        situation = standing(SCENARIO, replay(SCENARIO, verdicts))
        verdicts.append(judge(SCENARIO, situation, act, SEED, graded))
    return verdicts


def at_the_end(answer="call"):
    verdicts = take(Reply(GOOD), Fill(RECORD), Fill(HAND_OVER))
    situation = standing(SCENARIO, replay(SCENARIO, verdicts))
    for position in (1, 2):
        verdict = judge(SCENARIO, situation, Choose(position), SEED, graded)
        if verdict.answer == answer:
            return replay(SCENARIO, [*verdicts, verdict])
    raise AssertionError(answer)


def test_a_good_reply_earns_what_it_says_and_leads_on():
    (verdict,) = take(Reply(GOOD))

    assert (verdict.answer, verdict.target) == ("good", "record")
    assert verdict.points == {"etiquette": 2, "skills": 2}
    assert verdict.reply.met == {"sorry", "time"}


@pytest.mark.parametrize(
    ("text", "answer", "points"),
    [
        ("对不起，让您等到现在了，您的事我来跟。", "partial", {"etiquette": 2}),
        ("锅的事情我们这边不太清楚，您再看看吧。", "poor", {}),
        ("对不起 抱歉 10分钟 对不起 抱歉 时间", "poor", {}),
    ],
)
def test_other_replies_lead_where_their_grade_leads(text, answer, points):
    (verdict,) = take(Reply(text))

    assert (verdict.answer, verdict.points) == (answer, points)


@pytest.mark.parametrize(
    ("text", "unedited"),
    [
        ("非常抱歉给您添麻烦了，我们会在 24 小时内答复您。", True),
        ("非常抱歉给您添麻烦了，我们会在24小时内答复您。", True),
        ("周女士，锅没到，非常抱歉给您添麻烦了，我 24 小时内答复您。", False),
    ],
)
def test_a_quick_phrase_sent_as_it_is_earns_nothing(text, unedited):
    (verdict,) = take(Reply(text))

    assert verdict.unedited is unedited
    assert (verdict.answer, verdict.points == {}) == (("partial" if unedited else "good"), unedited)


@pytest.mark.parametrize("text", ["", "   ", "长" * 1001])
def test_nothing_and_too_much_are_refused(text):
    with pytest.raises(Invalid):
        take(Reply(text))


def test_every_field_is_graded_by_itself():
    _, verdict = take(Reply(GOOD), Fill(RECORD | {"contact": "12", "result": "done"}))

    right = {one.field for one in verdict.fields if one.is_right}
    assert (verdict.answer, right) == ("partial", {"name", "problem", "description", "handling"})
    assert verdict.points == {"skills": 1, "knowledge": 3}


@pytest.mark.parametrize(
    ("changes", "grade"),
    [
        ({}, "good"),
        ({"name": " 周 女士 "}, "good"),
        ({"contact": "１３８１２３４５２１７"}, "good"),
        ({"name": ""}, "partial"),
        ({"description": ""}, "partial"),
        ({"description": "没收到" + "。" * 200}, "partial"),
        (dict.fromkeys(RECORD, ""), "poor"),
        (dict.fromkeys(RECORD, "parcel"), "poor"),
    ],
)
def test_a_record_is_as_good_as_its_fields(changes, grade):
    _, verdict = take(Reply(GOOD), Fill(RECORD | changes))

    assert verdict.answer == grade


def test_a_card_is_looked_at_without_answering():
    verdicts = take(Open("order"), Reply(GOOD))
    scenes = replay(SCENARIO, verdicts)

    assert verdicts[0].staying is Staying.LOOKED
    assert (scenes[0].after.step, scenes[0].after.flags) == ("greet", {"seen-order"})
    assert scenes[0].after.variables["elapsed"] == 30
    assert opened_cards(scenes) == ("order",)
    assert [len(one.lines) for one in exchanges(SCENARIO, scenes, with_remarks=False)] == [1, 0]


def test_a_card_that_is_not_offered_is_refused():
    with pytest.raises(Stale):
        take(Reply(GOOD), Open("order"))


def test_a_customer_who_waits_writes_again_and_then_leaves():
    verdicts = take(LetWait(61), LetWait(121))
    scenes = replay(SCENARIO, verdicts)

    assert [scene.after.step for scene in scenes] == ["greet", "gone"]
    assert (scenes[0].after.waited, scenes[0].after.variables["拖延"]) == (1, 1)
    talk = exchanges(SCENARIO, scenes, with_remarks=True)
    assert str(talk[1].lines[0].text) == "在吗？"


def test_lines_are_told_in_the_voice_of_their_speaker():
    talk = exchanges(SCENARIO, replay(SCENARIO, take(LetWait(61), LetWait(121))), with_remarks=True)
    said = [(it.speaker.voice, str(it.speaker.name), len(it.lines)) for it in talk[1].speeches]

    assert said == [("customer", "", 1), ("person", "师傅老吴", 1), ("system", "", 1)]


def test_only_what_the_customer_says_can_be_copied_from():
    step = SCENARIO.by_id["greet"]

    assert [line.is_of_customer for line in step.waits[0].lines] == [True, False, False]


@pytest.mark.parametrize("acts", [[LetWait(59)], [LetWait(61), LetWait(61)]])
def test_she_does_not_write_again_before_her_time(acts):
    with pytest.raises(Stale):
        take(*acts)


def test_after_an_answer_she_waits_anew():
    scenes = replay(SCENARIO, take(LetWait(61), Reply(GOOD)))

    assert scenes[-1].after.waited == 0


def test_a_critical_mistake_fails_whatever_the_points():
    scenes = at_the_end("give")

    came = result(SCENARIO, scenes)
    assert (came.score, came.passed) == (90, False)
    assert scenes[-1].verdict.critical is Critical.PRIVACY
    (worst, *_) = worst_turns(SCENARIO, scenes)
    assert (worst.best.answer.id, worst.shut_out) == ("call", True)
    found = shortfalls(SCENARIO, scenes, came.total, came.by_competency)
    assert [(one.lack, one.scene) for one in found] == [("critical", scenes[-1])]


def test_of_what_is_typed_only_the_good_one_is_an_alternative():
    scenes = replay(SCENARIO, take(Reply("锅的事情我们这边不太清楚，您再看看吧。")))
    (worst,) = worst_turns(SCENARIO, scenes)

    assert worst.best.text == SCENARIO.by_id["greet"].model
    assert (worst.best.after.step, worst.others) == ("record", ())


def test_a_form_that_is_filled_in_right_needs_no_words():
    scenes = replay(SCENARIO, take(Reply(GOOD), Fill(dict.fromkeys(RECORD, ""))))
    (worst,) = worst_turns(SCENARIO, scenes)

    assert (worst.best.text, worst.best.answer.id) == (None, "good")


def test_the_best_play_earns_everything():
    came = result(SCENARIO, at_the_end())

    assert (came.score, came.passed) == (100, True)


def test_a_competency_may_have_a_mark_of_its_own():
    nothing_known = RECORD | {"problem": "refund", "description": ""}
    verdicts = take(Reply(GOOD), Fill(nothing_known), Fill(HAND_OVER | {"to": "boss"}))
    situation = standing(SCENARIO, replay(SCENARIO, verdicts))
    last = (judge(SCENARIO, situation, Choose(n), SEED, graded) for n in (1, 2))
    call = next(verdict for verdict in last if verdict.answer == "call")
    came = result(SCENARIO, replay(SCENARIO, [*verdicts, call]))

    assert came.score >= SCENARIO.pass_mark
    assert not came.passed
    (short,) = shortfalls(SCENARIO, [], came.total, came.by_competency)[1:]
    assert (short.lack, short.competency, short.mark) == ("competency", "knowledge", 50)


def test_turns_that_were_taken_back_are_left_out():
    first, again = take(Reply("不知道，您再等等看吧。")), take(Reply(GOOD))
    scenes = replay(SCENARIO, [*first, Rewound(1), *again])

    assert [(scene.number, scene.verdict.answer) for scene in scenes] == [(3, "good")]


@pytest.mark.parametrize("acts", [[Reply(GOOD)], [Open("order")], [LetWait(61)]])
def test_a_stored_verdict_comes_back_as_it_was(acts):
    (verdict,) = take(*acts)

    assert Verdict.of(verdict.stored()) == verdict


def test_a_filled_form_comes_back_as_it_was():
    _, verdict = take(Reply(GOOD), Fill(RECORD))

    assert Verdict.of(verdict.stored()) == verdict


def test_a_step_takes_only_what_it_asks_for():
    with pytest.raises(Stale):
        judge(SCENARIO, opening(SCENARIO), Choose(1), SEED, graded)
    with pytest.raises(Stale):
        judge(SCENARIO, Situation("gone", {}, frozenset()), Reply(GOOD), SEED, graded)


def test_no_play_earns_more_than_the_best_that_was_worked_out():
    best = paths(SCENARIO).best

    assert (best.total, best.passing) == (10, 10)


@pytest.fixture
def stage(app, tmp_path):
    return set_up(app, tmp_path, "every-kind")


@pytest.fixture
def player(stage, lin, browser_of):
    """`player("practice")`: a trainee who has begun; her browser and the page."""
    stage.assign(lin)

    def begin(mode):
        browser = browser_of(lin)
        return browser, browser.post(f"{BRIEF}/plays", {"mode": mode})

    return begin


TASK, WAIT = "form.player-task", "form.player-wait"


def play_through(browser, page):
    page = browser.submit(page, TASK, card="order")
    page = browser.submit(page, TASK, reply=GOOD)
    page = browser.submit(page, TASK, **RECORD)
    page = browser.submit(page, TASK, **HAND_OVER)
    (call,) = [b["value"] for b in page.all("button.reply") if "请他打给您" in b.get_text()]
    return browser.submit(page, TASK, choice=call)


@pytest.mark.parametrize("mode", list(Mode))
def test_every_kind_is_played_to_the_debrief(app, player, mode):
    browser, page = player(mode)
    debrief = play_through(browser, page)

    assert "100 分" in debrief.text
    assert "道歉和时间都有了" in debrief.text
    with app.app_context():
        assert db.session.scalars(sa.select(Mark)).one().passed
        kinds = db.session.scalars(sa.select(Turn.kind).order_by(Turn.number)).all()
        assert list(kinds) == ["card", "reply", "record", "record", "choice"]


def test_a_hidden_fact_comes_only_with_its_card(player):
    browser, page = player("practice")
    assert "秘密尾号" not in page.text

    assert "秘密尾号" in browser.submit(page, TASK, card="order").text


@pytest.mark.parametrize("mode", ["rehearsal", "assessment"])
def test_outside_practice_nothing_is_told_on_the_way(player, mode):
    browser, page = player(mode)
    after = browser.submit(page, TASK, reply=GOOD)

    for secret in ("道歉和时间都有了", "致歉", "情绪", "提示"):
        assert secret not in after.text
    assert GOOD in after.text


def test_in_practice_the_words_that_count_are_marked(player):
    browser, page = player("practice")
    after = browser.submit(page, TASK, reply=GOOD)

    assert [mark.contents[0] for mark in after.all("mark")] == ["对不起", "分钟内"]
    assert "道歉和时间都有了" in after.text


def test_an_empty_reply_comes_back_with_what_to_do(app, player):
    browser, page = player("practice")
    again = browser.submit(page, TASK, 422, reply="  ")

    assert "请写下要回给客户的话" in again.text
    with app.app_context():
        assert db.session.scalars(sa.select(Turn)).all() == []


def test_a_turn_is_taken_back_in_practice_only(app, player):
    browser, page = player("practice")
    page = browser.submit(page, TASK, reply="对不起，您的锅我们也不清楚在哪里。")
    page = browser.submit(page, "form:has(button[name=rewind])", rewind="1")

    assert "我们也不清楚" not in page.text
    assert page.find("textarea[name=reply]")
    with app.app_context():
        kinds = db.session.scalars(sa.select(Turn.kind).order_by(Turn.number)).all()
        assert list(kinds) == ["reply", "rewind"]


def test_an_assessment_takes_nothing_back(player):
    browser, page = player("assessment")
    page = browser.submit(page, TASK, reply=GOOD)
    assert not page.all("button[name=rewind]")

    refused = browser.submit(page, TASK, 409, rewind="1")
    assert "只有练习" in refused.text


def test_the_customer_writes_again_only_when_the_clock_says_so(player, at):
    at(NOW)
    browser, page = player("rehearsal")
    assert page.find(WAIT)["data-wait-at"] == "60"
    assert "没有等那么久" in browser.submit(page, WAIT, 409, wait="1").text

    at(NOW + timedelta(seconds=61))
    page = browser.submit(browser.open(page.address), WAIT, wait="1")
    assert "在吗？" in page.text
    assert page.find(WAIT)["data-wait-at"] == "120"
    assert page.find("#turn-clock")["data-waited"] == "60"


def test_what_was_typed_can_be_erased_and_the_verdict_stays(app, player):
    browser, page = player("practice")
    play_through(browser, page)
    with app.app_context():
        db.session.execute(sa.update(Turn).values(text=None))
        db.session.commit()
        address = db.session.scalars(sa.select(Play.public_id)).one()

    debrief = browser.open(f"/plays/{address}")
    assert "100 分" in debrief.text
    assert GOOD not in debrief.text
