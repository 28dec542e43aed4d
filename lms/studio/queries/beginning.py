"""New documents: where they can begin, what they are called, where their files stand."""

import re
from collections.abc import Mapping

from lms.errors import NotFound
from lms.library import kinds
from lms.library import queries as library
from lms.library.domain import Wording
from lms.people.models import Person
from lms.studio.content import Naming
from lms.studio.queries.desks import COURSE, LESSON, Item, items, title_of

NUMBER = re.compile(r"/(\d\d)-[^/]*$")  # of a lesson's file


def own_courses(person: Person) -> list[Item]:
    """The courses that a person may change, and into which a new lesson can come."""
    return [item for item in items(person) if item.document.kind == COURSE]


def origins(person: Person, kind: str) -> list[tuple[str, Wording]]:
    """The documents of a kind from which a person may begin a new one: names with titles.

    No courses: what they list is their own.
    """
    found = library.open_to_copying(person, kind) if kind != COURSE else ()
    return [(one.name, title_of(one)) for one in found]


def origin(person: Person, kind: str, name: str) -> tuple[Mapping[str, str], Mapping[str, bytes]]:
    """The texts of such a document, and its pictures and sound. Raises NotFound for any other."""
    for document in library.open_to_copying(person, kind):
        if document.name == name and document.published_revision_id:
            revision = library.published_revision(document)
            return (revision.texts if revision else {}), library.media_of(
                document.published_revision_id
            )
    raise NotFound


def naming(kind: str, name: str, title: str) -> Naming:
    """What a new document of a kind is called, where its file stands, and its place in lists."""
    course = name.partition("/")[0] + "/"
    paths = library.paths_of(kind, course) if kind == LESSON else ()
    numbers = [int(found[1]) for path in paths if (found := NUMBER.search(path))]
    file = kinds.of(kind).file(name, max(numbers, default=0) + 1)
    order = len(library.addresses(kind)) + 1 if kind == COURSE else 0
    return Naming(name, title, file, order)
