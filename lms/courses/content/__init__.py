"""Authored courses and lessons → domain objects; all problems at once, with file and line."""

from lms.courses.content.kinds import COURSE, LESSON, CourseKind, LessonKind
from lms.courses.content.lesson_text import CHECK_ANCHOR

__all__ = ["CHECK_ANCHOR", "COURSE", "LESSON", "CourseKind", "LessonKind"]
