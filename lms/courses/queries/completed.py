"""Which courses many people have completed, for certificates and lists."""

from collections.abc import Collection

import sqlalchemy as sa

from lms.courses.domain import stands
from lms.courses.models import CourseCompletion
from lms.courses.queries.facts import completions_of, material_lessons
from lms.db import db
from lms.library import queries as library


def completed_courses(person_ids: Collection[int]) -> dict[int, frozenset[str]]:
    """The ids of the courses that people completed and that still count, by person.

    A constant number of queries, however many people.
    """
    courses = {course.document_id: course for course in library.all_published("course")}
    lessons, material = completions_of(person_ids), material_lessons()
    rows = sa.select(CourseCompletion.person_id, CourseCompletion.document_id).where(
        CourseCompletion.person_id.in_(person_ids), CourseCompletion.document_id.in_(courses)
    )
    found: dict[int, set[str]] = {person_id: set() for person_id in person_ids}
    for person_id, document_id in db.session.execute(rows):
        course = courses[document_id]
        if stands(course.content, lessons[person_id], material):
            found[person_id].add(course.name)
    return {person_id: frozenset(names) for person_id, names in found.items()}
