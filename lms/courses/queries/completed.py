"""Which courses many people have completed, for certificates and lists."""

from collections.abc import Collection

from lms.courses.domain import stands
from lms.courses.queries.facts import completions_of, material_lessons, taken_back_of
from lms.courses.queries.statements import COURSE_COMPLETIONS
from lms.db import read
from lms.library import queries as library


def completed_courses(person_ids: Collection[int]) -> dict[int, frozenset[str]]:
    """The ids of the courses that people completed and that still count, by person.

    A constant number of queries, however many people.
    """
    courses = {course.document_id: course for course in library.all_published("course")}
    lessons, material = completions_of(person_ids), material_lessons()
    taken_back = taken_back_of(person_ids)
    found: dict[int, set[str]] = {person_id: set() for person_id in person_ids}
    for person_id, document_id, *_completion in read(COURSE_COMPLETIONS, people=tuple(person_ids)):
        course = courses.get(document_id)
        reopening = material | taken_back[person_id]
        if course and stands(course.content, lessons[person_id], reopening):
            found[person_id].add(course.name)
    return {person_id: frozenset(names) for person_id, names in found.items()}
