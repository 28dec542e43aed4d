"""What is practised, told to whoever shows a practice list without knowing what is on it.

A feature whose documents can be practised registers what it tells about them in its `init_app`.
"""

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from datetime import datetime

from flask import Flask, current_app

from lms.library.catalogue import Identity
from lms.library.domain import Exercise, Practised
from lms.people.models import Person

Tell = Callable[[Person, Collection[int], datetime], Mapping[int, Exercise]]
EXTENSION = "library.exercises"


def register(app: Flask, tell: Tell) -> None:
    """Make known what tells of documents, by number, those that a person may practise.

    It leaves out what is not for the person, or not its own.
    """
    app.extensions.setdefault(EXTENSION, []).append(tell)


def told(person: Person, items: Sequence[Identity], now: datetime) -> list[Exercise]:
    """What of these a person may practise, in their order, and how far the person is."""
    numbers = [item.document_id for item in items]
    found: dict[int, Exercise] = {}
    for tell in current_app.extensions.get(EXTENSION, ()):
        found |= tell(person, numbers, now)
    return [found[number] for number in numbers if number in found]


def next_of(exercises: Iterable[Exercise]) -> Exercise | None:
    """What to go on with: what is open, clocks first; else the first that is to be practised."""
    listed = list(exercises)
    open_ = [one for one in listed if one.state.is_open]
    if open_:
        return min(open_, key=lambda one: one.state is Practised.BEGUN)
    return next((one for one in listed if one.state.is_to_practise), None)
