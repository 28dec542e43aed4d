"""What an author should look at again: it can be played, yet it may not measure what it should."""

from collections.abc import Iterator, Sequence

from lms.errors import N_
from lms.scenarios.domain.answers import Choice
from lms.scenarios.domain.bots import fared, length
from lms.scenarios.domain.names import Finding, moves_of
from lms.scenarios.domain.scenario import Scenario
from lms.scenarios.domain.steps import ChoiceStep, Ending
from lms.scenarios.domain.walk import Paths, paths

BOT_PASSES = N_(
    "不懂服务的人也能过：“%(bot)s”的做法 %(plays)s 次里通过 %(passed)s 次，最高 %(best)s 分。"
)
LONGEST_IS_BEST = N_(
    "%(count)s 步里有 %(best)s 步，最长的选项就是最好的；请把几个好选项写短，差的写长。"
)
PLACE_IS_BEST = N_(
    "%(count)s 步里有 %(best)s 步，最好的选项写在第 %(place)s 个；考试会打乱，文稿也请换换位置。"
)
DOMINATED = N_(
    "选项“%(id)s”样样不如“%(other)s”，那一句也不是好的，去处又一样；它教不了什么，请改写或删掉。"
)
ALWAYS = N_("这个条件在任何情况下都成立；请删掉它，或者检查数字。")
ONE_BAND = N_("所有结局都是同一档；好坏没有分别，请加一个结局。")
COSTLESS = N_("“%(id)s”可以绕回来，而且什么都不损失；请让它掉一点情绪或分数。")
MOST_SHARE = 0.6  # of the steps with choices in which a habit may win
LEAST_STEPS = 5  # from which a habit can be told from chance


def advice(scenario: Scenario) -> tuple[Finding, ...]:
    """Everything worth a second look in a scenario without faults."""
    return tuple(_advice(scenario))


def _advice(scenario: Scenario) -> Iterator[Finding]:
    walked = paths(scenario)
    yield from _bots(scenario)
    yield from _habits(scenario)
    yield from _dominated(scenario)
    yield from _always(walked)
    yield from _costless(walked)
    if len({ending.band for ending in scenario.endings}) == 1:
        yield Finding(("steps",), ONE_BAND)


def _bots(scenario: Scenario) -> Iterator[Finding]:
    for one in fared(scenario):
        if one.passed:
            yield Finding(
                ("steps",),
                BOT_PASSES,
                {"bot": one.bot, "plays": one.plays, "passed": one.passed, "best": one.best},
            )


def _habits(scenario: Scenario) -> Iterator[Finding]:
    """Habits of the author that give the best answer away."""
    steps = [step for step in scenario.steps if isinstance(step, ChoiceStep)]
    if len(steps) < LEAST_STEPS:
        return
    best = [_best(step.choices) for step in steps]
    longest = sum(
        max(step.choices, key=length) is choice for step, choice in zip(steps, best, strict=True)
    )
    if longest > MOST_SHARE * len(steps):
        yield Finding(("steps",), LONGEST_IS_BEST, {"count": len(steps), "best": longest})
    places = [step.choices.index(choice) for step, choice in zip(steps, best, strict=True)]
    for place in sorted(set(places)):
        if places.count(place) > MOST_SHARE * len(steps):
            found = {"count": len(steps), "best": places.count(place), "place": place + 1}
            yield Finding(("steps",), PLACE_IS_BEST, found)


def _best(choices: Sequence[Choice]) -> Choice:
    return max(choices, key=_worth)


def _worth(choice: Choice) -> tuple[bool, int]:
    return choice.critical is None, sum(choice.points.values())


def _dominated(scenario: Scenario) -> Iterator[Finding]:
    """Choices that are beaten in everything even by a choice that is itself beaten in everything.

    What only the best choice beats is a mistake to learn from, and so is one that is worse than
    that; several of the latter in a step are padding.
    """
    for place, step in enumerate(scenario.steps):
        if not isinstance(step, ChoiceStep):
            continue
        beaten = [it for it in step.choices if _beating(it, step.choices)]
        choices = [(path, it) for path, it in moves_of(place, step) if isinstance(it, Choice)]
        pairs = [(path, it, _beating(it, beaten)) for path, it in choices]
        worse = [(path, it, other) for path, it, other in pairs if other]
        for path, it, other in worse if len(worse) > 1 else ():
            yield Finding((*path, "id"), DOMINATED, {"id": it.id, "other": other})


def _beating(choice: Choice, others: Sequence[Choice]) -> str:
    """The id of a choice that is the better one in everything; empty: none."""
    return next((it.id for it in others if it is not choice and _beats(it, choice)), "")


def _beats(better: Choice, worse: Choice) -> bool:
    same_way = (better.next, better.when, better.effects.sets) == (
        worse.next,
        worse.when,
        worse.effects.sets,
    )
    names = better.points.keys() | worse.points.keys()
    gains = [better.points.get(name, 0) - worse.points.get(name, 0) for name in names]
    moved = better.effects.changes.keys() | worse.effects.changes.keys()
    moves = [better.effects.changes.get(n, 0) - worse.effects.changes.get(n, 0) for n in moved]
    return same_way and min([*gains, *moves], default=0) >= 0 and any([*gains, *moves])


def _always(walked: Paths) -> Iterator[Finding]:
    """Conditions of choices and ways on that hold in every situation in which they are asked."""
    scenario = walked.scenario
    for place, step in enumerate(scenario.steps):
        nodes = [node for node in walked.nodes if node.situation.step == step.id]
        for number, (path, move) in enumerate(moves_of(place, step)):
            if move.when and nodes and all(it.situation.satisfies(move.when) for it in nodes):
                yield Finding((*path, "when"), ALWAYS)
            taken = [
                it.situation.after(move)
                for it in nodes
                if any(edge.move == number for edge in it.edges)
            ]
            for i, way in enumerate(move.next):
                if way.when and taken and all(it.satisfies(way.when) for it in taken):
                    yield Finding((*path, "next", i, "when"), ALWAYS)


def _costless(walked: Paths) -> Iterator[Finding]:
    """Answers that lead back to where they were given and cost nothing."""
    circling = {
        (node.situation.step, move.id)
        for node, move in walked.circling()
        if isinstance(move, Choice)
        and min([*move.points.values(), *move.effects.changes.values()], default=0) >= 0
    }
    for place, step in enumerate(walked.scenario.steps):
        for path, move in moves_of(place, step):
            if (step.id, move.id) in circling and not isinstance(step, Ending):
                yield Finding((*path, "id"), COSTLESS, {"id": move.id})
