"""English replies: matched by whole words, with the same sense of what is meant."""

import pytest

from lms.questions.domain.replies import Band, State
from lms.questions.domain.replies.inflection import forms
from lms.questions.domain.replies.letters import CLAUSE, SENTENCE, WITHIN, letters
from lms.questions.domain.replies.plausible import ABOUT, LIST, REPEATED, heap
from tests.questions.sayings import asking_for, grader_of

OFFER = {"as": "act", "mood": "statement"}
TYPICAL = grader_of(
    [
        {"id": name, "need": "required", "lexicon": entry}
        for name, entry in (
            ("apology", "apology"),
            ("empathy", "empathy"),
            ("time", "time-promise"),
            ("thanks", "thanks"),
        )
    ]
)
GOOD = (
    "I'm so sorry, Ms Zhou. Three days without a word would worry anybody. I am calling the depot"
    " now and will ring you by 5 p.m. today. Thank you for your patience."
)


def is_met(typed: str, *phrases: str, said: tuple[str, ...] = (), **more: str) -> bool:
    (it,) = asking_for(*phrases, **more).grade(typed, said).findings
    return it.state is State.MET


def test_a_good_english_reply_is_good():
    verdict = TYPICAL.grade(GOOD)

    assert verdict.band is Band.GOOD


@pytest.mark.parametrize(
    "typed",
    [
        "sorry worry refund depot 24 hours thanks",
        "Sorry, anxious, within 24 hours, thank you",
        "apology empathy time promised today 5 pm thank you very much",
        "keywords: I am sorry, I understand you are worried, by 5 pm today, thank you",
    ],
)
def test_keywords_are_no_english_reply(typed):
    verdict = TYPICAL.grade(typed)

    assert verdict.band is not Band.GOOD
    assert verdict.band is Band.HEAP or len(verdict.met) <= 1


@pytest.mark.parametrize(
    ("typed", "reason"),
    [
        ("sorry parcel delayed depot called refund approved thanks patience", LIST),
        ("I will call you I will call you I will call you I will call you now", REPEATED),
        ("The model answer says I am sorry and I will call you today", ABOUT),
        ("I'm calling the depot now and will ring you by five.", None),
        ("One moment, please.", None),
        ("Good morning, Skylark Express, Ding speaking, how can I help", None),
        ("Your three orders from last night haven't been paid yet", None),
        ("Engineer Duan will leave at 8:40, Director.", None),
        ("hello, Skylark Express, Ding, surname, last four digits, convenient", LIST),
        ("sorry, resend lids, refund, today, two to three days, which do you prefer", LIST),
        ("there's no firm, time, I'll, ring, depot, I'll, by 10:30", LIST),
    ],
)
def test_a_heap_of_english_words_is_none(typed, reason):
    assert heap(letters(typed)) == reason


@pytest.mark.parametrize(
    ("typed", "met"),
    [
        ("I will refund you today.", True),
        ("We refunded you this morning.", True),
        ("I cannot refund you.", False),
        ("We won't be able to refund you.", False),
        ("I don't think we can refund you.", False),
        ("The parcel has not arrived, so I will refund you.", True),
        ("It is not lost and I will refund you.", True),
        ("Why should we refund you?", False),
        ("Maybe we can refund you.", False),
        ("Shall I refund you, or send another?", True),
        ("That is a refundable ticket for you.", False),
    ],
)
def test_english_is_judged_by_what_it_means(typed, met):
    assert is_met(typed, "refund", **OFFER) is met


@pytest.mark.parametrize(
    ("typed", "phrase"),
    [
        ("We are arranging a visit.", "arrange"),
        ("They have stopped now.", "stop"),
        ("It has been applied for.", "apply"),
        ("I sent it this morning.", "send"),
        ("He is writing to you.", "write"),
    ],
)
def test_a_word_is_found_in_its_other_forms(typed, phrase):
    assert is_met(typed, phrase)


def test_a_form_is_none_of_another_word():
    assert not is_met("A stopover in Rome for us.", "stop")
    assert set(forms("reply")) == {"reply", "replies", "replied"}
    assert set(forms("see")) == {"see", "saw", "seen"}
    assert set(forms("核实")) == {"核实"}


def test_a_word_is_never_found_inside_another():
    assert not is_met("I sent this to the chief.", "hi")
    assert is_met("Hi, this is Xia.", "hi")


def test_what_the_customer_said_is_not_the_agents():
    said = ("My parcel says delivered and nothing came at all.",)

    assert not is_met(
        "My parcel says delivered and nothing came at all.", "nothing came", said=said
    )
    assert is_met("I see that nothing came to you.", "nothing came", said=said)


def test_marks_part_english_as_they_part_speech():
    text = letters("At 5 p.m. today, Mr. Lu calls. Is 3.5 kg right")

    assert text.text == "at5pmtodaymrlucallsis35kgright"
    assert text.breaks[text.text.index("today")] == WITHIN
    assert text.breaks[text.text.index("mr")] == CLAUSE
    assert text.breaks[text.text.index("lu")] == WITHIN
    assert text.breaks[text.text.index("is35")] == SENTENCE


def test_an_english_word_counts_as_two_letters():
    assert letters("您好 hello again, 24").size == 2 + 2 * 2 + 2


@pytest.mark.parametrize("typed", ["7:25 我给您回电", "19：30 给您回电", "两点一刻给您回电"])
def test_a_time_of_day_in_figures_or_quarters_is_a_time(typed):
    verdict = grader_of([{"id": "time", "need": "required", "lexicon": "time-promise"}]).grade(
        typed
    )

    assert verdict.met == {"time"}


@pytest.mark.parametrize("typed", ["比例是 3:70，给您回电", "单号 99:99 给您回电"])
def test_not_every_colon_makes_a_time(typed):
    assert not is_met(typed, "【clock-face】")
