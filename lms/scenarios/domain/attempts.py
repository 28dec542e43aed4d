"""Who may start what, and which of several plays counts."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from lms.library.domain import Practised
from lms.scenarios.domain.play import EndedBy, Mode
from lms.scenarios.domain.scenario import Assessment, Counts

ONE_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Attempt:
    """A play of a person, previews apart, as far as rules about several plays ask."""

    public_id: str
    mode: Mode
    started_at: datetime
    ended_at: datetime | None
    ended_by: EndedBy | None
    score: int | None  # per cent; None while open, or when laid aside
    passed: bool
    is_retry: bool = False  # began in the middle of another play: never counts

    @property
    def is_open(self) -> bool:
        """Whether it has no end yet."""
        return self.ended_at is None


@dataclass(frozen=True, slots=True)
class PlayResult:
    """What a play of a person came to; what other features build on. Previews are none."""

    scenario_id: str
    mode: Mode
    score: int  # per cent of the best reachable points
    passed: bool  # reached the scenario's own pass mark at an ending that does not fail
    ended_at: datetime
    public_id: str  # of the play


@dataclass(frozen=True, slots=True)
class Standing:
    """Where a person stands with a scenario."""

    open: Attempt | None
    attempts_left: int  # assessment plays that may still be started
    free_at: datetime | None  # until then the next assessment must wait; None: it need not
    practice: Attempt | None  # the best practice play with a mark
    assessment: Attempt | None  # the assessment play that counts
    extra: int = 0  # attempts granted beyond those of the rules

    @property
    def may_assess(self) -> bool:
        """Whether an assessment may be started now."""
        return self.attempts_left > 0 and self.free_at is None

    @property
    def state(self) -> Practised:
        """In one word; an assessment says more than practice."""
        if self.open and self.open.mode is Mode.ASSESSMENT:
            return Practised.EXAMINED
        if self.assessment and self.assessment.passed:
            return Practised.PASSED
        if self.open:
            return Practised.BEGUN
        if self.assessment:
            return Practised.FAILED
        if self.practice:
            return Practised.GOOD if self.practice.passed else Practised.TRIED
        return Practised.NEW

    @property
    def score(self) -> int | None:
        """Per cent, as far as there is one: of the assessment when it decides, else of practice."""
        decides = self.state in (Practised.PASSED, Practised.FAILED)
        counted = self.assessment if decides else self.practice
        return counted.score if counted else None


def standing_of(
    attempts: Iterable[Attempt], rules: Assessment, now: datetime, *, extra: int = 0
) -> Standing:
    """Where a person with these plays stands; an open assessment is among the attempts used.

    `extra`: attempts that were granted beyond those of the rules.
    """
    attempts = sorted(attempts, key=lambda attempt: attempt.started_at)
    counted = [attempt for attempt in attempts if attempt.mode is Mode.ASSESSMENT]
    return Standing(
        open=next((attempt for attempt in attempts if attempt.is_open), None),
        attempts_left=max(0, rules.attempts + extra - len(counted)),
        extra=extra,
        free_at=_free_at(counted, rules, now),
        practice=counting(attempts, Mode.PRACTICE, rules.counts),
        assessment=counting(attempts, Mode.ASSESSMENT, rules.counts),
    )


def unused_extra(extra: int, taken: int, rules: Assessment) -> int:
    """How many of the granted attempts are not used yet; those of the rules are used first."""
    return min(extra, max(0, rules.attempts + extra - taken))


def _free_at(counted: Sequence[Attempt], rules: Assessment, now: datetime) -> datetime | None:
    """When the pause after the last failed assessment ends, if it has not ended."""
    if not counted or counted[-1].passed or counted[-1].ended_at is None:
        return None
    last = counted[-1].ended_at
    if last > now + ONE_DAY:  # the machine's clock was far ahead: nobody waits until then
        return None
    end: datetime = last + timedelta(hours=rules.cool_off_hours)
    return end if end > now else None


def counting(attempts: Iterable[Attempt], mode: Mode, counts: Counts) -> Attempt | None:
    """The play of a mode that counts, of those with a mark; none that began in the middle.

    In assessments the scenario says which: the last, or the best (passed before not passed, then
    the higher score, then the earlier). In other modes it is the best.
    """
    marked = [it for it in attempts if it.mode is mode and it.score is not None and not it.is_retry]
    marked.sort(key=lambda attempt: attempt.started_at)
    if mode is Mode.ASSESSMENT and counts is Counts.LAST:
        return marked[-1] if marked else None
    return max(marked, key=lambda it: (it.passed, it.score or 0), default=None)
