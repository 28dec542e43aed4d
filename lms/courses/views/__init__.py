"""Pages of courses: the list, a course, a lesson that is read and answered."""

from lms.courses.views import (
    courses,
    download,
    exemptions,
    hints,
    lesson,
    practising,
    scorm,
    signatures,
)
from lms.courses.views.blueprint import bp

__all__ = [
    "bp",
    "courses",
    "download",
    "exemptions",
    "hints",
    "lesson",
    "practising",
    "scorm",
    "signatures",
]
