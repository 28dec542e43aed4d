"""Authored courses and lessons → domain objects; all problems at once, with file and line."""

from lms.courses.content.kinds import COURSE, LESSON, CourseKind, LessonKind

__all__ = ["COURSE", "LESSON", "CourseKind", "LessonKind"]
