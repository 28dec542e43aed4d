"""The library of role-plays in order: what is assigned, then by course; narrowed as asked."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from lms.library.domain import Practised
from lms.library.queries import PracticeList
from lms.scenarios.domain import Scenario, Theme
from lms.scenarios.queries import Card

MANY = 6  # role-plays from which a list wants filters
DIFFICULTIES = range(1, 4)
DRILLS = "drills"  # asked for like a theme
ASSESSABLE = (Practised.GOOD, Practised.FAILED)


@dataclass(frozen=True, slots=True)
class Chosen:
    """What the list is narrowed to; nothing narrows nothing."""

    theme: str | None  # or DRILLS
    difficulty: int | None

    @classmethod
    def of(cls, asked: Mapping[str, str]) -> "Chosen":
        """What an address asks for; what nobody can ask for is left out."""
        theme, difficulty = asked.get("theme", ""), asked.get("difficulty", "")
        return cls(
            next((one for one in (*Theme, DRILLS) if one == theme), None),
            next((one for one in DIFFICULTIES if str(one) == difficulty), None),
        )

    @property
    def narrows(self) -> bool:
        """Whether anything is asked for."""
        return self.theme is not None or self.difficulty is not None

    def takes(self, card: Card) -> bool:
        """Whether a card is among what is asked for; a drill has no difficulty."""
        return self.theme in (None, theme_of(card)) and self.difficulty in (
            None,
            card.exercise.difficulty,
        )


@dataclass(frozen=True, slots=True)
class Shelf:
    """Cards under one heading: of a course, else what is assigned, else what is left."""

    cards: Sequence[Card]
    practice: PracticeList | None = None
    is_assigned: bool = False


def theme_of(card: Card) -> str:
    """What it is about; of a drill, that it is one."""
    content = card.offer.content
    return content.theme if isinstance(content, Scenario) else DRILLS


def themes(cards: Iterable[Card]) -> list[str]:
    """The themes that can be asked for."""
    there = {theme_of(card) for card in cards}
    return [theme for theme in (*Theme, DRILLS) if theme in there]


def shelves(cards: Sequence[Card], lists: Sequence[PracticeList], chosen: Chosen) -> list[Shelf]:
    """The cards that are asked for, each on the first shelf that has it; no shelf is empty."""
    left = {card.offer.document.document_id: card for card in cards if chosen.takes(card)}
    assigned = [number for number, card in left.items() if card.offer.is_assigned]
    assigned.sort(key=lambda number: left[number].offer.due_on or date.max)
    found = [Shelf([left.pop(number) for number in assigned], is_assigned=True)]
    for one in lists:
        listed = [item.document_id for item in one.items if item.document_id in left]
        found.append(Shelf([left.pop(number) for number in listed], one))
    found.append(Shelf(sorted(left.values(), key=_ease)))
    return [shelf for shelf in found if shelf.cards]


def next_card(shelves: Iterable[Shelf]) -> Card | None:
    """What to take next, if anything is left to practise.

    What is open; then what is assigned, practice before its assessment; then course by course.
    """
    cards = [card for shelf in shelves for card in shelf.cards]
    urgent = [card for card in cards if _urgency(card) is not None]
    return min(urgent, key=lambda card: _urgency(card) or 0, default=None)


def _urgency(card: Card) -> int | None:
    """The lower, the sooner; None: there is nothing to do."""
    state, is_assigned = card.exercise.state, card.offer.is_assigned
    if state.is_open:
        return 1 if state is Practised.BEGUN else 0
    if state.is_to_practise:
        return 2 if is_assigned else 4
    may_assess = bool(card.stands and card.stands.may_assess)
    return 3 if is_assigned and may_assess and state in ASSESSABLE else None


def _ease(card: Card) -> tuple[int, str]:
    return card.exercise.difficulty or max(DIFFICULTIES), card.offer.document.name
