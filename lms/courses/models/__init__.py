"""Tables of reading and of what it comes to."""

from lms.courses.models.practising import CheckPractice, HintAsked
from lms.courses.models.reading import (
    CheckAnswer,
    CourseCompletion,
    LessonCompletion,
    LessonSignature,
    SectionRead,
)

__all__ = [
    "CheckAnswer",
    "CheckPractice",
    "CourseCompletion",
    "HintAsked",
    "LessonCompletion",
    "LessonSignature",
    "SectionRead",
]
