"""Names and targets of a scenario: what is used must exist, and nothing twice."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TypeAlias

from lms.errors import N_
from lms.scenarios.domain.answers import Opening
from lms.scenarios.domain.conditions import Comparison, Condition, FlagIsSet
from lms.scenarios.domain.lines import Line
from lms.scenarios.domain.moves import Move, Transition
from lms.scenarios.domain.scenario import Scenario
from lms.scenarios.domain.steps import ChoiceStep, Ending, Step

Path: TypeAlias = tuple[str | int, ...]  # keys and positions in the authored text

TWICE = N_("“%(id)s”用了两次；每个编号只能用一次。")
NO_START = N_("开头的步骤“%(id)s”不存在；请写一个已有步骤的编号。")
START_IS_END = N_("开头的步骤“%(id)s”是结局；请从一个有选项的步骤开始。")
NO_TARGET = N_("没有叫“%(id)s”的步骤；请改成已有步骤的编号，或者补上这一步。")
LAST_HAS_CONDITION = N_("最后一项不能带 when：前面的条件都不成立时，总要有一个去处。")
NEVER_ASKED = N_("这一项没有 when，后面的都轮不到；请加上条件，或者把它移到最后。")
NOT_A_VARIABLE = N_(
    "条件里的“%(name)s”不是这个情景的变量；请在 variables 里写上它的初始值，或者改用：%(known)s。"
)
NOT_A_FLAG = N_("没有叫“%(name)s”的标记；请加到 flags 里，或者检查拼写。")
NEEDS_NUMBER = N_("“%(name)s”是变量，要和一个数比较，例如 %(name)s >= 50。")
IS_A_FLAG = N_("“%(name)s”是标记，不能比较大小；直接写它的名字就是“发生过”。")
NO_VARIABLE = N_("“%(name)s”没有初始值；请在 variables 里写上，例如 %(name)s: 50。")
NO_CARD = N_("没有叫“%(id)s”的资料；请改成 cards 里已有的编号，或者补上它。")
UNUSED_CARD = N_("资料“%(id)s”哪一步都查不到；请在能查它的步骤里写上 cards，或者删掉它。")
SET_AND_CLEARED = N_("标记“%(name)s”同时出现在 set 和 clear 里；请留下一个。")


@dataclass(frozen=True, slots=True)
class Finding:
    """Something the author must change: where in the text, a message id and its parameters."""

    path: Path
    message: str
    parameters: Mapping[str, object] = field(default_factory=dict)


def wrong_names(scenario: Scenario) -> Iterator[Finding]:
    """Ids used twice, targets and names that do not exist, ways that are never asked for."""
    yield from _twice(((("steps", i, "id"), step.id) for i, step in enumerate(scenario.steps)))
    yield from _twice(((("cards", i, "id"), card.id) for i, card in enumerate(scenario.cards)))
    yield from _start(scenario)
    yield from _cards(scenario)
    for place, step in enumerate(scenario.steps):
        if isinstance(step, ChoiceStep):
            yield from _twice((((*path, "id"), it.id) for path, it in answers_of(place, step)))
        for path, move in moves_of(place, step):
            if not isinstance(move, Opening):
                yield from _ways_on((*path, "next"), move.next, scenario)
                yield from _effects((*path, "effects"), move, scenario)
    for path, condition in _asked(scenario):
        yield from _names(path, condition, scenario)


def answers_of(place: int, step: Step) -> Iterator[tuple[Path, Move]]:
    """The answers of the step at a place, with their paths: choices, or what comes by grade."""
    answers: Sequence[Move] = step.answers
    for i, answer in enumerate(answers):
        where: Path = ("choices", i) if isinstance(step, ChoiceStep) else (answer.id,)
        yield ("steps", place, *where), answer


def moves_of(place: int, step: Step) -> Iterator[tuple[Path, Move]]:
    """All moves of the step at a place, with their paths, in the order of `step.moves`."""
    yield from answers_of(place, step)
    for i, opening in enumerate(step.openings):
        yield ("steps", place, "cards", i), opening
    for i, wait in enumerate(step.waits):
        yield ("steps", place, "waits", i), wait


def _cards(scenario: Scenario) -> Iterator[Finding]:
    known = {card.id for card in scenario.cards}
    used = {opening.card for step in scenario.steps for opening in step.openings}
    for place, step in enumerate(scenario.steps):
        for i, opening in enumerate(step.openings):
            if opening.card not in known:
                yield Finding(("steps", place, "cards", i), NO_CARD, {"id": opening.card})
    for place, card in enumerate(scenario.cards):
        if card.id not in used:
            yield Finding(("cards", place, "id"), UNUSED_CARD, {"id": card.id})


def _twice(ids: Iterable[tuple[Path, str]]) -> Iterator[Finding]:
    seen: set[str] = set()
    for path, name in ids:
        if name in seen:
            yield Finding(path, TWICE, {"id": name})
        seen.add(name)


def _start(scenario: Scenario) -> Iterator[Finding]:
    start = scenario.by_id.get(scenario.start)
    if start is None:
        yield Finding(("start",), NO_START, {"id": scenario.start})
    if isinstance(start, Ending):
        yield Finding(("start",), START_IS_END, {"id": scenario.start})


def _ways_on(path: Path, ways: tuple[Transition, ...], scenario: Scenario) -> Iterator[Finding]:
    for place, way in enumerate(ways):
        is_last = place == len(ways) - 1
        if way.target not in scenario.by_id:
            yield Finding((*path, place, "to"), NO_TARGET, {"id": way.target})
        if is_last and way.when is not None:
            yield Finding((*path, place, "when"), LAST_HAS_CONDITION)
        if not is_last and way.when is None:
            yield Finding((*path, place), NEVER_ASKED)


def _effects(path: Path, move: Move, scenario: Scenario) -> Iterator[Finding]:
    for name in move.effects.changes:
        if name not in scenario.variables:
            yield Finding((*path, name), NO_VARIABLE, {"name": name})
    for key, flags in (("set", move.effects.sets), ("clear", move.effects.clears)):
        for name in sorted(flags - scenario.flags):
            yield Finding((*path, key), NOT_A_FLAG, {"name": name})
    for name in sorted(move.effects.sets & move.effects.clears):
        yield Finding((*path, "clear"), SET_AND_CLEARED, {"name": name})


def _asked(scenario: Scenario) -> Iterator[tuple[Path, Condition]]:
    """All conditions and where they stand."""
    for place, step in enumerate(scenario.steps):
        yield from _of_lines(("steps", place, "lines"), step.lines)
        for i, wait in enumerate(step.waits):
            yield from _of_lines(("steps", place, "waits", i, "lines"), wait.lines)
        for path, move in moves_of(place, step):
            if move.when:
                yield (*path, "when"), move.when
            for i, way in enumerate(move.next):
                if way.when:
                    yield (*path, "next", i, "when"), way.when


def _of_lines(path: Path, lines: Iterable[Line]) -> Iterator[tuple[Path, Condition]]:
    for place, line in enumerate(lines):
        if line.when:
            yield (*path, place, "when"), line.when


def _names(path: Path, condition: Condition, scenario: Scenario) -> Iterator[Finding]:
    for atom in condition.atoms():
        message = _unknown(atom, scenario)
        if message:
            known = ", ".join(scenario.variables) or "—"
            yield Finding(path, message, {"name": atom.name, "known": known})


def _unknown(atom: Comparison | FlagIsSet, scenario: Scenario) -> str | None:
    is_flag, is_variable = atom.name in scenario.flags, atom.name in scenario.variables
    if isinstance(atom, Comparison):
        return None if is_variable else IS_A_FLAG if is_flag else NOT_A_VARIABLE
    return None if is_flag else NEEDS_NUMBER if is_variable else NOT_A_FLAG
