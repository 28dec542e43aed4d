"""How far somebody is in a lesson and in a course, and where they go on."""

from dataclasses import dataclass
from datetime import UTC, datetime
from functools import cached_property

from lms.courses.domain import (
    Completion,
    Course,
    CourseProgress,
    Lesson,
    Progress,
    course_progress,
    progress,
)
from lms.courses.queries.facts import Acts
from lms.courses.queries.signing import Held
from lms.library.queries import Published

NEVER = datetime.min.replace(tzinfo=UTC)


@dataclass(frozen=True)
class LessonStatus:
    """A lesson of a course, and how far the person is in it."""

    lesson: Published[Lesson]
    required: bool
    acts: Acts
    completion: Completion | None
    signed: Held

    @cached_property
    def progress(self) -> Progress:
        """How far the person is; worked out where it is shown, since a home shows one of all."""
        is_signed = self.lesson.document_id in self.signed.standing
        acts = self.acts
        return progress(self.lesson.content, acts.reads, acts.answers, is_signed=is_signed)

    @property
    def last_at(self) -> datetime | None:
        """When the person last did something in it."""
        return self.acts.last_at

    @property
    def is_outdated(self) -> bool:
        """Whether the person signed it, and what they signed has changed since."""
        return self.lesson.document_id in self.signed.outdated

    @property
    def waits_for_signature(self) -> bool:
        """Whether it is the reader's turn to sign: all is read, or what they signed has changed."""
        asks = self.lesson.content.must_sign
        return asks and (self.is_outdated or self.progress.only_unsigned)

    @property
    def is_complete(self) -> bool:
        """Whether the person completed it, in a revision that still counts."""
        return self.completion is not None

    @property
    def minutes_left(self) -> int:
        """Minutes of reading to its completion."""
        return 0 if self.is_complete else self.progress.minutes_left

    @property
    def address(self) -> str:
        """Where the person goes on reading; its beginning when not begun, or read to the end."""
        begun = self.progress.has_begun and not self.is_complete
        return address_of(self.lesson) + (f"#{self.progress.anchor}" if begun else "")


@dataclass(frozen=True, slots=True)
class CourseStatus:
    """A course as far as the person may read it, and how far they are."""

    course: Published[Course]
    lessons: tuple[LessonStatus, ...]
    completion: Completion | None  # the stored fact, if it still stands

    @property
    def progress(self) -> CourseProgress:
        """How many of the required lessons are complete."""
        complete = {one.lesson.name for one in self.lessons if one.is_complete}
        return course_progress(self.course.content, complete)

    @property
    def minutes_left(self) -> int:
        """Minutes of reading to the completion of the required lessons."""
        return sum(one.minutes_left for one in self.lessons if one.required)

    @property
    def next(self) -> LessonStatus | None:
        """The lesson to go on with: the one read last, else the first one not complete."""
        unread = [one for one in self.lessons if not one.is_complete]
        begun = [one for one in unread if one.last_at]
        if begun:
            return max(begun, key=lambda one: one.last_at or NEVER)
        return next((one for one in unread if one.required), next(iter(unread), None))


@dataclass(frozen=True, slots=True)
class Place:
    """Where somebody goes on reading: one press from anywhere."""

    course: Published[Course]
    status: LessonStatus

    @property
    def lesson(self) -> Lesson:
        """The lesson to read."""
        return self.status.lesson.content

    @property
    def address(self) -> str:
        """The address of the section where reading goes on."""
        return self.status.address

    @property
    def minutes_left(self) -> int:
        """Minutes to the completion of the lesson."""
        return self.status.minutes_left

    @property
    def has_begun(self) -> bool:
        """Whether the person has read in this lesson."""
        return self.status.progress.has_begun


def address_of(lesson: Published[Lesson]) -> str:
    """The address of a lesson's page."""
    return f"/courses/{lesson.address}"
