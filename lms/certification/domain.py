"""Rules of certificates: what is missing, how numbers are written, what a status means.

`today` is the calendar day in the product's time zone.
"""

import calendar
import re
import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from enum import StrEnum

from lms.library.domain import Wording

MONTHS_A_YEAR = 12
NUMBER = re.compile(r"([A-Z]{2,4})-(\d{4})-(\d{6})")
LONGEST_SEQUENCE = 999_999  # certificates of one prefix and year
MASK = "*"
LONGEST_UNPRINTABLE = 50  # characters kept of those that the font lacks
HAN = re.compile(r"[\u3400-\u9fff\U00020000-\U0003ffff·]+")


class Status(StrEnum):
    """What a certificate is worth today."""

    VALID = "valid"
    EXPIRED = "expired"
    REVOKED = "revoked"


class Issue(StrEnum):
    """How a programme's certificates are issued."""

    AUTOMATIC = "automatic"
    APPROVAL = "approval"


class Act(StrEnum):
    """What may happen to a certificate after it was issued."""

    REVOKED = "revoked"
    REINSTATED = "reinstated"


class Reason(StrEnum):
    """Why a certificate was revoked; the only reason a stranger is told."""

    ISSUED_IN_ERROR = "issued-in-error"
    MISCONDUCT = "misconduct"
    DUTY_CHANGED = "duty-changed"
    REVOKED_IN_ERROR = "revoked-in-error"  # of a reinstatement
    APPEAL_UPHELD = "appeal-upheld"  # of a reinstatement


@dataclass(frozen=True, slots=True)
class CourseRequirement:
    """A course must be completed."""

    course: str


@dataclass(frozen=True, slots=True)
class ScenarioRequirement:
    """A scenario must be passed in assessment with at least so many percent."""

    scenario: str
    at_least: int  # percent, 0–100


@dataclass(frozen=True, slots=True)
class GatesRequirement:
    """Gates of a plan must be signed."""

    plan: str
    gates: tuple[str, ...]


Requirement = CourseRequirement | ScenarioRequirement | GatesRequirement


@dataclass(frozen=True, slots=True, kw_only=True)
class Programme:
    """What a certificate stands for and what it takes."""

    id: str
    title: Wording
    summary: Wording
    prefix: str  # of its numbers: two to four capital letters
    issue: Issue
    validity_months: int
    competencies: tuple[str, ...]
    requirements: tuple[Requirement, ...]


@dataclass(frozen=True, slots=True)
class Facts:
    """What one person has proved."""

    courses: frozenset[str] = frozenset()
    scores: Mapping[str, int] = field(
        default_factory=dict
    )  # scenario → best passed assessment, percent
    gates: Mapping[str, frozenset[str]] = field(default_factory=dict)  # plan → gates signed


@dataclass(frozen=True, slots=True)
class Gap:
    """A requirement not met yet; `gates` are those still unsigned, `score` the best so far."""

    requirement: Requirement
    score: int | None = None
    gates: tuple[str, ...] = ()


def missing(programme: Programme, facts: Facts) -> tuple[Gap, ...]:
    """The requirements that are not met; empty means that the certificate may be issued."""
    gaps = (_gap(requirement, facts) for requirement in programme.requirements)
    return tuple(gap for gap in gaps if gap)


def fallen(
    programme: Programme, proved: Mapping[str, int], now: Mapping[str, int]
) -> tuple[Gap, ...]:
    """The assessments that a certificate rests on and that no longer reach what it asks.

    `proved`: scenario → percent when it was issued; `now`: the same today, of those passed.
    """
    gaps = (_gap(requirement, Facts(scores=now)) for requirement in programme.requirements)
    return tuple(
        gap
        for gap in gaps
        if gap
        and isinstance(gap.requirement, ScenarioRequirement)
        and proved.get(gap.requirement.scenario, -1) >= gap.requirement.at_least
    )


def _gap(requirement: Requirement, facts: Facts) -> Gap | None:
    match requirement:
        case CourseRequirement(course):
            return None if course in facts.courses else Gap(requirement)
        case ScenarioRequirement(scenario, at_least):
            score = facts.scores.get(scenario)
            return (
                None if score is not None and score >= at_least else Gap(requirement, score=score)
            )
        case GatesRequirement(plan, gates):
            signed = facts.gates.get(plan, frozenset())
            unsigned = tuple(gate for gate in gates if gate not in signed)
            return Gap(requirement, gates=unsigned) if unsigned else None


def number(prefix: str, year: int, sequence: int) -> str:
    """The number of a certificate: KF-2026-000123."""
    return f"{prefix}-{year:04}-{sequence:06}"


def read_number(text: str) -> str | None:
    """The number somebody typed, in its written form; None when it is none."""
    tidy = unicodedata.normalize("NFKC", text).strip().upper().replace("—", "-").replace(" ", "")
    return tidy if NUMBER.fullmatch(tidy) else None


def months_later(day: date, months: int) -> date:
    """The same day so many months later, or that month's last day."""
    year, month = divmod(day.year * MONTHS_A_YEAR + day.month - 1 + months, MONTHS_A_YEAR)
    last = calendar.monthrange(year, month + 1)[1]
    return date(year, month + 1, min(day.day, last))


def last_valid_day(issued_on: date, validity_months: int) -> date:
    """The last day on which a certificate is valid: the day before the same date months later.

    Where that month has no such date it is its last day, as with the months of plans (Civil Code
    of China, article 202): who was certified on 29 February holds it until 28 February.
    """
    same = months_later(issued_on, validity_months)
    return same if same.day < issued_on.day else same - timedelta(days=1)


def status(expires_on: date, last_act: str | None, today: date) -> Status:
    """What a certificate is worth on a day; revoked weighs more than expired."""
    if last_act == Act.REVOKED:
        return Status.REVOKED
    return Status.EXPIRED if today > expires_on else Status.VALID


def masked(name: str) -> str:
    """A name of which strangers see only enough to recognise it: 林*, 欧阳**, L** X***."""
    if HAN.fullmatch(name):
        shown = 2 if len(name) > 3 else 1  # noqa: PLR2004  # surnames of two characters have longer names
        return name[:shown] + MASK * (len(name) - shown)
    return " ".join(word[:1] + MASK * (len(word) - 1) for word in name.split())


def unprintable(text: str, glyphs: Iterable[int]) -> tuple[str, ...]:
    """The characters of a text for which a font (its code points) has no glyph, each once."""
    known = glyphs if isinstance(glyphs, set | frozenset) else frozenset(glyphs)
    lacking = (c for c in text if ord(c) not in known and not c.isspace())
    return tuple(dict.fromkeys(lacking))
