"""What a trainee says before a gate: four answers, of which the product drafts the first."""

from collections.abc import Iterable
from dataclasses import dataclass, fields
from datetime import datetime

from lms.errors import N_, Stale
from lms.onboarding.domain.signing import Entry, Verdict
from lms.onboarding.domain.standing import GateView, TaskView
from lms.onboarding.domain.template import (
    LessonProof,
    ObservationProof,
    ScenarioProof,
    SignOffProof,
)
from lms.people.domain import WrongField

LONGEST_ANSWER = 800  # characters
FEWEST_SENT = 10


@dataclass(frozen=True, slots=True)
class Words:
    """The four parts of a work report: what was done and learnt, what is lacking, what is next."""

    done: str = ""
    learnt: str = ""
    lacking: str = ""
    ahead: str = ""

    def check(self, *, is_sent: bool) -> None:
        """Raises WrongField for a part that is too long, or when it is sent, too short."""
        for part in fields(self):
            length = len(getattr(self, part.name))
            if length > LONGEST_ANSWER:
                raise WrongField(part.name, N_("最多写 %(most)s 个字。"), most=LONGEST_ANSWER)
            if is_sent and length < FEWEST_SENT:
                message = N_("交之前请写好这一段，至少 %(least)s 个字。")
                raise WrongField(part.name, message, least=FEWEST_SENT)


@dataclass(frozen=True, slots=True, kw_only=True)
class Statement:
    """A statement on a gate as it is kept: a draft until it is sent."""

    number: int  # of this gate, counted from 1
    words: Words
    saved_at: datetime
    sent_at: datetime | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Figures:
    """What the product can count for somebody before a gate."""

    done: int  # tasks up to this gate
    tasks: int
    proved: int  # pieces of evidence
    asked: int
    late: int
    lessons: int
    plays: int
    observations: int
    signatures: int
    missing: tuple[TaskView, ...]


def figures(gate: GateView, tasks: Iterable[TaskView]) -> Figures:
    """What counts before a gate; `tasks`: those up to it."""
    views = tuple(tasks)
    done = [view for view in views if not view.is_open]
    return Figures(
        done=len(done),
        tasks=len(views),
        proved=gate.proved,
        asked=len(gate.evidence),
        late=sum(view.late_by > 0 for view in views if view.is_open),
        lessons=_proved_by(LessonProof, done),
        plays=_proved_by(ScenarioProof, done),
        observations=_proved_by(ObservationProof, done),
        signatures=_proved_by(SignOffProof, done),
        missing=gate.missing,
    )


def _proved_by(kind: type, done: Iterable[TaskView]) -> int:
    return sum(isinstance(view.task.proof, kind) for view in done)


def is_open(last: Statement | None, verdict: Entry | None, *, is_sent_back: bool) -> bool:
    """Whether the trainee may write: a first time, on a draft, or anew after "not yet"."""
    if last is None or last.sent_at is None:
        return True
    if verdict is None or verdict.at < last.sent_at:
        return False
    return is_sent_back or verdict.verdict is not Verdict.PASS


def must_be_open(last: Statement | None, verdict: Entry | None, *, is_sent_back: bool) -> None:
    """Raises Stale when the statement is sent and nobody has asked for another."""
    if not is_open(last, verdict, is_sent_back=is_sent_back):
        raise Stale(N_("自述已经交了，师父看过以后如果要再写，这里会重新打开。"))


def next_number(last: Statement | None) -> int:
    """The number under which what is written now is kept."""
    if last is None:
        return 1
    return last.number if last.sent_at is None else last.number + 1
