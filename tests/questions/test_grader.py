"""A whole verdict: what counts, what it earns, why, and how it is kept."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lms.i18n import catalogue
from lms.library.domain import Wording
from lms.questions.domain.replies import Band, ReplyVerdict, Span, State, grade, prepared
from tests.questions.sayings import book, criteria_of, grader_of, shipped

APOLOGY = {"id": "apology", "need": "required", "lexicon": "apology", "points": {"etiquette": 2}}
TIME = {"id": "time", "need": "required", "lexicon": "time-promise", "points": {"skills": 1}}
THANKS = {"id": "thanks", "need": "better", "lexicon": "thanks", "points": {"etiquette": 1}}
ORDER = {
    "id": "feelings-first",
    "need": "better",
    "title": "先致歉，后约时间",
    "order": ["apology", "time"],
    "points": {"adaptability": 1},
}
PROMISE = {
    "id": "overpromise",
    "need": "forbidden",
    "title": {"zh-Hans": "越权承诺", "en": "Promising too much"},
    "phrases": ["（全额/十倍）赔"],
    "points": {"knowledge": -3},
    "better": "赔偿要先核实。",
}
GRADER = grader_of([APOLOGY, TIME, THANKS, ORDER, PROMISE], breach={"etiquette": -2})
GOOD = "您好，非常抱歉！今天下午三点前我给您答复，谢谢您。"


def finding(verdict: ReplyVerdict, element: str):
    return next(it for it in verdict.findings if it.element == element)


def shown(typed: str, spans: tuple[Span, ...]) -> list[str]:
    return [typed[span.start : span.end] for span in spans]


def test_a_reply_that_says_everything_is_good_and_earns_its_points():
    verdict = GRADER.grade(GOOD)

    assert verdict.band is Band.GOOD
    assert verdict.band.passes
    assert verdict.met == {"apology", "time", "thanks", "feelings-first"}
    assert verdict.points == {"etiquette": 3, "skills": 1, "adaptability": 1}
    assert GRADER.criteria.most == {
        "etiquette": 3, "skills": 1, "adaptability": 1, "knowledge": 0,
    }  # fmt: skip
    assert GRADER.criteria.least["knowledge"] == -3


def test_what_counts_is_shown_in_what_was_typed():
    verdict = GRADER.grade(GOOD)

    assert shown(GOOD, finding(verdict, "apology").spans) == ["非常抱歉"]
    assert shown(GOOD, finding(verdict, "time").spans) == ["今天下午三点前", "答复"]


@pytest.mark.parametrize(
    ("typed", "band"),
    [
        ("今天下午三点前我给您答复。", Band.PARTIAL),
        ("我给您看看这是怎么了。", Band.POOR),
        ("", Band.POOR),
        ("抱歉 三点前 答复 谢谢 补发 退款", Band.HEAP),
        (GOOD + "您急什么？", Band.BREACH),
        (GOOD + "我们全额赔。", Band.BREACH),
    ],
)
def test_a_reply_has_a_band(typed, band):
    assert GRADER.grade(typed).band is band


def test_something_forbidden_is_named_with_why_and_what_to_say_instead():
    typed = "抱歉，您急什么呀，我全额赔您。"
    verdict = GRADER.grade(typed)

    assert {it.entry: shown(typed, it.spans) for it in verdict.breaches} == {
        "what-hurry": ["急什么"],
        "overpromise": ["全额赔"],
    }
    assert verdict.said == {"what-hurry", "overpromise"}
    assert verdict.points == {"knowledge": -3}  # the apology's two and the breach's two
    assert GRADER.title("what-hurry") == Wording("急什么", "急什麼", "What's the hurry?")
    assert GRADER.advice("what-hurry").better.en.startswith("I know it is urgent")
    assert GRADER.title("overpromise").en == "Promising too much"
    assert GRADER.advice("overpromise").better.zh_hans == "赔偿要先核实。"


def test_something_forbidden_that_is_only_spoken_of_is_not_said():
    assert not GRADER.grade("您放心，我不会说急什么这种话。").breaches
    assert not GRADER.grade("我同事说“急什么”，是他不对，我向您道歉。").breaches
    assert not GRADER.grade("不知道您方便不方便？").breaches


def test_order_counts_only_when_it_is_kept():
    late = "今天下午三点前我给您答复，非常抱歉。"

    assert finding(GRADER.grade(late), "feelings-first").state is State.NEAR
    assert finding(GRADER.grade("非常抱歉。"), "feelings-first").state is State.MISSING


def test_an_example_is_as_good_as_a_phrase():
    element = {"id": "it", "need": "required", "title": "要点", "examples": ["裙子洗过就没法再卖"]}
    grader = grader_of([element])

    assert grader.grade("您的裙子洗过没法再卖了").met == {"it"}
    near = finding(grader.grade("裙子洗过，您看看"), "it")
    assert near.state is State.NEAR
    assert near.reason.facts == {"example": "裙子洗过就没法再卖"}
    assert not grader.grade("您的裙子洗过也有法再卖了").met
    assert not grader.grade("裙子洗过就没法再卖", ["裙子洗过就没法再卖"]).met


def test_what_is_too_vague_is_told_why():
    typed = "非常抱歉，我尽快给您答复。"
    vague = finding(GRADER.grade(typed), "time")
    why = GRADER.why(vague).in_("zh-Hans")

    assert vague.state is State.NEAR
    assert vague.reason.words(typed, str, why) == (
        "“尽快…答复”还差一点：“尽快”“稍后”不是时间，请说清几点或者多久以内。"
    )
    assert GRADER.why(finding(GRADER.grade(GOOD), "time")) == Wording("")


@pytest.mark.parametrize("tag", ["zh-Hans", "zh-Hant", "en"])
def test_every_reason_can_be_told_in_every_language(tag):
    typed = "今天不能给您答复，抱歉。"
    verdict = GRADER.grade(typed)
    words = [it.reason.words(typed, catalogue(tag).gettext) for it in verdict.findings]

    assert all(words)
    assert "不能" in words[1]


def test_what_was_typed_is_not_kept_in_the_verdict():
    stored = json.dumps(GRADER.grade(GOOD + "您急什么？").stored(), ensure_ascii=False)

    assert "抱歉！" not in stored
    assert "下午三点" not in stored
    reason = finding(GRADER.grade(GOOD), "apology").reason
    assert reason.parameters(None)["words"] == "…"


@given(st.text(st.sampled_from("您好抱歉今天下午三点前给答复谢急什么不，。？ 「」"), max_size=60))
def test_a_verdict_comes_back_as_it_was_stored(typed):
    verdict = GRADER.grade(typed)

    assert ReplyVerdict.of(json.loads(json.dumps(verdict.stored()))) == verdict
    assert GRADER.grade(typed) == verdict


@given(st.text(max_size=200), st.text(max_size=200))
def test_anything_can_be_graded_and_is_shown_within_what_was_typed(typed, said):
    verdict = GRADER.grade(typed, [said])

    for it in (*verdict.findings, *verdict.breaches):
        assert all(0 <= span.start < span.end <= len(typed) for span in it.spans)


def test_an_element_is_called_as_the_step_says_or_as_the_lexicon_does():
    assert GRADER.title("apology").in_("en") == "Apology"
    assert GRADER.title("feelings-first").in_("zh-Hans") == "先致歉，后约时间"
    with pytest.raises(KeyError):
        GRADER.title("nobody")


def test_what_grades_is_made_once():
    criteria = criteria_of(json.dumps({"reply": {"elements": [APOLOGY]}}))

    assert prepared(criteria, shipped()) is prepared(criteria, shipped())
    assert grade("非常抱歉", criteria, shipped()).met == {"apology"}
    with pytest.raises(KeyError):
        grade("非常抱歉", criteria)


def test_what_is_copied_from_the_customer_is_shown():
    criteria = criteria_of(json.dumps({"reply": {"elements": [APOLOGY]}}))
    verdict = grade("抱歉，我根本没收到啊！", criteria, shipped(), ["可我根本没收到啊！"])

    assert verdict.copied == (Span(3, 10),)
    assert not grade("抱歉，您没收到。", criteria, shipped(), ["可我根本没收到啊！"]).copied


def test_a_forbidden_form_may_be_made_an_element():
    hurry = {"id": "hurry", "need": "forbidden", "lexicon": "what-hurry", "points": {"mindset": -1}}
    verdict = grader_of([APOLOGY, hurry]).grade("抱歉，您急什么呀。")

    assert verdict.said == {"hurry"}
    assert verdict.points == {"etiquette": 2, "mindset": -1}
    assert "what-hurry" in book().entries
