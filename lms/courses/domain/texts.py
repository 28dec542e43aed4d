"""Courses and lessons as authors wrote them, in all their languages."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import TypeAlias

from lms.library.domain import SOURCE, Wording
from lms.questions.domain import Question

LEAD = "_lead"  # the part before the first section; no section can be called so
CHECK_ANCHOR = "check-"  # before a check's id, where a page shows it
RULE_ANCHOR = "rule"  # where a page shows the completion rule
SIGN_ANCHOR = "declaration"  # where a page shows what the reader is to sign


class Speaker(StrEnum):
    """Who speaks in a worked dialogue."""

    CUSTOMER = "customer"
    AGENT = "agent"
    COACH = "coach"


@dataclass(frozen=True, slots=True)
class Passage:
    """A stretch of Markdown; `part` names its HTML: the section's id, then `id.2`, `id.3`.

    `file` and `line` say where it stands, for messages to its author.
    """

    part: str
    text: str
    file: str = ""
    line: int = 1


@dataclass(frozen=True, slots=True)
class Turn:
    """One line of a dialogue; `who` is the speaker as the author calls them."""

    speaker: Speaker
    who: str
    text: str


@dataclass(frozen=True, slots=True)
class Dialogue:
    """A worked dialogue with remarks of the coach."""

    turns: tuple[Turn, ...]


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture of a lesson: a drawing of the product, or a photograph that belongs to the lesson.

    `name` is a photograph's file; a drawing has one file per language, named without language and
    ending.
    """

    name: str
    description: str  # what it teaches, for those who cannot see it
    caption: str

    @property
    def is_drawing(self) -> bool:
        """Whether it is one of the product's drawings."""
        return "." not in self.name

    def file(self, course: str, language: str) -> str:
        """The file of a drawing below the folder of static files."""
        return f"img/courses/{course}/{self.name}.{language}.svg"

    def path(self, course: str) -> str:
        """The path of a photograph below the folder of authored texts."""
        return f"{media_folder(course)}/{self.name}"


def media_folder(course: str) -> str:
    """Where the photographs of a course's lessons lie, below the folder of authored texts."""
    return f"courses/{course}/media"


@dataclass(frozen=True, slots=True)
class CheckPlace:
    """Where a check question stands."""

    check: str


Block: TypeAlias = Passage | Dialogue | Picture | CheckPlace
Blocks: TypeAlias = Mapping[str, tuple[Block, ...]]  # by language


@dataclass(frozen=True, slots=True)
class Section:
    """A part of a lesson, acknowledged as a whole; `length` is in characters of the source."""

    id: str
    title: Wording
    blocks: Blocks
    length: int

    def in_(self, language: str) -> tuple[Block, ...]:
        """What it consists of in a language, else in the source language."""
        return self.blocks.get(language) or self.blocks[SOURCE]

    @property
    def checks(self) -> tuple[str, ...]:
        """The ids of the checks that stand in it."""
        return tuple(block.check for block in self.in_(SOURCE) if isinstance(block, CheckPlace))


@dataclass(frozen=True, slots=True)
class Rule:
    """When a lesson is complete: all sections read, and these."""

    active_minutes: int  # 0–30
    checks: int  # right answers


@dataclass(frozen=True, slots=True, kw_only=True)
class Lesson:
    """One lesson in all its languages."""

    id: str  # <course>/<name>
    title: Wording
    summary: Wording
    minutes: int  # of reading, 1–60
    competencies: tuple[str, ...]
    sources: tuple[Wording, ...]
    rule: Rule
    lead: Blocks
    sections: tuple[Section, ...]
    checks: tuple[Question, ...]
    material: bool = False
    must_sign: bool = False  # whoever has read it declares so, and to act on it
    review_by: date | None = None  # the day until which its author looks at it again

    @property
    def course(self) -> str:
        """The id of the course that it belongs to."""
        return self.id.partition("/")[0]

    def lead_in(self, language: str) -> tuple[Block, ...]:
        """What stands before the first section, in a language, else in the source language."""
        return self.lead.get(language) or self.lead[SOURCE]

    def section(self, id_: str) -> Section | None:
        """A section by its id."""
        return next((section for section in self.sections if section.id == id_), None)

    def section_after(self, id_: str) -> Section | None:
        """The section that follows another; none after the last."""
        ids = [section.id for section in self.sections]
        following = ids.index(id_) + 1
        return self.sections[following] if following < len(ids) else None

    def section_of(self, check: str) -> Section | None:
        """The section in which a check stands."""
        return next((section for section in self.sections if check in section.checks), None)

    def check(self, id_: str) -> Question | None:
        """A check question by its id."""
        return next((check for check in self.checks if check.id == id_), None)


@dataclass(frozen=True, slots=True)
class LessonRef:
    """A lesson in the order of a course; a course is complete without those not required."""

    id: str
    required: bool = True


class PracticeKind(StrEnum):
    """What a course may offer to practise: kinds of documents that are not its own."""

    SCENARIO = "scenario"
    DRILL = "drill"


@dataclass(frozen=True, slots=True)
class PracticeRef:
    """A role-play on the practice list of a course, by its id; it counts for no completion."""

    kind: PracticeKind
    id: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Course:
    """A course: its lessons in the order of reading, and what to practise beside them."""

    id: str
    order: int  # place in the list of courses, from 1
    title: Wording
    summary: Wording
    open: bool  # everyone who is signed in may read it; else only people it is assigned to
    lessons: tuple[LessonRef, ...]
    practice: tuple[PracticeRef, ...] = ()  # in the order of practising

    @property
    def required(self) -> tuple[str, ...]:
        """The ids of the lessons without which it is not complete."""
        return tuple(lesson.id for lesson in self.lessons if lesson.required)
