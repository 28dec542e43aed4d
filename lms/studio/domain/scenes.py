"""What changes from one text of a scenario to another, told in words; told apart by their ids."""

from collections.abc import Iterator, Sequence
from dataclasses import fields, is_dataclass
from typing import Protocol, TypeVar

from lms.errors import N_
from lms.scenarios.domain import Choice, ChoiceStep, Ending, FormStep, Outcome, ReplyStep, Scenario
from lms.scenarios.domain.steps import Step
from lms.studio.domain.told import Told

RULES = {  # attribute of a scenario → what is said when it is another one
    "title": N_("标题改了"),
    "summary": N_("提要改了"),
    "case": N_("案例卡改了"),
    "difficulty": N_("难度改了"),
    "minutes": N_("预计用时改了"),
    "assessment": N_("考核的规则改了：限时、次数、间隔或取哪一次"),
    "pass_marks": N_("各项素养的及格线改了"),
    "variables": N_("客户开场时的情绪、信任或配合改了"),
    "start": N_("从另一步开场了"),
}
STEP_PARTS = {  # attribute of a step
    "lines": N_("第 %(place)s 步“%(step)s”：说的话改了"),
    "hints": N_("第 %(place)s 步“%(step)s”：提示改了"),
    "openings": N_("第 %(place)s 步“%(step)s”：能查的卡片改了"),
    "waits": N_("第 %(place)s 步“%(step)s”：客户等不到回复时说的话改了"),
    "criteria": N_("第 %(place)s 步“%(step)s”：评分的要点改了"),
    "model": N_("第 %(place)s 步“%(step)s”：更好的说法改了"),
    "quick": N_("第 %(place)s 步“%(step)s”：快捷短语改了"),
    "fields": N_("第 %(place)s 步“%(step)s”：要填的栏目改了"),
}
CHOICE_PARTS = {  # attributes of a choice
    ("text",): N_("第 %(place)s 步“%(step)s”：选项“%(choice)s”换了说法"),
    ("points", "critical"): N_("第 %(place)s 步“%(step)s”：选项“%(choice)s”改了分数"),
    ("next",): N_("第 %(place)s 步“%(step)s”：选项“%(choice)s”改了去处"),
    ("effects", "when"): N_("第 %(place)s 步“%(step)s”：选项“%(choice)s”改了条件或对客户的影响"),
    ("feedback",): N_("第 %(place)s 步“%(step)s”：选项“%(choice)s”改了点评"),
}


class _Identified(Protocol):
    @property
    def id(self) -> str: ...


T = TypeVar("T", bound=_Identified)


def scenario_told(before: Scenario, after: Scenario) -> Iterator[Told]:
    """What changes in a scenario: its rules, its cards, then step by step in the newer order."""
    for name, words in RULES.items():
        if getattr(before, name) != getattr(after, name):
            yield Told(words)
    if before.pass_mark != after.pass_mark:
        marks = {"before": before.pass_mark, "after": after.pass_mark}
        yield Told(N_("及格线从 %(before)s%% 改到 %(after)s%%"), marks)
    yield from _cards_told(before, after)
    for place, step in enumerate(after.steps, 1):
        yield from _step_told(before.by_id.get(step.id), step, place)
    for step in before.steps:
        if step.id not in after.by_id:
            yield _gone(step)


def _cards_told(before: Scenario, after: Scenario) -> Iterator[Told]:
    added, kept, dropped = _compared(before.cards, after.cards)
    for card in added:
        yield Told(N_("新增一张能查的卡片“%(card)s”"), {"card": card.title})
    for was, now in kept:
        if was != now:
            yield Told(N_("卡片“%(card)s”改了"), {"card": now.title})
    for card in dropped:
        yield Told(N_("去掉卡片“%(card)s”"), {"card": card.title})


def _step_told(before: Step | None, after: Step, place: int) -> Iterator[Told]:
    if before is None:
        yield _new(after, place)
    elif isinstance(after, Ending):
        yield from _ending_told(before, after)
    elif type(before) is not type(after):
        yield Told(N_("第 %(place)s 步“%(step)s”：换了作答方式"), _at(after, place))
    else:
        for name, words in STEP_PARTS.items():
            if _plain(getattr(before, name, None)) != _plain(getattr(after, name, None)):
                yield Told(words, _at(after, place))
        yield from _answers_told(before, after, place)


def _plain(value: object) -> object:
    """What can be compared: some values are equal only if they are the same object."""
    if is_dataclass(value):
        parts = {one.name: _plain(getattr(value, one.name)) for one in fields(value)}
        return type(value), parts
    if isinstance(value, tuple):
        return [_plain(one) for one in value]
    return value


def _new(step: Step, place: int) -> Told:
    if isinstance(step, Ending):
        return Told(N_("新增一个结局“%(ending)s”"), {"ending": step.title})
    return Told(N_("新增第 %(place)s 步“%(step)s”"), _at(step, place))


def _gone(step: Step) -> Told:
    if isinstance(step, Ending):
        return Told(N_("去掉一个结局“%(ending)s”"), {"ending": step.title})
    return Told(N_("去掉一步“%(step)s”"), {"step": step.id})


def _ending_told(before: Step, after: Ending) -> Iterator[Told]:
    if not isinstance(before, Ending):
        yield Told(N_("“%(ending)s”改成了结局"), {"ending": after.title})
    elif before.band is not after.band:
        yield Told(
            N_("结局“%(ending)s”的好坏改了：算成功、算可以，还是算失败"), {"ending": after.title}
        )
    elif before != after:
        yield Told(N_("结局“%(ending)s”改了文字"), {"ending": after.title})


def _answers_told(before: Step, after: Step, place: int) -> Iterator[Told]:
    if isinstance(before, ChoiceStep) and isinstance(after, ChoiceStep):
        yield from _choices_told(before, after, place)
    elif isinstance(before, ReplyStep | FormStep) and isinstance(after, ReplyStep | FormStep):
        was, now = _ways(before.outcomes), _ways(after.outcomes)
        if was != now:
            words = N_("第 %(place)s 步“%(step)s”：各档评分的去处改了")
            yield Told(words, _at(after, place))
        elif before.outcomes != after.outcomes:
            words = N_("第 %(place)s 步“%(step)s”：各档评分的分数、影响或点评改了")
            yield Told(words, _at(after, place))


def _ways(outcomes: Sequence[Outcome]) -> list[object]:
    return [(one.grade, one.next) for one in outcomes]


def _choices_told(before: ChoiceStep, after: ChoiceStep, place: int) -> Iterator[Told]:
    added, kept, dropped = _compared(before.choices, after.choices)
    for choice in added:
        words = N_("第 %(place)s 步“%(step)s”：新增一个选项“%(choice)s”")
        yield Told(words, {**_at(after, place), "choice": choice.text})
    for was, now in kept:
        yield from _choice_told(was, now, _at(after, place))
    for choice in dropped:
        words = N_("第 %(place)s 步“%(step)s”：去掉选项“%(choice)s”")
        yield Told(words, {**_at(after, place), "choice": choice.text})


def _choice_told(was: Choice, now: Choice, at: dict[str, str | int]) -> Iterator[Told]:
    for names, words in CHOICE_PARTS.items():
        if any(getattr(was, name) != getattr(now, name) for name in names):
            yield Told(words, {**at, "choice": now.text})


def _at(step: Step, place: int) -> dict[str, str | int]:
    return {"step": step.id, "place": place}


def _compared(
    before: Sequence[T], after: Sequence[T]
) -> tuple[list[T], list[tuple[T, T]], list[T]]:
    """What was added, what is in both, what was dropped."""
    was = {one.id: one for one in before}
    now = {one.id for one in after}
    return (
        [one for one in after if one.id not in was],
        [(was[one.id], one) for one in after if one.id in was],
        [one for one in before if one.id not in now],
    )
