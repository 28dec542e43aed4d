"""When the people of the demo company do what: pure, so that no day can go wrong unseen.

Everything happens on working days, at hours at which people work, and before the current working
day. Chance comes from people's logins, so that every fill tells the same story.
"""

import random
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from lms.onboarding.domain import (
    Extension,
    Gate,
    LessonProof,
    ObservationProof,
    ReportProof,
    ScenarioProof,
    Schedule,
    Task,
    TaskKind,
    Template,
    schedule,
)
from lms.operations.demo import slots, words
from lms.operations.demo.acts import (
    Act,
    Arrive,
    Begin,
    Certify,
    Comment,
    Confirm,
    Contest,
    Decide,
    Drill,
    Enrol,
    Leave,
    Observe,
    Part,
    Play,
    Read,
    Reply,
    Report,
    Revoke,
    SayBack,
    Settle,
    Sign,
    TakeTest,
    Write,
)
from lms.operations.demo.characters import Trainee
from lms.operations.demo.times import Times, first_day

EXTENSION = 10  # working days that a mentor adds to a gate
SECOND_LOOK = 2  # working days from an observation of what was lacking to the next
SPREAD = 600  # seconds by which people are later than the hour
ONE_DAY = timedelta(days=1)
DRILL, TESTED_COURSE = "two-at-once", "growth"


@dataclass(frozen=True, slots=True, order=True)
class Deed:
    """Something that somebody does, or that is done for them, at an instant."""

    at: datetime
    login: str  # of the trainee
    act: Act


def story(trainees: Iterable[Trainee], template: Template, times: Times) -> list[Deed]:
    """Everything that happened to some trainees, in the order in which it happened."""
    deeds = [
        deed
        for trainee in trainees
        for deed in _Diary(trainee, template, times).deeds()
        if deed.at < times.end
    ]
    return sorted(deeds, key=lambda deed: (deed.at, deed.login))


Dated = Iterator[tuple[date, slots.Slot, Act]]


class _Diary:
    """One trainee's days."""

    def __init__(self, trainee: Trainee, template: Template, times: Times) -> None:
        self._trainee, self._habits = trainee, trainee.habits
        self._template, self._times, self._calendar = template, times, times.calendar
        self._first = first_day(trainee.began, times)
        self._due = self._dates({})
        self._begins: dict[str, date] = {}  # the first day of a task's month, by task

    def _dates(self, given: Mapping[str, Sequence[Extension]]) -> Schedule:
        return schedule(self._template, self._first, self._calendar, given=given)

    def deeds(self) -> list[Deed]:
        """All that would happen, were there no end to the history."""
        dated = [*self._arrival(), *self._months(), *self._talks(), *self._leaving()]
        taken: dict[tuple[date, slots.Slot], int] = {}
        deeds = []
        for day, slot, act in sorted(dated, key=lambda it: it[0]):
            count = taken[day, slot] = taken.get((day, slot), -1) + 1
            deeds.append(Deed(self._instant(day, slot, count), self._trainee.login, act))
        return deeds

    def _instant(self, day: date, slot: slots.Slot, count: int) -> datetime:
        chance = random.Random(f"{self._trainee.login} {day}")  # noqa: S311  # no secret
        wait = timedelta(minutes=count * slot.minutes, seconds=chance.randrange(SPREAD))
        return datetime.combine(day, slot.hour, self._times.zone) + wait

    def _day(self, number: int) -> date:
        return self._calendar.plan_day(self._first, max(1, number))

    def _later(self, day: date, working_days: int) -> date:
        return self._calendar.after(day, working_days)

    def _arrival(self) -> Dated:
        """HR prepares everything on the last working day before the first one."""
        day = self._calendar.last_working_day(self._first - ONE_DAY)
        for act in (Arrive(self._first), Enrol(), Begin(self._first)):
            yield day, slots.OFFICE, act

    def _talks(self) -> Dated:
        if self._habits.tested is not None:
            yield self._day(self._habits.tested), slots.MORNING, TakeTest(TESTED_COURSE)
        if self._habits.talked_over is not None:
            day = self._day(self._habits.talked_over)
            yield day, slots.OBSERVING, Comment()
            yield day, slots.NOON, Contest()
            yield day, slots.ASSESSING, Drill(DRILL)
            yield day, slots.SIGNING, Settle()

    def _leaving(self) -> Dated:
        last = self._habits.last_day
        if last is not None:
            yield self._day(last + 1), slots.OFFICE, Leave(self._day(last))

    def _months(self) -> Dated:
        proved: dict[str, date | None] = {}
        begins = passed_on = self._first
        given: dict[str, list[Extension]] = {}
        for month in self._template.months:
            self._begins |= {task.id: begins for task in month.tasks}
            proved |= {task.id: self._proved_on(task) for task in month.tasks}
            ready = _complete_on(month.gate, proved, passed_on)
            extensions = self._extensions(month.gate, ready)
            given[month.gate.id] = [Extension(day, EXTENSION) for day in extensions]
            begins = self._later(self._dates(given).gates[month.gate.id].on, 1)
            passed_on = ready or passed_on
        for task in self._template.tasks():
            for day, slot, act in self._task(task):
                if self._stays(day):
                    yield day, slot, act
        if self._habits.last_day is None:
            yield from self._gates(proved)

    def _stays(self, day: date) -> bool:
        last = self._habits.last_day
        return last is None or day <= self._day(last)

    def _done_on(self, task: Task) -> date:
        due = self._calendar.number(self._first, self._due.tasks[task.id].on)
        day = self._day(due + self._habits.lag)
        looks_back = isinstance(task.proof, ReportProof)
        return max(day, self._begins[task.id]) if looks_back else day

    def _task(self, task: Task) -> Dated:
        if task.id in self._habits.spared:
            return
        day = self._done_on(task)
        match task.proof:
            case LessonProof(lesson):
                yield day, slots.MORNING, Read(lesson)
            case ScenarioProof(scenario, "assessment"):
                for taken in self._habits.assessments:
                    act = Play(scenario, "assessment", taken.score)
                    yield self._later(day, taken.after), slots.ASSESSING, act
            case ScenarioProof(scenario, mode):
                yield day, slots.NOON, Play(scenario, mode, self._habits.practice)
            case ObservationProof(competency):
                if competency in self._habits.not_yet:
                    yield day, slots.OBSERVING, Observe(competency, is_met=False)
                yield (
                    self._proved_on(task) or day,
                    slots.OBSERVING,
                    Observe(competency, is_met=True),
                )
            case _:
                yield from self._with_mentor(day, task)

    def _with_mentor(self, day: date, task: Task) -> Dated:
        if isinstance(task.proof, ReportProof):
            yield day, slots.NOON, Report(task.id)
            yield day, slots.SIGNING, Reply(task.id)
            for number, _said in enumerate(words.SAID_BACK.get(task.id, ()), start=1):
                yield self._later(day, number), slots.NOON, SayBack(task.id, number)
            return
        yield day, slots.SIGNING, Sign(task.id, task.kind)
        if task.kind is TaskKind.TALK:
            yield self._later(day, 1), slots.NOON, Confirm()

    def _proved_on(self, task: Task) -> date | None:
        if task.id in self._habits.spared:
            return None
        day = self._done_on(task)
        match task.proof:
            case ScenarioProof(_, "assessment", at_least):
                passed = self._habits.passing(at_least)
                return self._later(day, passed.after) if passed else None
            case ObservationProof(competency) if competency in self._habits.not_yet:
                return self._later(day, SECOND_LOOK)
        return day

    def _gates(self, proved: Mapping[str, date | None]) -> Dated:
        """Each gate passes on the day on which its evidence is complete; until then it waits."""
        passed_on = self._first
        for gate in self._template.gates():
            ready = _complete_on(gate, proved, passed_on)
            for day in self._extensions(gate, ready):
                yield day, slots.DECIDING, Decide(gate.id, EXTENSION)
            if ready is not None and gate.needs_statement:
                yield ready, slots.WRITING, Write(gate.id)
            if ready is None or gate.id in self._habits.waits:
                return
            yield ready, slots.DECIDING, Decide(gate.id, 0)
            passed_on = ready
        yield from self._certificate(passed_on)

    def _extensions(self, gate: Gate, ready: date | None) -> Iterator[date]:
        if not self._habits.gets_time:
            return
        due = self._due.gates[gate.id].on
        while due < (ready or self._times.worked):
            yield due
            due = self._later(due, EXTENSION)

    def _certificate(self, day: date) -> Dated:
        yield day, slots.DECIDING, Certify()
        last = max(day, *(self._done_on(task) for task in self._template.tasks()))
        yield self._later(last, 1), slots.OFFICE, Part(last)
        if self._trainee.revoked_after is not None:
            revoked_on = day + timedelta(days=self._trainee.revoked_after)
            yield self._calendar.first_working_day(revoked_on), slots.OFFICE, Revoke()


def _complete_on(gate: Gate, proved: Mapping[str, date | None], after: date) -> date | None:
    days = [proved[task] for task in gate.evidence]
    known = [day for day in days if day is not None]
    return max([after, *known]) if len(known) == len(days) else None
