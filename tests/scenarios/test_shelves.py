"""The list of scenarios in order: what is due first, the rest by theme, narrowed as asked."""

from dataclasses import replace
from datetime import date

import pytest

from lms.scenarios.domain import Theme
from lms.scenarios.queries import Offer
from lms.scenarios.views.shelves import Chosen, shelves, themes
from tests.scenarios.test_kinds import SCENARIO


class Document:
    def __init__(self, scenario):
        self.content = scenario


def card(theme: Theme, difficulty: int = 1, due: date | None = None):
    scenario = replace(SCENARIO, theme=theme, difficulty=difficulty)
    return Offer(Document(scenario), due, ""), None


CARDS = [
    card(Theme.PROPERTY, due=date(2026, 7, 3)),
    *(card(theme, n) for theme in (Theme.PROPERTY, Theme.ORDERS) for n in (1, 2, 3)),
]


def shown(**asked: str) -> list[tuple[str | None, int]]:
    return [(shelf.theme, len(shelf.cards)) for shelf in shelves(CARDS, Chosen.of(asked))]


def test_what_is_due_comes_first_and_the_rest_by_theme():
    assert shown() == [(None, 1), (Theme.ORDERS, 3), (Theme.PROPERTY, 3)]
    assert themes(CARDS) == [Theme.ORDERS, Theme.PROPERTY]


@pytest.mark.parametrize(
    ("asked", "expected"),
    [
        ({"theme": "orders"}, [(Theme.ORDERS, 3)]),
        ({"difficulty": "2"}, [(Theme.ORDERS, 1), (Theme.PROPERTY, 1)]),
        ({"theme": "property", "difficulty": "1"}, [(None, 1), (Theme.PROPERTY, 1)]),
        ({"theme": "privacy"}, []),
        ({"theme": "x", "difficulty": "9"}, [(None, 1), (Theme.ORDERS, 3), (Theme.PROPERTY, 3)]),
    ],
)
def test_the_list_is_narrowed_as_asked(asked, expected):
    assert shown(**asked) == expected


def test_a_short_list_stays_in_one_piece():
    few = shelves(CARDS[:6], Chosen.of({"theme": "orders"}))

    assert [(shelf.theme, len(shelf.cards)) for shelf in few] == [(None, 6)]
