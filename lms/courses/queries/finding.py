"""Courses, lessons and sections that a person may read, found by what they say."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

from lms.courses.domain import Course, Lesson
from lms.courses.queries.shelf import Reader
from lms.fulltext import Facets, Hits, Narrowing, Query, Stretch
from lms.i18n import language
from lms.library import queries as library
from lms.library.domain import Wording
from lms.library.queries import Found, Published, Scope
from lms.people.models import Person

FOUND_AS = "lesson"
EVERYTHING = Narrowing()


@dataclass(frozen=True, slots=True)
class Shelved:
    """Where something is read: its course and how far on in all courses."""

    course: Published[Course]
    order: tuple[int, str, int]  # of the course, its id, of the lesson in it; 0: the course itself


@dataclass(frozen=True, slots=True)
class Shelves:
    """All courses, and where they and their lessons stand, by kind and id."""

    courses: Sequence[Published[Course]]
    places: Mapping[tuple[str, str], Shelved]

    def of(self, found: Found) -> Shelved | None:
        """Where something found is read; None when it is in no course."""
        return self.places.get((found.document.kind, found.document.name))


def find_lessons(
    person: Person, query: Query, stretch: Stretch, narrowing: Narrowing = EVERYTHING
) -> Hits:
    """What is found, by titles first, in the order of the courses."""
    reader, shelves = Reader.of(person), library.of_this_edition("courses.shelves", _shelves)
    scope = _scope(reader, shelves)

    def look(only: Collection[int] | None) -> list[Found]:
        return library.find(FOUND_AS, query, scope, only=only, ranked=stretch.is_shown)

    facets = library.of_this_edition("courses.facets", _facets)
    narrowed = library.narrowed(look, facets, narrowing)
    readable = [
        (one, shelved)
        for one in narrowed.found
        if (shelved := shelves.of(one)) and reader.reads(shelved.course, one.document.document_id)
    ]
    readable.sort(key=lambda pair: (not pair[0].is_titled, pair[1].order, pair[0].number))
    shown = readable[stretch.slice]
    titles = library.first_titles(one for one, _ in shown)
    wanted = {
        one: (f"/courses/{one.document.address}{one.anchor}", _place(one, shelved, titles))
        for one, shelved in shown
    }
    return Hits(
        library.shown(wanted, query), len(readable), narrowed.is_more, counts=narrowed.counts
    )


def findable_courses(person: Person) -> Sequence[tuple[str, Wording]]:
    """The courses in which a person finds something, in their order: id and title."""
    reader, shelves = Reader.of(person), library.of_this_edition("courses.shelves", _shelves)
    facets = library.of_this_edition("courses.facets", _facets)
    given = {name for number in reader.assigned for name in facets.get(number, Facets()).courses}
    return [
        (course.name, course.content.title)
        for course in sorted(shelves.courses, key=lambda one: (one.content.order, one.name))
        if reader.may_open(course) or course.name in given
    ]


def _facets() -> Mapping[int, Facets]:
    """The course and the competencies of every lesson, by the number of its document."""
    facets: dict[int, Facets] = {}
    courses: list[Published[Course]] = library.all_published("course")
    for course in courses:
        facets[course.document_id] = Facets((course.name,))
        for listed in course.content.lessons:
            lesson: Published[Lesson] | None = library.published("lesson", listed.id)
            if lesson is not None:
                facets[lesson.document_id] = Facets((course.name,), lesson.content.competencies)
    return facets


def _shelves() -> Shelves:
    courses: list[Published[Course]] = library.all_published("course")
    places = {}
    for course in courses:
        order = course.content.order, course.name
        places["course", course.name] = Shelved(course, (*order, 0))
        for number, lesson in enumerate(course.content.lessons, 1):
            places["lesson", lesson.id] = Shelved(course, (*order, number))
    return Shelves(courses, places)


def _scope(reader: Reader, shelves: Shelves) -> Scope | None:
    """What is looked through; None: everything."""
    open_ = [course.name for course in shelves.courses if reader.may_open(course)]
    return None if len(open_) == len(shelves.courses) else Scope(open_, reader.assigned)


def _place(found: Found, shelved: Shelved, titles: Mapping[int, str]) -> str:
    """The course, and for a section its lesson too."""
    course = shelved.course.content.title.in_(language())
    if not found.part:
        return course
    return f"{course} · {titles.get(found.document.document_id, '')}"
