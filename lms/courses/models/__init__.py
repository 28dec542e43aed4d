"""Tables of reading and of what it comes to."""

from lms.courses.models.entry import (
    EntryAnswer,
    EntryTest,
    EntryTestLesson,
    ExemptionWithdrawal,
    LessonExemption,
)
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
    "EntryAnswer",
    "EntryTest",
    "EntryTestLesson",
    "ExemptionWithdrawal",
    "HintAsked",
    "LessonCompletion",
    "LessonExemption",
    "LessonSignature",
    "SectionRead",
]
