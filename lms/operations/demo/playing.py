"""How a trainee of the demo company plays a role-play: well or badly, as the story wants it."""

import random
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import lru_cache

from lms.errors import ConfigurationError
from lms.library import queries as library
from lms.library.domain import SOURCE
from lms.library.queries import Published
from lms.operations.demo import acts, words
from lms.operations.demo.characters import Percent
from lms.people.models import Person
from lms.scenarios import queries as scenarios
from lms.scenarios import service
from lms.scenarios.domain import (
    MOST_TURNS,
    Act,
    Choose,
    Fill,
    FormStep,
    Mode,
    Move,
    Reply,
    ReplyStep,
    Scenario,
    Scene,
    Situation,
    Verdict,
    ending_at,
    open_answers,
    opening,
    paths,
    result,
    shown_choices,
    standing,
)
from lms.scenarios.domain.drill import Drill
from lms.scenarios.models import Play as Played

REHEARSED = 300  # ways through a scenario from which plays are picked
SLIPS = 0.15  # of the answers in a drill
PACE = timedelta(seconds=26)  # from one reply to the next in a window of a drill
SHORTEST_TURN, LONGEST_TURN = 15, 55  # seconds


@dataclass(frozen=True, slots=True)
class Script:
    """One way through a scenario to an ending, and what it comes to."""

    choices: tuple[str, ...]  # ids, in order
    score: int  # per cent
    passed: bool


def play(person: Person, act: acts.Play, *, now: datetime) -> Played:
    """Play a scenario to an ending; the play.

    Raises ConfigurationError when the scenario is not published.
    """
    document: Published[Scenario] | None = library.published("scenario", act.scenario)
    if document is None:
        raise ConfigurationError(
            f"scenario {act.scenario} is not published; run `flask content load`."
        )
    mode, chance = Mode(act.mode), random.Random(f"{person.login} {now}")  # noqa: S311  # no secret
    script = picked(document.content, act.score, chance, counts=mode is Mode.ASSESSMENT)
    key = f"demo-{now:%Y%m%d%H%M}"
    begun = service.start_play(
        person, document, mode, language=SOURCE, key=key, afresh=True, now=now
    )
    situation = opening(document.content)
    for number, choice in enumerate(script.choices, 1):
        now += timedelta(seconds=chance.randint(SHORTEST_TURN, LONGEST_TURN))
        shown = shown_choices(document.content, situation, begun.seed)
        position = next(place for place, it in enumerate(shown, 1) if it.id == choice)
        service.take_turn(
            begun,
            document.content,
            Choose(position),
            number=number,
            key=f"{key}-{number}",
            now=now,
        )
        situation = situation.after(shown[position - 1])
    return begun


def drill(person: Person, name: str, *, now: datetime) -> None:
    """Serve the customers of a drill side by side, each in good time.

    Raises ConfigurationError when the drill is not published.
    """
    document: Published[Drill] | None = library.published("drill", name)
    if document is None:
        raise ConfigurationError(f"drill {name} is not published; run `flask content load`.")
    key = f"demo-{now:%Y%m%d%H%M}"
    run = service.start_drill(
        person, document, language=SOURCE, key=key, afresh=True, is_preview=False, now=now
    )
    chance = random.Random(f"{person.login} {now}")  # noqa: S311  # no secret
    windows = {window.id: window for window in scenarios.plays_of(run)}
    said = [
        (window.started_at + number * PACE, window.id, number)
        for window in windows.values()
        for number in range(1, MOST_TURNS + 1)
    ]
    for at, window_id, number in sorted(said):
        if windows[window_id].ended_at is None:
            _answer(windows[window_id], number, chance, key=f"{key}-{number}", now=at)


def _answer(play: Played, number: int, chance: random.Random, *, key: str, now: datetime) -> None:
    """Take a turn of a window, unless it was taken."""
    scenario = scenarios.scenario_of(play).content
    talk = scenarios.talk(play, scenario)
    if len(talk.turns) < number:
        situation = standing(scenario, talk.scenes)
        act = _act(scenario, situation, play.seed, chance)
        service.take_turn(play, scenario, act, number=number, key=key, now=now)


def _act(scenario: Scenario, situation: Situation, seed: int, chance: random.Random) -> Act:
    """What is done in a window: what is to be typed or filled in has its words."""
    match scenario.by_id[situation.step]:
        case ReplyStep(id=step):
            return Reply(words.TYPED[step])
        case FormStep(id=step):
            return Fill(words.FILLED[step])
    choice = _choice(scenario, situation, SLIPS, chance)
    ids = [it.id for it in shown_choices(scenario, situation, seed)]
    return Choose(ids.index(choice.id) + 1)


def picked(scenario: Scenario, wanted: Percent, chance: random.Random, *, counts: bool) -> Script:
    """A way through a scenario that comes to the wanted score, or as near as there is one.

    A play that counts passes when the score wanted is one that passes, and fails when it is not.
    """
    passes = wanted.lowest >= scenario.pass_mark
    ways = [way for way in rehearsed(scenario) if not counts or way.passed == passes]
    fitting = [way for way in ways if wanted.lowest <= way.score <= wanted.highest]
    if fitting:
        return chance.choice(fitting)
    return min(ways, key=lambda way: abs(way.score - wanted.lowest))


@lru_cache(maxsize=8)
def rehearsed(scenario: Scenario) -> tuple[Script, ...]:
    """Ways through a scenario, from the best to the worst; always the same."""
    chance = random.Random(scenario.id)  # noqa: S311  # no secret
    return tuple(_script(scenario, count / REHEARSED, chance) for count in range(REHEARSED))


def _script(scenario: Scenario, slips: float, chance: random.Random) -> Script:
    scenes = tuple(_scenes(scenario, slips, chance))
    came = result(scenario, scenes)
    return Script(tuple(scene.verdict.answer for scene in scenes), came.score, came.passed)


def _scenes(scenario: Scenario, slips: float, chance: random.Random) -> Iterator[Scene]:
    situation = opening(scenario)
    for number in range(1, MOST_TURNS + 1):
        if ending_at(scenario, situation):
            return
        choice = _choice(scenario, situation, slips, chance)
        after = situation.after(choice)
        verdict = Verdict(situation.step, choice.id, choice.points, choice.effects, after.step)
        yield Scene(number, situation, verdict, after)
        situation = after


def _choice(scenario: Scenario, situation: Situation, slips: float, chance: random.Random) -> Move:
    step = scenario.by_id[situation.step]
    best, *others = sorted(
        open_answers(step, situation),
        key=lambda move: paths(scenario).outlook(situation.after(move)).before(move),
        reverse=True,
    )
    return chance.choice(others) if others and chance.random() < slips else best
