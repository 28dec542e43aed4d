"""What a reader can do: acknowledge a section, answer a check, sign a lesson, complete a course.

Whoever meets the rule of a lesson completes it in the same transaction, and the course with its
last required lesson.
"""

from lms.courses.service.completing import complete_course
from lms.courses.service.hints import ask_for_hint
from lms.courses.service.practising import NOT_NOW, Practice, practise
from lms.courses.service.reading import (
    CHANGED,
    SIGNED,
    SIGNED_WORDS,
    UNREAD,
    Declaration,
    Shown,
    acknowledge,
    answer,
    sign,
)

__all__ = [
    "CHANGED",
    "NOT_NOW",
    "SIGNED",
    "SIGNED_WORDS",
    "UNREAD",
    "Declaration",
    "Practice",
    "Shown",
    "acknowledge",
    "answer",
    "ask_for_hint",
    "complete_course",
    "practise",
    "sign",
]
