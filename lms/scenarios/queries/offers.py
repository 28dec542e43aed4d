"""Which scenarios a person may see."""

from dataclasses import dataclass
from datetime import date

from lms.errors import NotFound
from lms.library import queries as library
from lms.library.models import Assignment
from lms.library.queries import Published
from lms.people.access import letters
from lms.people.models import Person
from lms.scenarios.content import KIND
from lms.scenarios.domain import Scenario

EVERYBODYS = "Y"  # letter of access.csv: everything that is published


@dataclass(frozen=True, slots=True)
class Offer:
    """A published scenario that a person may play, and how it was assigned, if it was."""

    document: Published[Scenario]
    due_on: date | None
    reason: str

    @property
    def scenario(self) -> Scenario:
        """The scenario itself."""
        return self.document.content


def offers(person: Person) -> list[Offer]:
    """The scenarios that a person may see: what is due first, then by difficulty and name."""
    assigned = {row.document_id: row for row in library.assigned(person.id, KIND)}
    is_everybodys = sees_all(person)
    found = [
        _offer(document, assigned.get(document.document_id))
        for document in library.all_published(KIND)
        if is_everybodys or document.document_id in assigned
    ]
    return sorted(found, key=_urgency)


def offer(person: Person, address: str) -> Offer:
    """The scenario at an address.

    Raises NotFound when there is none, or when it is not for this person.
    """
    document = library.published_at(KIND, address)
    if document is None:
        raise NotFound
    rows = library.assigned(person.id, KIND)
    assigned = next((row for row in rows if row.document_id == document.document_id), None)
    if assigned is None and not sees_all(person):
        raise NotFound
    return _offer(document, assigned)


def sees_all(person: Person) -> bool:
    """Whether everything that is published is for this person."""
    return EVERYBODYS in letters(person, "document.read")


def _offer(document: Published[Scenario], assigned: Assignment | None) -> Offer:
    if assigned is None:
        return Offer(document, None, "")
    return Offer(document, assigned.due_on, assigned.reason)


def _urgency(offer: Offer) -> tuple[date, int, str]:
    return offer.due_on or date.max, offer.scenario.difficulty, offer.document.name
