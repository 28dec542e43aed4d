"""What can happen to a trainee of the demo company. Values only; `living` carries them out."""

from dataclasses import dataclass
from datetime import date
from typing import TypeAlias

from lms.onboarding.domain import TaskKind
from lms.operations.demo.characters import Percent


@dataclass(frozen=True, slots=True)
class Arrive:
    """HR opens the account and hands over the enrolment slip."""

    first_day: date


@dataclass(frozen=True, slots=True)
class Enrol:
    """The person sets a password."""


@dataclass(frozen=True, slots=True)
class Begin:
    """HR finds a mentor and starts the plan."""

    first_day: date


@dataclass(frozen=True, slots=True)
class Read:
    """Read a lesson to its end and answer its checks."""

    lesson: str


@dataclass(frozen=True, slots=True)
class TakeTest:
    """Take the entry test of a course and hand it in."""

    course: str


@dataclass(frozen=True, slots=True)
class Play:
    """Play a scenario to an ending."""

    scenario: str
    mode: str
    score: Percent


@dataclass(frozen=True, slots=True)
class Drill:
    """Serve the customers of a drill side by side, to the end."""

    drill: str


@dataclass(frozen=True, slots=True)
class Comment:
    """The mentor says something about turns of the latest play."""


@dataclass(frozen=True, slots=True)
class Contest:
    """Contest how turns of the latest play were graded."""


@dataclass(frozen=True, slots=True)
class Settle:
    """The mentor decides the first of these disputes, and leaves the others open."""


@dataclass(frozen=True, slots=True)
class Sign:
    """The mentor signs a task."""

    task: str
    kind: TaskKind


@dataclass(frozen=True, slots=True)
class Confirm:
    """The trainee confirms what the mentor wrote down about their latest talk."""


@dataclass(frozen=True, slots=True)
class Observe:
    """The mentor writes down an observation."""

    competency: str
    is_met: bool


@dataclass(frozen=True, slots=True)
class Decide:
    """The mentor lets a gate pass, or gives it more time."""

    gate: str
    extension: int  # working days; 0: it passes


@dataclass(frozen=True, slots=True)
class Write:
    """The trainee sends a statement before a gate."""

    gate: str


@dataclass(frozen=True, slots=True)
class Report:
    """The trainee sends the work report of a month."""

    task: str


@dataclass(frozen=True, slots=True)
class Reply:
    """The mentor answers it."""

    task: str


@dataclass(frozen=True, slots=True)
class SayBack:
    """Something is said about that answer: by the trainee, then the mentor, by turns."""

    task: str
    number: int  # from 1


@dataclass(frozen=True, slots=True)
class Certify:
    """The product issues the certificate."""


@dataclass(frozen=True, slots=True)
class Part:
    """HR ends the time with the mentor."""

    last_day: date


@dataclass(frozen=True, slots=True)
class Leave:
    """The person has left the company; HR suspends the account."""

    last_day: date


@dataclass(frozen=True, slots=True)
class Revoke:
    """HR revokes the certificate."""


LookingBack: TypeAlias = Comment | Contest | Settle
Act: TypeAlias = (
    Arrive
    | Enrol
    | Begin
    | Read
    | TakeTest
    | Play
    | Drill
    | LookingBack
    | Sign
    | Confirm
    | Observe
    | Decide
    | Write
    | Report
    | Reply
    | SayBack
    | Certify
    | Part
    | Leave
    | Revoke
)
