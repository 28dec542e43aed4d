"""Test-wise players: what somebody gets who knows nothing of service, only how tests are written.

A scenario that one of them passes measures something else than competence. Whoever types nothing
to the point gets what a poor reply or form gets.
"""

import random
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import TypeAlias

from lms.scenarios.domain.acts import Verdict
from lms.scenarios.domain.answers import Choice, Grade, Outcome
from lms.scenarios.domain.judging import outcome_of
from lms.scenarios.domain.play import MOST_TURNS, Scene, ending_at
from lms.scenarios.domain.scenario import Scenario, Situation, open_answers, opening
from lms.scenarios.domain.score import result
from lms.scenarios.domain.steps import FormStep, ReplyStep

POLITE = ("您", "请", "谢", "抱歉", "对不起", "麻烦", "理解", "亲")
PLAYS = 1_000  # of the one who rolls dice

Pick: TypeAlias = Callable[[Sequence[Choice]], Choice]


class Bot(StrEnum):
    """How a test-wise player picks."""

    FIRST = "first"  # what the author wrote first
    LAST = "last"
    LONGEST = "longest"
    SHORTEST = "shortest"
    POLITEST = "politest"  # the most polite words
    DICE = "dice"


@dataclass(frozen=True, slots=True)
class Fared:
    """How a test-wise player fared."""

    bot: Bot
    best: int  # per cent; of all plays of the one who rolls dice
    mean: int
    plays: int
    passed: int  # of its plays


def fared(scenario: Scenario) -> tuple[Fared, ...]:
    """How every test-wise player fares; always the same for the same scenario."""
    return tuple(_fared(scenario, bot) for bot in Bot)


def bot_plays(scenario: Scenario, bot: Bot) -> Iterator[tuple[Scene, ...]]:
    """The plays of a test-wise player, each to its end; always the same for the same scenario."""
    chance = random.Random(scenario.id)  # noqa: S311  # no secret
    for _ in range(PLAYS if bot is Bot.DICE else 1):
        yield tuple(_scenes(scenario, _pick(bot, chance)))


def _fared(scenario: Scenario, bot: Bot) -> Fared:
    results = [result(scenario, scenes) for scenes in bot_plays(scenario, bot)]
    scores = [came.score for came in results]
    passed = sum(came.passed for came in results)
    return Fared(bot, max(scores), sum(scores) // len(scores), len(scores), passed)


def _pick(bot: Bot, chance: random.Random) -> Pick:
    match bot:
        case Bot.FIRST:
            return lambda choices: choices[0]
        case Bot.LAST:
            return lambda choices: choices[-1]
        case Bot.LONGEST:
            return lambda choices: max(choices, key=length)
        case Bot.SHORTEST:
            return lambda choices: min(choices, key=length)
        case Bot.POLITEST:
            return lambda choices: max(choices, key=politeness)
        case Bot.DICE:
            return chance.choice


def length(choice: Choice) -> int:
    """How many characters a choice has."""
    return len(choice.text.zh_hans)


def politeness(choice: Choice) -> int:
    """How many polite words a choice has."""
    return sum(choice.text.zh_hans.count(word) for word in POLITE)


def _scenes(scenario: Scenario, pick: Pick) -> Iterator[Scene]:
    situation = opening(scenario)
    for number in range(1, MOST_TURNS + 1):
        if ending_at(scenario, situation):
            return
        move = _move(scenario, situation, pick)
        points = move.least if isinstance(move, Outcome) else move.points
        after = situation.after(move)
        verdict = Verdict(situation.step, move.id, points, move.effects, after.step, move.critical)
        yield Scene(number, situation, verdict, after)
        situation = after


def _move(scenario: Scenario, situation: Situation, pick: Pick) -> Choice | Outcome:
    step = scenario.by_id[situation.step]
    if isinstance(step, ReplyStep | FormStep):
        return outcome_of(step, Grade.POOR)
    return pick([it for it in open_answers(step, situation) if isinstance(it, Choice)])
