"""Reading courses: what is open to a person, how far they are, what they completed."""

from lms.courses.queries.asked import Asked, Stage, asked_for
from lms.courses.queries.completed import completed_courses
from lms.courses.queries.facts import Given, completions_of
from lms.courses.queries.finding import find_lessons, findable_courses
from lms.courses.queries.firsts import FirstAnswer, first_answers
from lms.courses.queries.paragraphs import Layout, Piece, layout
from lms.courses.queries.practice import practice_of
from lms.courses.queries.practising import (
    Due,
    Missed,
    due_checks,
    due_in_short,
    missed_checks,
    own_practice,
)
from lms.courses.queries.reading import Reading, open_lesson, reading
from lms.courses.queries.shelf import (
    completed_lessons,
    course_completion,
    course_of,
    courses_of,
    lesson_address,
    next_place,
    place_among,
    to_sign_among,
    unfinished,
)
from lms.courses.queries.signers import (
    Chosen,
    Figures,
    Signer,
    every_signer,
    figures,
    may_export,
    signers,
    signers_total,
)
from lms.courses.queries.signing import Demand, demands, signed_by
from lms.courses.queries.status import CourseStatus, LessonStatus, Place, address_of
from lms.courses.queries.written import written

__all__ = [
    "Asked",
    "Chosen",
    "CourseStatus",
    "Demand",
    "Due",
    "Figures",
    "FirstAnswer",
    "Given",
    "Layout",
    "LessonStatus",
    "Missed",
    "Piece",
    "Place",
    "Reading",
    "Signer",
    "Stage",
    "address_of",
    "asked_for",
    "completed_courses",
    "completed_lessons",
    "completions_of",
    "course_completion",
    "course_of",
    "courses_of",
    "demands",
    "due_checks",
    "due_in_short",
    "every_signer",
    "figures",
    "find_lessons",
    "findable_courses",
    "first_answers",
    "layout",
    "lesson_address",
    "may_export",
    "missed_checks",
    "next_place",
    "open_lesson",
    "own_practice",
    "place_among",
    "practice_of",
    "reading",
    "signed_by",
    "signers",
    "signers_total",
    "to_sign_among",
    "unfinished",
    "written",
]
