"""What a session's record must say, who it waits for, and the texts of talks."""

from datetime import date

import pytest

from lms.errors import Invalid
from lms.library.domain import Bundle, ContentError
from lms.mentoring.content import TalksKind
from lms.mentoring.domain import Answer, Meeting, SessionState, Todo, state_of
from lms.people.domain import WrongField

MONDAY, TUESDAY = date(2026, 3, 2), date(2026, 3, 3)
TALK = """
  - id: weekly
    title: {zh-Hans: 每周面谈, en: Weekly}
    summary: {zh-Hans: 对一遍数字。, en: Figures.}
    minutes: 15
    questions: [{zh-Hans: 哪一单最难？, en: Which was hardest?}]"""


def meeting(**changes) -> Meeting:
    facts = {"talk": "weekly", "held_on": MONDAY, "minutes": 15, "shared": "先听完再答。"}
    return Meeting(**{**facts, **changes})


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"shared": ""}, "shared"),
        ({"shared": "好" * 2001}, "shared"),
        ({"private": "好" * 2001}, "private"),
        ({"minutes": 4}, "minutes"),
        ({"minutes": 241}, "minutes"),
        ({"held_on": TUESDAY, "todos": (Todo("录工单", False, MONDAY),)}, "due_on_1"),
    ],
)
def test_a_record_says_what_and_how_long(changes, field):
    with pytest.raises(WrongField) as refusal:
        meeting(**changes)

    assert refusal.value.field == field


def test_a_session_has_taken_place_and_within_the_time_of_the_pair():
    meeting().check_day(today=MONDAY, pair_began=MONDAY)
    with pytest.raises(WrongField):
        meeting(held_on=TUESDAY).check_day(today=MONDAY, pair_began=MONDAY)
    with pytest.raises(WrongField):
        meeting().check_day(today=TUESDAY, pair_began=TUESDAY)


@pytest.mark.parametrize("words", ["", "字" * 201])
def test_a_todo_says_what_in_few_words(words):
    with pytest.raises(Invalid):
        Todo(words, True, MONDAY)


def test_who_remembers_it_otherwise_says_how():
    assert Answer(True).words == ""
    with pytest.raises(Invalid):
        Answer(False)
    with pytest.raises(Invalid):
        Answer(False, "不" * 501)


def test_a_record_waits_until_it_is_answered_and_ends_when_another_takes_its_place():
    assert state_of(None, is_corrected=False) is SessionState.WAITING
    assert state_of(True, is_corrected=False) is SessionState.CONFIRMED
    assert state_of(False, is_corrected=False) is SessionState.DIFFERENT
    assert state_of(True, is_corrected=True) is SessionState.CORRECTED


def parsed(talks: str):
    return TalksKind().parse(Bundle("talks", {"courses/talks.yaml": f"id: talks\ntalks:{talks}\n"}))


def test_talks_are_read_in_their_order():
    talk = parsed(TALK + TALK.replace("weekly", "monthly")).talks[0]

    assert (talk.id, talk.minutes, talk.signs) == ("weekly", 15, False)
    assert talk.questions[0].en == "Which was hardest?"


@pytest.mark.parametrize(
    ("talks", "lines"),
    [
        (" []", [2]),
        (TALK + TALK, [8]),
        (TALK.replace("15", "300"), [6]),
        (TALK.replace("[{zh-Hans: 哪一单最难？, en: Which was hardest?}]", "[]"), [7]),
    ],
)
def test_what_is_wrong_with_talks_is_told_with_its_line(talks, lines):
    with pytest.raises(ContentError) as refusal:
        parsed(talks)

    assert [problem.line for problem in refusal.value.problems] == lines
