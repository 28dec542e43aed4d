"""Forms that an agent fills in during a talk, graded field by field: record and hand-over."""

import re
import unicodedata
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any, TypeAlias

from lms.library.domain import Wording
from lms.questions.domain.replies import Criteria, ReplyVerdict
from lms.scenarios.domain.moves import Points

LONGEST_DESCRIPTION = 200  # characters
FORMATS: Mapping[str, re.Pattern[str]] = {
    "mobile": re.compile(r"1[3-9][0-9]{9}"),
    "telephone": re.compile(r"0[0-9]{2,3}-?[0-9]{7,8}|1[3-9][0-9]{9}|400-?[0-9]{3}-?[0-9]{4}"),
    "email": re.compile(r"[^@\s]{1,64}@[^@\s.]+(\.[^@\s.]+)+"),
}
SPACES = re.compile(r"[\s\-‐–—()（）·.]+")

Grading: TypeAlias = Callable[[Criteria, str], ReplyVerdict]


@dataclass(frozen=True, slots=True)
class Option:
    """Something that can be picked."""

    id: str
    text: Wording


@dataclass(frozen=True, slots=True)
class Written:
    """A short text that must be one of several, or at least look right."""

    wanted: tuple[str, ...] = ()  # any of these; compared without spaces, width and case
    format: str = ""  # a name in FORMATS; checked when nothing particular is wanted


@dataclass(frozen=True, slots=True)
class Picked:
    """One of several options."""

    options: tuple[Option, ...]
    right: str  # id


@dataclass(frozen=True, slots=True)
class Told:
    """A few sentences in which some elements must be found."""

    criteria: Criteria
    most: int = LONGEST_DESCRIPTION  # characters


Demand: TypeAlias = Written | Picked | Told


@dataclass(frozen=True, slots=True)
class FormField:
    """One field: what is demanded, what it earns, what the coach says about it."""

    id: str
    demand: Demand
    points: Points
    feedback: Wording


@dataclass(frozen=True, slots=True)
class Filled:
    """What one field was found to be; `reply` where sentences were graded."""

    field: str
    is_right: bool
    reply: ReplyVerdict | None = None

    def stored(self) -> dict[str, Any]:
        """As plain data."""
        reply = self.reply.stored() if self.reply else None
        return {"field": self.field, "right": self.is_right, "reply": reply}

    @classmethod
    def of(cls, stored: Mapping[str, Any]) -> "Filled":
        """What was stored."""
        reply = ReplyVerdict.of(stored["reply"]) if stored["reply"] else None
        return cls(stored["field"], stored["right"], reply)


def graded(
    fields: tuple[FormField, ...], values: Mapping[str, str], grade: Grading
) -> tuple[Filled, ...]:
    """Every field of a form as it was filled in; one that is missing is empty."""
    return tuple(_graded(fields, values, grade))


def _graded(
    fields: tuple[FormField, ...], values: Mapping[str, str], grade: Grading
) -> Iterator[Filled]:
    for field in fields:
        value = values.get(field.id, "").strip()
        match field.demand:
            case Written() as written:
                yield Filled(field.id, bool(value) and _is_as_wanted(value, written))
            case Picked(right=right):
                yield Filled(field.id, value == right)
            case Told(criteria, most):
                verdict = grade(criteria, value)
                fits = 0 < len(value) <= most
                yield Filled(field.id, fits and verdict.band.passes, verdict)


def _is_as_wanted(value: str, written: Written) -> bool:
    if written.wanted:
        return folded(value) in {folded(wanted) for wanted in written.wanted}
    pattern = FORMATS.get(written.format)
    return pattern is None or pattern.fullmatch(unicodedata.normalize("NFKC", value)) is not None


def folded(text: str) -> str:
    """A text as it is compared: without spaces and hyphens, width and case."""
    return SPACES.sub("", unicodedata.normalize("NFKC", text)).casefold()
