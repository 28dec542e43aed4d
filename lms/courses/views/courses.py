"""The list of courses and the page of a course."""

from flask import render_template
from flask.typing import ResponseReturnValue

from lms import clock
from lms.courses import queries, service
from lms.courses.queries import CourseStatus
from lms.courses.queries.entry import Offer, offer
from lms.courses.views.blueprint import bp
from lms.courses.views.entry import GROUNDS
from lms.db import write
from lms.forms import new_key
from lms.library.exercises import next_of
from lms.pages import see_other
from lms.people import access
from lms.people.access import current_person, requires
from lms.people.models import Person


@bp.get("/courses")
@requires("document.read")
def show_courses() -> ResponseReturnValue:
    """All courses that the person may read, and where they go on."""
    person = current_person()
    courses = queries.courses_of(person)
    place = queries.place_among(courses)
    return render_template("courses/courses.html", courses=courses, place=place)


@bp.get("/courses/<course>")
@requires("document.read")
def show_course(course: str) -> ResponseReturnValue:
    """The lessons of a course, and how far the person is."""
    person = current_person()
    status = queries.course_of(person, course)
    practice = queries.practice_of(person, status.course, clock.now())
    return render_template(
        "courses/course.html",
        status=status,
        practice=practice,
        next_practice=next_of(practice),
        entry=_entry(person, status),
        entry_grounds=GROUNDS,
        new_key=new_key,
    )


def _entry(person: Person, status: CourseStatus) -> Offer | None:
    """The entry test, as long as there is one to take or to look back at."""
    if not access.may(person, "lesson.complete"):
        return None
    offered = offer(person, status, clock.now())
    if offered.latest is None and (status.completion is not None or not offered.lessons):
        return None
    return offered


@bp.post("/courses/<course>/completion")
@requires("lesson.complete")
def create_completion(course: str) -> ResponseReturnValue:
    """Complete a course of which nothing is missing any more."""
    person = current_person()
    status = queries.course_of(person, course)
    write(service.complete_course, person, status.course, now=clock.now())
    return see_other("courses.show_course", course=course)
