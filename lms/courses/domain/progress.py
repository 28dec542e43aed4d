"""How far somebody is: the completion rule of a lesson and of a course, part by part."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from lms.courses.domain.texts import CHECK_ANCHOR, RULE_ANCHOR, SIGN_ANCHOR, Course, Lesson

LONGEST_GAP = 180  # seconds that count between two acts: who leaves the page does not read
SECONDS_PER_MINUTE = 60


@dataclass(frozen=True, slots=True)
class Read:
    """A section acknowledged; `seconds` count as reading."""

    section: str
    seconds: int


@dataclass(frozen=True, slots=True)
class Answered:
    """A check answered; `seconds` count as reading."""

    check: str
    right: bool
    seconds: int


@dataclass(frozen=True, slots=True)
class Completion:
    """A lesson that somebody completed, and on which revision; `test`: exempted by which test."""

    completed_at: datetime
    revision_id: int
    test: str = ""  # public id of the entry test; empty for one that was read


class Requirement(StrEnum):
    """What a completion rule may ask for."""

    SECTIONS = "sections"
    CHECKS = "checks"
    MINUTES = "minutes"
    SIGNATURE = "signature"


@dataclass(frozen=True, slots=True)
class Part:
    """One part of a completion rule: how much is asked for and how much is there."""

    requirement: Requirement
    have: int  # at most what is needed
    need: int

    @property
    def is_met(self) -> bool:
        """Whether nothing of it is missing."""
        return self.have >= self.need


@dataclass(frozen=True, slots=True, kw_only=True)
class Progress:
    """How far a person is in a lesson."""

    sections: frozenset[str]  # ids of those read
    checks: frozenset[str]  # ids of those answered rightly
    seconds: int  # of active reading
    parts: tuple[Part, ...]
    next_section: str | None  # the first one not read
    next_check: str | None  # the first one not answered rightly, if the rule still asks for it
    minutes_left: int  # 0 when nothing is missing

    @property
    def missing(self) -> tuple[Part, ...]:
        """The parts of the rule that are not met."""
        return tuple(part for part in self.parts if not part.is_met)

    @property
    def is_complete(self) -> bool:
        """Whether the rule is met."""
        return not self.missing

    @property
    def anchor(self) -> str:
        """Where on the lesson's page the person goes on."""
        if self.next_section is None and self.next_check is not None:
            return CHECK_ANCHOR + self.next_check
        return self.next_section or (SIGN_ANCHOR if self.only_unsigned else RULE_ANCHOR)

    @property
    def only_unsigned(self) -> bool:
        """Whether nothing is missing but the signature."""
        return [part.requirement for part in self.missing] == [Requirement.SIGNATURE]

    @property
    def has_begun(self) -> bool:
        """Whether anything was read or answered."""
        return bool(self.sections or self.checks or self.seconds)


def counted(since: datetime, now: datetime) -> int:
    """The seconds between two acts that count as reading: at most three minutes, never negative."""
    return max(0, min(LONGEST_GAP, int((now - since).total_seconds())))


def progress(
    lesson: Lesson, reads: Iterable[Read], answers: Iterable[Answered], *, is_signed: bool = False
) -> Progress:
    """How far somebody is who did these acts; those on what the lesson lost count as time only.

    `is_signed`: whether they signed the lesson as it stands now.
    """
    reads, answers = list(reads), list(answers)
    sections = {read.section for read in reads} & {section.id for section in lesson.sections}
    checks = {answer.check for answer in answers if answer.right}
    checks &= {check.id for check in lesson.checks}
    seconds = sum(read.seconds for read in reads) + sum(answer.seconds for answer in answers)
    minutes = seconds // SECONDS_PER_MINUTE
    parts = _parts(lesson, len(sections), len(checks), minutes, int(is_signed))
    unread = [section for section in lesson.sections if section.id not in sections]
    unanswered = [check.id for check in lesson.checks if check.id not in checks]
    needs_checks = len(checks) < lesson.rule.checks
    return Progress(
        sections=frozenset(sections),
        checks=frozenset(checks),
        seconds=seconds,
        parts=parts,
        next_section=unread[0].id if unread else None,
        next_check=unanswered[0] if needs_checks else None,
        minutes_left=_minutes_left(lesson, sum(section.length for section in unread), parts),
    )


def _parts(
    lesson: Lesson, sections: int, checks: int, minutes: int, signatures: int
) -> tuple[Part, ...]:
    asked = (
        (Requirement.SECTIONS, sections, len(lesson.sections)),
        (Requirement.CHECKS, checks, lesson.rule.checks),
        (Requirement.MINUTES, minutes, lesson.rule.active_minutes),
        (Requirement.SIGNATURE, signatures, int(lesson.must_sign)),
    )
    return tuple(Part(what, min(have, need), need) for what, have, need in asked if need)


def _minutes_left(lesson: Lesson, unread: int, parts: Iterable[Part]) -> int:
    """Whole minutes: the unread share of the lesson, and at least what the rule still asks for."""
    missing = [part for part in parts if not part.is_met]
    if not missing:
        return 0
    whole = sum(section.length for section in lesson.sections)
    reading = -(-lesson.minutes * unread // whole)
    waiting = [p.need - p.have for p in missing if p.requirement is Requirement.MINUTES]
    return max(1, reading, *waiting)


@dataclass(frozen=True, slots=True)
class CourseProgress:
    """How far a person is in a course, in required lessons."""

    done: int
    required: int
    next_lesson: str | None  # the first one not complete; required ones first

    @property
    def is_complete(self) -> bool:
        """Whether every required lesson is complete."""
        return self.done == self.required


def course_progress(course: Course, completed: Collection[str]) -> CourseProgress:
    """How far somebody is who completed these lessons."""
    required = course.required
    optional = [lesson.id for lesson in course.lessons if not lesson.required]
    open_ = [lesson for lesson in (*required, *optional) if lesson not in completed]
    done = sum(lesson in completed for lesson in required)
    return CourseProgress(done, len(required), open_[0] if open_ else None)


def stands(course: Course, completed: Collection[str], reopening: Collection[str]) -> bool:
    """Whether a course completed once still is: only some lessons reopen it.

    `reopening` are the lessons of which a published revision says that older completions no longer
    count, and those of which the person's exemption was taken back; a lesson added later reopens
    the course in the same way, and in no other.
    """
    return all(lesson in completed or lesson not in reopening for lesson in course.required)
