"""A scenario with what was counted of it: step by step, answer by answer."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TypeAlias

from lms.scenarios.domain import Choice, Grade, Outcome, Scenario, Staying, Step, Wait
from lms.statistics.domain.counts import Counts, Edge, median
from lms.statistics.domain.findings import ORDER, Finding, of_answer, of_step
from lms.statistics.domain.items import Sums, discrimination, facility
from lms.statistics.domain.told import ENOUGH, FEWEST

MOST_TO_MEND = 3
Answer: TypeAlias = Choice | Outcome | Wait


@dataclass(frozen=True, slots=True)
class Given:
    """An answer, and how many gave it."""

    move: Answer
    number: int  # among those of its step, counted from 1
    people: int
    targets: Mapping[str, int]  # step → people whom it led there
    share: float | None  # of those who answered at the step; None of too few
    worth: float | None  # the share of the step's points that it earned; None of too few
    relation: float | None  # its discrimination
    finding: Finding


@dataclass(frozen=True, slots=True)
class Seen:
    """A step, and how people fared at it."""

    step: Step
    number: int  # in the text, counted from 1
    reached: int  # people
    share: float | None  # of all people; None of too few
    left: int  # people whose play ended here, though it is no ending
    seconds: int | None  # the median of a turn; None of too few
    facility: float | None
    answers: Sequence[Given]
    finding: Finding

    @property
    def gravest(self) -> Finding:
        """What most wants to be looked at here."""
        found = [self.finding, *(given.finding for given in self.answers)]
        grave = [one for one in found if one.wants_change]
        return min(grave, key=ORDER.__getitem__, default=self.finding)


@dataclass(frozen=True, slots=True)
class Mend:
    """Something that an author should look at: an answer, or the whole step."""

    seen: Seen
    given: Given | None

    @property
    def finding(self) -> Finding:
        """What stands out."""
        return self.given.finding if self.given else self.seen.finding

    @property
    def people(self) -> int:
        """How many it concerns."""
        return self.given.people if self.given else self.seen.left


@dataclass(frozen=True, slots=True)
class Study:
    """All steps in the order of the text."""

    people: int
    steps: Sequence[Seen]

    @property
    def by_id(self) -> Mapping[str, Seen]:
        """The steps by their ids."""
        return {seen.step.id: seen for seen in self.steps}

    @property
    def mends(self) -> list[Mend]:
        """All steps and answers that want to be changed, the gravest first."""
        found = [mend for seen in self.steps for mend in _mends(seen)]
        return sorted(found, key=lambda mend: (ORDER[mend.finding], -mend.seen.reached))

    def to_mend(self, *, answers: bool) -> list[Mend]:
        """What wants to be changed most, the gravest first: steps, and answers if asked for."""
        return [mend for mend in self.mends if answers or not mend.given][:MOST_TO_MEND]


def study(scenario: Scenario, counts: Counts) -> Study:
    """What was counted of a scenario's plays, beside the scenario."""
    edges: dict[str, list[Edge]] = defaultdict(list)
    for edge in counts.edges:
        edges[edge.step].append(edge)
    steps = [
        _seen(step, number, edges[step.id], counts) for number, step in enumerate(scenario.steps, 1)
    ]
    return Study(counts.people, steps)


def _mends(seen: Seen) -> Iterator[Mend]:
    if seen.finding.wants_change:
        yield Mend(seen, None)
    for given in seen.answers:
        if given.finding.wants_change:
            yield Mend(seen, given)


def _seen(step: Step, number: int, edges: Sequence[Edge], counts: Counts) -> Seen:
    reached, left = sum(edge.people for edge in edges), counts.left.get(step.id, 0)
    answers = _answers(step)
    replied = [edge for edge in edges if edge.answer in {move.id for move in step.answers}]
    times = counts.times.get(step.id, {})
    return Seen(
        step,
        number,
        reached,
        reached / counts.people if counts.people >= ENOUGH else None,
        left,
        median(times) if sum(times.values()) >= FEWEST else None,
        facility(Sums.of(replied), _best(step)),
        [_given(step, move, place, edges) for place, move in enumerate(answers, 1)],
        of_step(reached, left),
    )


def _answers(step: Step) -> list[Answer]:
    """What can be answered, and the customer's patience coming to its end."""
    return [*step.answers, *(wait for wait in step.waits if wait.staying is Staying.NO)]


def _best(step: Step) -> int:
    return max((_points(move) for move in step.answers), default=0)


def _points(move: Answer) -> int:
    return sum(move.points.values())


def _given(step: Step, move: Answer, number: int, edges: Sequence[Edge]) -> Given:
    own = [edge for edge in edges if edge.answer == move.id]
    given, all_ = Sums.of(own), Sums.of(edge for edge in edges if edge.answer)
    relation = discrimination(given, all_)
    return Given(
        move,
        number,
        given.people,
        {edge.target: edge.people for edge in own},
        given.people / all_.people if all_.people >= ENOUGH else None,
        _worth(step, move, given),
        relation,
        _finding(step, move, given.people, all_.people, relation),
    )


def _worth(step: Step, move: Answer, given: Sums) -> float | None:
    best = _best(step)
    if best <= 0 or isinstance(move, Wait):
        return None
    return max(0, _points(move)) / best if isinstance(move, Choice) else facility(given, best)


def _finding(step: Step, move: Answer, given: int, all_: int, relation: float | None) -> Finding:
    return of_answer(
        given,
        all_,
        is_best=_is_best(step, move),
        is_offered=isinstance(move, Choice) and move.when is None,
        relation=relation,
    )


def _is_best(step: Step, move: Answer) -> bool | None:
    """None where nothing can be earned, and of what the customer does."""
    match move:
        case Choice() if _best(step) > 0:
            return _points(move) == _best(step)
        case Outcome():
            return move.grade is Grade.GOOD
    return None
