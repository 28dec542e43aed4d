"""What a course may list: lessons of its own, and role-plays to practise, with their titles."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass

from lms.courses.domain import PracticeKind
from lms.library import kinds
from lms.library import queries as library
from lms.library.domain import Wording
from lms.people.models import Person
from lms.studio.queries.desks import LESSON, items

Identity = tuple[str, str]  # kind and name


@dataclass(frozen=True, slots=True)
class Listable:
    """What there is to be put into the lists of a course."""

    titles: Mapping[Identity, Wording]
    own: frozenset[str]  # names of the lessons that the person may change

    def title(self, kind: str, name: str) -> Wording:
        """What something is called; its name where there is no such thing."""
        return self.titles.get((kind, name), Wording(name))

    def left(self, kinds: Collection[str], listed: Collection[Identity]) -> list[Identity]:
        """Of these kinds what is not listed yet, by its title."""
        found = [one for one in self.titles if one[0] in kinds and one not in listed]
        return sorted(found, key=lambda one: (one[0], self.titles[one].zh_hans))


def listable(person: Person, course: str) -> Listable:
    """The lessons of a course, the person's own drafts among them, and published role-plays."""
    published = [
        (one.kind, one.name, kinds.of(one.kind).meta(one.content).title)
        for kind in (LESSON, *PracticeKind)
        for one in library.all_published(kind)
        if kind != LESSON or _is_in(course, one.name)
    ]
    own = [
        item
        for item in items(person)
        if item.document.kind == LESSON and _is_in(course, item.document.name)
    ]
    titles = {(LESSON, item.document.name): item.title for item in own}
    titles |= {(kind, name): title for kind, name, title in published}
    return Listable(titles, frozenset(item.document.name for item in own))


def _is_in(course: str, lesson: str) -> bool:
    return lesson.partition("/")[0] == course
