"""The list of scenarios put in order: what is due first, the rest by what it is about."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from lms.scenarios.domain import Standing, Theme
from lms.scenarios.queries import Offer

MANY = 6  # scenarios from which a list wants filters and headings
DIFFICULTIES = range(1, 4)

Card = tuple[Offer, Standing]


@dataclass(frozen=True, slots=True)
class Chosen:
    """What the list is narrowed to; nothing narrows nothing."""

    theme: Theme | None
    difficulty: int | None

    @classmethod
    def of(cls, asked: Mapping[str, str]) -> "Chosen":
        """What an address asks for; what nobody can ask for is left out."""
        theme, difficulty = asked.get("theme", ""), asked.get("difficulty", "")
        return cls(
            next((one for one in Theme if one == theme), None),
            next((one for one in DIFFICULTIES if str(one) == difficulty), None),
        )

    @property
    def narrows(self) -> bool:
        """Whether anything is asked for."""
        return self.theme is not None or self.difficulty is not None

    def takes(self, card: Card) -> bool:
        """Whether a card is among what is asked for."""
        scenario = card[0].scenario
        return self.theme in (None, scenario.theme) and self.difficulty in (
            None,
            scenario.difficulty,
        )


@dataclass(frozen=True, slots=True)
class Shelf:
    """Cards under one heading."""

    theme: Theme | None  # None: what is due
    cards: Sequence[Card]


def shelves(cards: Sequence[Card], chosen: Chosen) -> list[Shelf]:
    """The cards that are asked for: what is due first, then by theme; no shelf is empty."""
    if len(cards) <= MANY:
        return [Shelf(None, cards)]
    found = [card for card in cards if chosen.takes(card)]
    due = [card for card in found if card[0].due_on]
    rest = [
        Shelf(theme, [it for it in found if not it[0].due_on and it[0].scenario.theme == theme])
        for theme in Theme
    ]
    return [shelf for shelf in (Shelf(None, due), *rest) if shelf.cards]


def themes(cards: Sequence[Card]) -> list[Theme]:
    """The themes that can be asked for."""
    there = {offer.scenario.theme for offer, _ in cards}
    return [theme for theme in Theme if theme in there]
