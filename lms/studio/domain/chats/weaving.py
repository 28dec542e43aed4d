"""Chat logs → one tree: what is said alike is one, and the ways part where the logs do.

A step is what the customer says; its answers are what agents have said to it, each with the steps
to which it led. Steps from which everything goes on alike are one step. Nothing is said on any way
through it that is not said so, in this order, in a log.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from lms.errors import N_, Invalid
from lms.scenarios.domain import MOST_STEPS
from lms.studio.domain.chats.labels import Speaker
from lms.studio.domain.chats.plain import core
from lms.studio.domain.chats.reading import Log

TOO_MANY = N_("得到 %(found)s 步，一个情景最多 %(most)s 步；请少放几段，或者放更像的。")
LAST = "\n"  # before the last words of an agent; no core holds it
Said = tuple[Speaker, str]  # who, and the core of what
Way = Sequence[Said]  # what is left of a log
Key = tuple[str, frozenset[tuple[str, frozenset[int]]]]


@dataclass(frozen=True, slots=True)
class Answer:
    """Something that agents have said; "": nothing, the customer began."""

    text: str
    ways: tuple[int, ...]  # places of the steps to which it led, in the order of the logs


@dataclass(frozen=True, slots=True)
class Step:
    """Something that the customer says; "": nothing, the agent began, or had the last word."""

    text: str
    answers: tuple[Answer, ...]

    @property
    def is_ending(self) -> bool:
        """Whether the logs end here."""
        return not self.answers


@dataclass(frozen=True, slots=True)
class Tree:
    """The steps of all logs, in the order in which they are come to from the first one."""

    steps: tuple[Step, ...]

    @property
    def branches(self) -> int:
        """In how many places the ways part."""
        answers = [answer for step in self.steps for answer in step.answers]
        parting = sum(len(answer.ways) > 1 for answer in answers)
        return parting + sum(len(step.answers) > 1 for step in self.steps)


def weave(logs: Sequence[Log]) -> Tree:
    """The tree of logs. Raises Invalid for more steps than a scenario may have."""
    first: dict[Said, str] = {}
    ways = []
    for log in logs:
        said = [(turn.speaker, core(turn.text)) for turn in log]
        for one, turn in zip(said, log, strict=True):
            first.setdefault(one, turn.text)
        ways.append(said)
    weaving = _Weaving(first)
    start = weaving.beginning(ways)
    steps = _in_order(weaving.steps, start)
    if len(steps) > MOST_STEPS:
        raise Invalid(TOO_MANY, found=len(steps), most=MOST_STEPS)
    return Tree(steps)


class _Weaving:
    """Makes steps from their ends, each once; `first` tells how a log was the first to say it."""

    def __init__(self, first: Mapping[Said, str]) -> None:
        self._first = first
        self._known: dict[Key, int] = {}
        self.steps: list[Step] = []

    def beginning(self, ways: Sequence[Way]) -> int:
        """The step at which all logs begin."""
        greeted = [way for way in ways if way[0][0] is Speaker.AGENT]
        asked = [way for way in ways if way[0][0] is Speaker.CUSTOMER]
        if not greeted and len({way[0] for way in asked}) == 1:
            return self._heard(asked)
        answers = self._answers(greeted)
        if asked:
            answers.append(("", "", self._led("", asked)))
        return self._step("", "", answers)

    def _heard(self, ways: Sequence[Way]) -> int:
        """The step at which the customer says the first of what is left, the same in all."""
        said = ways[0][0]
        return self._step(said[1], self._first[said], self._answers(way[1:] for way in ways))

    def _answers(self, ways: Iterable[Way]) -> list[tuple[str, str, tuple[int, ...]]]:
        """The different answers: core, text, where they led; a log that broke off has none."""
        groups = _grouped(way for way in ways if way)
        return [
            (said[1], self._first[said], self._led(said[1], [way[1:] for way in group]))
            for said, group in groups.items()
        ]

    def _led(self, after: str, ways: Sequence[Way]) -> tuple[int, ...]:
        """The different steps to which an answer led; what was said last tells endings apart."""
        steps = [self._heard(group) for group in _grouped(filter(None, ways)).values()]
        if not all(ways):
            steps.append(self._step(f"{LAST}{after}", "", []))
        return tuple(dict.fromkeys(steps))

    def _step(
        self, words: str, text: str, answers: Sequence[tuple[str, str, tuple[int, ...]]]
    ) -> int:
        key = (words, frozenset((said, frozenset(ways)) for said, _text, ways in answers))
        if key not in self._known:
            self._known[key] = len(self.steps)
            self.steps.append(Step(text, tuple(Answer(said, led) for _, said, led in answers)))
        return self._known[key]


def _grouped(ways: Iterable[Way]) -> dict[Said, list[Way]]:
    groups: dict[Said, list[Way]] = {}
    for way in ways:
        groups.setdefault(way[0], []).append(way)
    return groups


def _in_order(steps: Sequence[Step], start: int) -> tuple[Step, ...]:
    """The steps by when they are first come to, from the start."""
    reached = {start: 0}
    waiting = [start]
    for place in waiting:
        for answer in steps[place].answers:
            for way in answer.ways:
                if way not in reached:
                    reached[way] = len(reached)
                    waiting.append(way)
    return tuple(
        Step(
            steps[place].text,
            tuple(
                Answer(one.text, tuple(reached[way] for way in one.ways))
                for one in steps[place].answers
            ),
        )
        for place in waiting
    )
