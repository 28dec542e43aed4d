"""What is wrong with a scenario before anybody plays it, by its place in the text.

First the names and targets; only when these are sound, the ways through it.
"""

from collections.abc import Iterator

from lms.errors import N_
from lms.scenarios.domain.answers import Choice
from lms.scenarios.domain.names import Finding, moves_of, wrong_names
from lms.scenarios.domain.scenario import Scenario, said
from lms.scenarios.domain.steps import Ending
from lms.scenarios.domain.walk import MOST_SITUATIONS, Node, Paths, paths

UNREACHED = N_("没有任何一步通到“%(id)s”；请把它接上，或者删掉。")
NEVER_HOLDS = N_("“%(id)s”永远走不到：通到它的条件没有一种情况能成立。请放宽条件。")
NEVER_OFFERED = N_("选项“%(id)s”永远不会出现：它的条件没有一种情况能成立。请放宽条件。")
STUCK = N_("到了“%(id)s”可能一个选项都没有（例如%(example)s）；请留一个不带 when 的选项。")
SILENT = N_("到了“%(id)s”客户可能一句话都不说（例如%(example)s）；请留一句不带 when 的话。")
ENDLESS = N_("从“%(id)s”走不到任何结局；请给它一条通到结局的路。")
GAINS = N_(
    "选项“%(id)s”绕一圈又能选到，每次都得分；请把分数改成 0 或更低，或者用标记让它只出现一次。"
)
TOO_MANY = N_("变化太多：超过 %(most)s 种情况，算不出最高分；请减少标记、变量或来回的路。")
NO_POINTS = N_("没有一条路能得分；请给好的选项加上 points。")
OUT_OF_REACH = N_(
    "及格线 %(mark)s%% 够不到：以不失败的结局收场，最多得 %(most)s%%。"
    "请降低及格线，或者改选项的分数和去处。"
)


def findings(scenario: Scenario) -> tuple[Finding, ...]:
    """Everything that is wrong; empty when the scenario can be played."""
    return tuple(wrong_names(scenario)) or tuple(wrong_ways(scenario))


def wrong_ways(scenario: Scenario) -> Iterator[Finding]:
    """What is wrong with the ways through a scenario whose names and targets are sound."""
    unreached = tuple(_unreached(scenario))
    for name in unreached:
        yield _at_step(scenario, name, UNREACHED)
    walked = paths(scenario)
    if not walked.is_complete:
        yield Finding(("steps",), TOO_MANY, {"most": MOST_SITUATIONS})
        return
    yield from _never(walked, unreached)
    yield from _stuck(walked)
    yield from _endless(walked)
    yield from _gains(walked)
    yield from _out_of_reach(walked)


def dead_ends(scenario: Scenario) -> Iterator[Finding]:
    """What would leave somebody stuck who plays it, whatever else is wrong."""
    walked = paths(scenario)
    if not walked.is_complete:
        yield Finding(("steps",), TOO_MANY, {"most": MOST_SITUATIONS})
        return
    yield from _stuck(walked)
    yield from _endless(walked)


def _unreached(scenario: Scenario) -> Iterator[str]:
    """Steps to which no way leads, whatever the conditions."""
    reached = {scenario.start}
    waiting = [scenario.start]
    for name in waiting:
        targets = {way.target for move in scenario.by_id[name].moves for way in move.next}
        waiting.extend(targets - reached)
        reached |= targets
    return (step.id for step in scenario.steps if step.id not in reached)


def _at_step(scenario: Scenario, name: str, message: str, example: str = "") -> Finding:
    place = next(i for i, step in enumerate(scenario.steps) if step.id == name)
    return Finding(("steps", place, "id"), message, {"id": name, "example": example})


def _never(walked: Paths, unreached: tuple[str, ...]) -> Iterator[Finding]:
    """Steps and choices that conditions shut out in every situation."""
    met = {node.situation.step for node in walked.nodes}
    taken = {(node.situation.step, edge.move) for node in walked.nodes for edge in node.edges}
    for place, step in enumerate(walked.scenario.steps):
        if step.id in unreached:
            continue
        if step.id not in met:
            yield _at_step(walked.scenario, step.id, NEVER_HOLDS)
            continue
        for i, (path, move) in enumerate(moves_of(place, step)):
            if isinstance(move, Choice) and (step.id, i) not in taken:
                yield Finding((*path, "when"), NEVER_OFFERED, {"id": move.id})


def _stuck(walked: Paths) -> Iterator[Finding]:
    told: set[tuple[str, str]] = set()
    for node in walked.nodes:
        for message in _missing(walked.scenario, node):
            if (node.situation.step, message) not in told:
                told.add((node.situation.step, message))
                yield _at_step(walked.scenario, node.situation.step, message, _example(node))


def _missing(scenario: Scenario, node: Node) -> Iterator[str]:
    step = scenario.by_id[node.situation.step]
    if isinstance(step, Ending):
        return
    if not any(node.situation.offers(answer) for answer in step.answers):
        yield STUCK
    if not any(said(step, node.situation)):
        yield SILENT


def _example(node: Node) -> str:
    variables = [f" {name} = {value}" for name, value in node.situation.variables.items()]
    return ",".join([*variables, *(f" {flag}" for flag in sorted(node.situation.flags))])


def _endless(walked: Paths) -> Iterator[Finding]:
    lost = {
        node.situation.step
        for number, node in enumerate(walked.nodes)
        if not walked.leads_to_ending(number) and node.edges
    }
    return (_at_step(walked.scenario, name, ENDLESS) for name in sorted(lost))


def _gains(walked: Paths) -> Iterator[Finding]:
    gaining = {
        (node.situation.step, move.id)
        for node, move in walked.circling()
        if any(points > 0 for points in move.points.values())
    }
    for place, step in enumerate(walked.scenario.steps):
        for path, move in moves_of(place, step):
            if (step.id, move.id) in gaining:
                where = (*path, "points") if isinstance(move, Choice) else path
                yield Finding(where, GAINS, {"id": move.id})


def _out_of_reach(walked: Paths) -> Iterator[Finding]:
    best, mark = walked.best, walked.scenario.pass_mark
    if best.total <= 0:
        yield Finding(("steps",), NO_POINTS)
        return
    most = max(best.passing or 0, 0) * 100 // best.total
    if best.passing is None or most < mark:
        yield Finding(("pass_mark",), OUT_OF_REACH, {"mark": mark, "most": most})
