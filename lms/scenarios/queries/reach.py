"""Which role-plays a person may take: those put before them, and what open courses practise.

One rule for scenarios and drills. What a drill puts side by side is played through the drill.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from lms.library import queries as library
from lms.library.queries import Given, PracticeList, Scope
from lms.people.access import letters
from lms.people.models import Person

EVERYBODYS = "Y"  # letter of access.csv: everything that is published


@dataclass(frozen=True, slots=True)
class Reach:
    """What decides which role-plays a person may take."""

    takes_all: bool
    given: Mapping[int, Given]  # what was put before the person, by document
    lists: Sequence[PracticeList]  # those that are open to the person, in their order

    @classmethod
    def of(cls, person: Person) -> "Reach":
        """What a person may take: everything by role, else what is given and in open courses.

        A course that was put before somebody is open to them, as it is with its lessons.
        """
        given = library.given_to(person.id)
        takes_all = EVERYBODYS in letters(person, "document.read")
        lists = [
            one
            for one in library.practice_lists()
            if takes_all or one.is_open or one.source.document_id in given
        ]
        return cls(takes_all, given, lists)

    def holds(self, document_id: int) -> bool:
        """Whether a role-play, by its document, is open to the person."""
        return self.takes_all or document_id in self.given or document_id in self.practised

    @property
    def practised(self) -> frozenset[int]:
        """The documents on the practice lists that are open to the person."""
        return frozenset(item.document_id for one in self.lists for item in one.items)

    @property
    def scope(self) -> Scope | None:
        """What is looked through for the person; None: everything."""
        return None if self.takes_all else Scope(documents=self.practised | self.given.keys())
