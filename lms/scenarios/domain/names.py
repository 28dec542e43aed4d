"""Names and targets of a scenario: what is used must exist, and nothing twice."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import TypeAlias

from lms.errors import N_
from lms.scenarios.domain.conditions import Comparison, Condition, FlagIsSet
from lms.scenarios.domain.scenario import Choice, Ending, Scenario, Step, Transition

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
    yield from _start(scenario)
    for place, step in enumerate(scenario.steps):
        yield from _twice((((*path, "id"), it.id) for path, it in choices_of(place, step)))
        for path, choice in choices_of(place, step):
            yield from _ways_on((*path, "next"), choice.next, scenario)
            yield from _effects((*path, "effects"), choice, scenario)
    for path, condition in _asked(scenario):
        yield from _names(path, condition, scenario)


def choices_of(place: int, step: Step) -> Iterator[tuple[Path, Choice]]:
    """The choices of the step at a place, with their paths."""
    return ((("steps", place, "choices", i), choice) for i, choice in enumerate(step.moves))


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


def _effects(path: Path, choice: Choice, scenario: Scenario) -> Iterator[Finding]:
    for name in choice.effects.changes:
        if name not in scenario.variables:
            yield Finding((*path, name), NO_VARIABLE, {"name": name})
    for key, flags in (("set", choice.effects.sets), ("clear", choice.effects.clears)):
        for name in sorted(flags - scenario.flags):
            yield Finding((*path, key), NOT_A_FLAG, {"name": name})
    for name in sorted(choice.effects.sets & choice.effects.clears):
        yield Finding((*path, "clear"), SET_AND_CLEARED, {"name": name})


def _asked(scenario: Scenario) -> Iterator[tuple[Path, Condition]]:
    """All conditions and where they stand."""
    for place, step in enumerate(scenario.steps):
        for i, line in enumerate(step.lines):
            if line.when:
                yield ("steps", place, "lines", i, "when"), line.when
        for path, choice in choices_of(place, step):
            if choice.when:
                yield (*path, "when"), choice.when
            for i, way in enumerate(choice.next):
                if way.when:
                    yield (*path, "next", i, "when"), way.when


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
