"""Which scenarios and drills a person may take."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, Generic, TypeVar

from lms.errors import NotFound
from lms.library import queries as library
from lms.library.queries import Published
from lms.people.models import Person
from lms.scenarios.content import DRILL, KIND
from lms.scenarios.domain import Scenario
from lms.scenarios.domain.drill import Drill
from lms.scenarios.queries.reach import Reach

T = TypeVar("T", Scenario, Drill)


@dataclass(frozen=True, slots=True)
class Offer(Generic[T]):
    """A published role-play that a person may take, and how it was assigned, if it was."""

    document: Published[T]
    is_assigned: bool = False
    due_on: date | None = None
    reason: str = ""

    @property
    def content(self) -> T:
        """The scenario or drill itself."""
        return self.document.content

    @property
    def is_drill(self) -> bool:
        """Whether several customers come at once."""
        return self.document.kind == DRILL


def offers(reach: Reach) -> Sequence[Offer[Scenario] | Offer[Drill]]:
    """All scenarios and drills that a person may take, by kind and name."""
    return [
        _offer(document, reach)
        for kind in (KIND, DRILL)
        for document in library.all_published(kind)
        if reach.holds(document.document_id)
    ]


def scenario_offers(reach: Reach) -> list[Offer[Scenario]]:
    """The scenarios among them: what is put before the person, then as courses practise them."""
    practised = [item.document_id for one in reach.lists for item in one.items]
    order = {number: place for place, number in enumerate([*reach.given, *practised][::-1])}
    found: list[Published[Scenario]] = [
        one for one in library.all_published(KIND) if reach.holds(one.document_id)
    ]
    found.sort(key=lambda one: -order.get(one.document_id, -1))
    return [_offer(one, reach) for one in found]


def offer(person: Person, address: str) -> Offer[Scenario]:
    """The scenario at an address.

    Raises NotFound when there is none, or when it is not for this person.
    """
    return _found(KIND, person, address)


def drill_offer(person: Person, address: str) -> Offer[Drill]:
    """The drill at an address. Raises NotFound when there is none for this person."""
    return _found(DRILL, person, address)


def is_offered(person: Person, address: str) -> bool:
    """Whether the scenario at an address may be played by a person."""
    document = library.published_at(KIND, address)
    return document is not None and Reach.of(person).holds(document.document_id)


def _found(kind: str, person: Person, address: str) -> Offer[Any]:
    """What of a kind is at an address; asked in the same way whether it is there or not."""
    reach = Reach.of(person)
    document = library.published_at(kind, address)
    if document is None or not reach.holds(document.document_id):
        raise NotFound
    return _offer(document, reach)


def _offer(document: Published[Any], reach: Reach) -> Offer[Any]:
    given = reach.given.get(document.document_id)
    if given is None:
        return Offer(document)
    return Offer(document, is_assigned=True, due_on=given.due_on, reason=given.reason)
