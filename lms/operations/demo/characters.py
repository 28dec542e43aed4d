"""What is said about a person of the demo company before the story is told. Values only.

When somebody began is said relative to the current working day (on a rest day: the last one), so
that the company looks the same whenever it is filled.
"""

from dataclasses import dataclass, field

from lms.people.domain import Role


@dataclass(frozen=True, slots=True, kw_only=True)
class Colleague:
    """Somebody who was there before the first trainee came."""

    login: str
    name: str
    number: str
    department: str
    role: Role


@dataclass(frozen=True, slots=True)
class OnDay:
    """Is on this working day of the plan now, counted from 1."""

    number: int


@dataclass(frozen=True, slots=True)
class Ago:
    """Began so many months and days ago; negative days: so many days later."""

    months: int
    days: int = 0


@dataclass(frozen=True, slots=True)
class Percent:
    """A score between two percents, both included."""

    lowest: int
    highest: int


@dataclass(frozen=True, slots=True)
class Assessment:
    """An assessment taken so many working days after it was due, and what came of it."""

    after: int
    score: Percent


PASSED = (Assessment(0, Percent(80, 100)),)


@dataclass(frozen=True, slots=True, kw_only=True)
class Habits:
    """How a trainee goes about the plan."""

    lag: int = 0  # working days from a task's due day to its being done; negative: ahead of it
    practice: Percent = Percent(66, 92)
    assessments: tuple[Assessment, ...] = PASSED
    not_yet: frozenset[str] = frozenset()  # competencies that the first observation finds lacking
    gets_time: bool = True  # gates whose evidence is late are given more time
    waits: frozenset[str] = frozenset()  # gates whose evidence is there, but no signature yet
    last_day: int | None = None  # working day of the plan on which the person left
    spared: frozenset[str] = frozenset()  # tasks that are never done; none that a gate asks for
    talked_over: int | None = None  # working day on which the latest play is looked back on
    tested: int | None = None  # working day on which an entry test is taken
    slips: float = 0.3  # share of the checks of lessons that are answered wrong first

    def passing(self, at_least: int) -> Assessment | None:
        """The first assessment of at least this score."""
        return next((it for it in self.assessments if it.score.lowest >= at_least), None)


@dataclass(frozen=True, slots=True, kw_only=True)
class Trainee:
    """Somebody who goes or went through the plan."""

    login: str
    name: str
    number: str
    department: str
    mentor: str  # login
    began: OnDay | Ago
    habits: Habits = field(default_factory=Habits)
    revoked_after: int | None = None  # days from the certificate's issue to its revocation
