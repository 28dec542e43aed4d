"""What somebody who asks may see of the evidence about a person, and where it leads."""

from dataclasses import dataclass
from datetime import date
from typing import Protocol

from lms.growth.domain import Fact, Source
from lms.mentoring import queries as mentoring
from lms.people import access
from lms.people.models import Person


class Way(Protocol):
    """Something that can be done: a chance, or a goal of a learning plan."""

    @property
    def source(self) -> Source:
        """From where its fact comes."""

    @property
    def item(self) -> str:
        """What it is about."""

    @property
    def address(self) -> str:
        """Where the person does it."""


ASKED = (
    "growth.view",
    "observation.view",
    "play.result-of",
    "play.read",
    "plan.view",
    "certificate.view",
    "pairs.view",
)


@dataclass(frozen=True, slots=True)
class Sight:
    """The eyes with which a record is looked at."""

    person: Person  # whose record it is
    is_own: bool
    held: frozenset[str] = frozenset()  # the permissions that reach it
    pair: str = ""  # the address of the pair in which the asker is the person's mentor

    @property
    def below(self) -> str:
        """Where the pages of this record begin."""
        return "/growth" if self.is_own else f"/people/{self.person.public_id}/growth"

    def may(self, permission: str) -> bool:
        """Whether a permission of these eyes reaches the record; one's own is open."""
        return self.is_own or permission in self.held

    def reads(self, fact: Fact) -> bool:
        """Whether the words of a fact are for these eyes, not only its kind, day and share."""
        return self.may(fact.told_with)

    def address(self, fact: Fact) -> str:
        """Where a fact can be seen; nothing where these eyes see no more."""
        if self.is_own:
            return fact.own_address
        if fact.source in (Source.OBSERVATION, Source.SIMULATED):
            return f"{self.pair}/records#observations" if self.pair else ""
        return fact.address if fact.opened_with in self.held and self.reads(fact) else ""

    def way(self, chance: Way) -> str:
        """Where a chance is taken; for a mentor, where an observation is written."""
        if self.is_own:
            return chance.address
        if chance.source is Source.OBSERVATION and self.pair:
            return f"{self.pair}?competency={chance.item}#observe"
        return ""


def sight(asker: Person, person: Person, today: date) -> Sight:
    """How somebody looks at a record that they may see."""
    if asker.id == person.id:
        return Sight(person, is_own=True)
    pair = mentoring.own_pair(person.id, today)
    address = f"/mentoring/{pair.public_id}" if pair and pair.mentor_id == asker.id else ""
    held = access.reaching(asker, ASKED, person, today)
    return Sight(person, is_own=False, held=held, pair=address)
