"""Rules of monthly work reports: the days of a month, what the product counts in it, the answer.

The four parts are those of every work report: see `lms.onboarding.domain.statement.Words`.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from typing import Any

from lms.errors import N_
from lms.onboarding.domain import MonthView, PlanView, ReportProof, TaskView
from lms.people.domain import WrongField

FEWEST_ANSWER = 10  # characters
LONGEST_REPLY = 800
LONGEST_TO_TALK = 200
MOST_FACTS = 12  # of one sort that a report names; all of them are counted
ONE_DAY = timedelta(days=1)

TOO_SHORT = N_("回复至少写 %(least)s 个字：看见了什么，哪一处再想想，您来办什么。")
TOO_LONG = N_("最多写 %(most)s 个字。")


class Sort(StrEnum):
    """What a figure counts."""

    LESSON = "lesson"  # read to the end
    PLAY = "play"  # to an ending; good: passed
    OBSERVATION = "observation"  # good: met
    TALK = "talk"  # good: confirmed by both
    TASK = "task"  # fell due; good: done by then
    RISE = "rise"  # a competency stands higher than at the month's beginning


@dataclass(frozen=True, slots=True, kw_only=True)
class Fact:
    """One thing that a figure counts."""

    title: Mapping[str, str]  # by language
    address: str = ""  # where the two of the pair see it
    value: int | None = None  # a score in per cent, minutes of a talk, a competency's number
    before: int | None = None  # a competency's number at the month's beginning
    is_good: bool = True


@dataclass(frozen=True, slots=True)
class Figure:
    """How many there were of one sort in a month, how many of them good; the first by name."""

    number: int
    good: int
    facts: Sequence[Fact]


Figures = Mapping[Sort, Figure]


def figure(facts: Iterable[Fact]) -> Figure:
    """Count facts of one sort."""
    all_ = list(facts)
    return Figure(len(all_), sum(one.is_good for one in all_), all_[:MOST_FACTS])


def stored(figures: Figures) -> dict[str, Any]:
    """Figures as a report keeps them."""
    return {
        sort.value: {
            "number": one.number,
            "good": one.good,
            "facts": [_stored(it) for it in one.facts],
        }
        for sort, one in figures.items()
    }


def _stored(fact: Fact) -> dict[str, Any]:
    return {
        "title": dict(fact.title),
        "address": fact.address,
        "value": fact.value,
        "before": fact.before,
        "is_good": fact.is_good,
    }


def kept(values: Mapping[str, Any]) -> Figures:
    """Figures as they were kept."""
    return {
        Sort(sort): Figure(one["number"], one["good"], [Fact(**it) for it in one["facts"]])
        for sort, one in values.items()
    }


@dataclass(frozen=True, slots=True)
class Reply:
    """What a mentor answers to a report. Raises WrongField for too few or too many words."""

    words: str
    to_talk: str = ""  # what is to come up in the next talk

    def __post_init__(self) -> None:
        if len(self.words) < FEWEST_ANSWER:
            raise WrongField("words", TOO_SHORT, least=FEWEST_ANSWER)
        if len(self.words) > LONGEST_REPLY:
            raise WrongField("words", TOO_LONG, most=LONGEST_REPLY)
        if len(self.to_talk) > LONGEST_TO_TALK:
            raise WrongField("to_talk", TOO_LONG, most=LONGEST_TO_TALK)


@dataclass(frozen=True, slots=True)
class Wanted:
    """A report that a plan asks for: its task, and the days of the month it looks back on."""

    task: TaskView
    month: int  # of the plan, from 1
    first: date
    last: date  # both days included

    def has_begun(self, today: date) -> bool:
        """Whether there is anything to look back on yet."""
        return self.first <= today


def wanted_reports(plan: PlanView) -> list[Wanted]:
    """The reports that a plan asks for, month by month.

    A month lasts from the day after the gate before it up to its own gate's day.
    """
    found, first = [], plan.facts.starts_on
    for month in plan.months:
        last = month.gate.due.on
        found += [Wanted(task, month.month.number, first, last) for task in _reports(month)]
        first = last + ONE_DAY
    return found


def wanted_report(plan: PlanView, task_id: str) -> Wanted | None:
    """One of them, by its task."""
    return next((one for one in wanted_reports(plan) if one.task.task.id == task_id), None)


def _reports(month: MonthView) -> Iterable[TaskView]:
    tasks = (task for week in month.weeks for task in week.tasks)
    return (task for task in tasks if isinstance(task.task.proof, ReportProof))
