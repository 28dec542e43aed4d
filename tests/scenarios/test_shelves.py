"""The library of role-plays in order: what is assigned, then by course; narrowed as asked."""

from dataclasses import replace
from datetime import date
from itertools import count

import pytest

from lms.library.catalogue import Identity
from lms.library.domain import Exercise, Practised, Wording
from lms.library.queries import PracticeList, Published
from lms.scenarios.domain import Standing, Theme
from lms.scenarios.domain.drill import Drill
from lms.scenarios.queries import Card, Offer
from lms.scenarios.views.shelves import Chosen, next_card, shelves, themes
from tests.scenarios.test_kinds import SCENARIO

NEW, GOOD, PASSED = Practised.NEW, Practised.GOOD, Practised.PASSED
TITLE = Wording("x")
BOTH = Drill("both", TITLE, TITLE, 8, 60, 25, ())
MAY_ASSESS = Standing(open=None, attempts_left=1, free_at=None, practice=None, assessment=None)
numbers = count(1)


def card(theme=Theme.ORDERS, difficulty=1, due=None, state=NEW, content=None, **given) -> Card:
    content = content or replace(SCENARIO, theme=theme, difficulty=difficulty)
    is_drill = isinstance(content, Drill)
    number = next(numbers)
    kind = "drill" if is_drill else "scenario"
    document = Published(kind, number, number, 1, f"{kind}-{number}", f"{number}", content)
    exercise = Exercise(
        title=TITLE,
        address="",
        minutes=8,
        difficulty=None if is_drill else difficulty,
        state=state,
        score=None,
    )
    given = {"is_assigned": due is not None, **given}
    return Card(Offer(document, due_on=due, **given), exercise, None if is_drill else MAY_ASSESS)


def practice(name: str, order: int, *cards: Card) -> PracticeList:
    items = [Identity("scenario", "", "", card.offer.document.document_id) for card in cards]
    source = Published("course", 1000 + order, 1, 1, name, name, None)
    return PracticeList(source, Wording(name), order, is_open=True, items=items)


LATE, SOON = card(due=date(2026, 8, 3)), card(Theme.PROPERTY, due=date(2026, 7, 3))
UNDATED = card(is_assigned=True)
EASY, HARD = card(Theme.PROPERTY), card(Theme.ORDERS, 3)
DRILL, OTHER = card(content=BOTH), card(Theme.PRIVACY, 2)
CARDS = [LATE, EASY, OTHER, SOON, HARD, DRILL, UNDATED]
LISTS = [practice("first", 1, SOON, HARD, DRILL), practice("second", 2, DRILL, EASY)]


def shown(**asked: str) -> list[tuple[str, list[Card]]]:
    found = shelves(CARDS, LISTS, Chosen.of(asked))
    return [
        ("assigned" if it.is_assigned else str(it.practice.title) if it.practice else "", it.cards)
        for it in found
    ]


def test_what_is_assigned_comes_first_then_course_by_course_each_once():
    assert shown() == [
        ("assigned", [SOON, LATE, UNDATED]),
        ("first", [HARD, DRILL]),
        ("second", [EASY]),
        ("", [OTHER]),
    ]
    assert themes(CARDS) == ["orders", "property", "privacy", "drills"]


@pytest.mark.parametrize(
    ("asked", "expected"),
    [
        ({"theme": "property"}, [("assigned", [SOON]), ("second", [EASY])]),
        ({"difficulty": "3"}, [("first", [HARD])]),
        ({"theme": "drills"}, [("first", [DRILL])]),
        ({"theme": "drills", "difficulty": "1"}, []),
        ({"theme": "support"}, []),
        ({"theme": "x", "difficulty": "9"}, shown()),
    ],
)
def test_the_list_is_narrowed_as_asked(asked, expected):
    assert shown(**asked) == expected


@pytest.mark.parametrize(
    ("cards", "expected"),
    [
        ([card(), card(state=Practised.BEGUN), card(state=Practised.EXAMINED)], 2),
        ([card(), card(state=Practised.BEGUN)], 1),
        ([card(), card(due=date(2026, 7, 3))], 1),
        ([card(), card(due=date(2026, 7, 3), state=GOOD)], 1),
        ([card(is_assigned=True, state=GOOD), card(is_assigned=True)], 1),
        ([card(state=PASSED), card(state=GOOD), card(state=Practised.TRIED)], 2),
        ([card(state=PASSED), card(content=BOTH, state=GOOD, is_assigned=True)], None),
        ([], None),
    ],
)
def test_the_next_one_is_open_else_assigned_else_the_first_to_practise(cards, expected):
    found = next_card(shelves(cards, [practice("desk", 1, *cards)], Chosen.of({})))

    assert found == (None if expected is None else cards[expected])


def test_an_assessment_that_may_not_begin_is_not_what_comes_next():
    waits = replace(card(is_assigned=True, state=GOOD), stands=replace(MAY_ASSESS, attempts_left=0))

    assert next_card(shelves([waits], [], Chosen.of({}))) is None
