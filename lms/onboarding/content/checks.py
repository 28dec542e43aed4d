"""What is wrong with a plan whose parts are each well written: order, doubled names, evidence."""

from collections.abc import Iterable, Iterator

from lms.errors import N_
from lms.library.content import Reading
from lms.library.domain import Problem
from lms.onboarding.content.schema import MonthText, Path, PlanText
from lms.onboarding.domain import (
    DrillProof,
    LessonProof,
    ObservationProof,
    ReportProof,
    ScenarioProof,
    SignOffProof,
    TaskKind,
    Wanted,
)

FITTING: dict[TaskKind, tuple[type[Wanted] | tuple[type[Wanted], ...], str]] = {
    TaskKind.READ: (LessonProof, "lesson"),
    TaskKind.PLAY: (ScenarioProof, "scenario"),
    TaskKind.OBSERVE: (ObservationProof, "observation"),
    TaskKind.DRILL: (DrillProof, "drill"),
    TaskKind.REPORT: ((ReportProof, SignOffProof), "report"),
    **dict.fromkeys(
        (
            *(TaskKind.SHADOW, TaskKind.TALK, TaskKind.FORM),
            *(TaskKind.SIGN, TaskKind.OUTSIDE),
        ),
        (SignOffProof, "sign_off"),
    ),
}


def problems(reading: Reading[PlanText], address: str) -> list[Problem]:
    """Everything that an author must change; `address` is the name of the file."""
    checks = (_months, _weeks, _proofs, _second_people, _due_days, _after, _gate_days, _evidence)
    found = [*_name(reading, address), *_twice(reading)]
    return [*found, *(problem for check in checks for problem in check(reading))]


def _name(reading: Reading[PlanText], address: str) -> Iterator[Problem]:
    if reading.value.id != address:
        message = N_("id 要和文件名一样，写“%(wanted)s”，或者改文件名。")
        yield reading.problem(("id",), message, wanted=address)


def _twice(reading: Reading[PlanText]) -> Iterator[Problem]:
    tasks = ((path, task.id) for path, task in reading.value.tasks())
    gates = ((("months", m, "gate"), month.gate.id) for m, month in _numbered(reading))
    for ids in (tasks, gates):
        yield from _used_twice(reading, ids)


def _used_twice(reading: Reading[PlanText], ids: Iterable[tuple[Path, str]]) -> Iterator[Problem]:
    seen: set[str] = set()
    for path, name in ids:
        if name in seen:
            message = N_("“%(id)s”用了两次；每个编号只能用一次。")
            yield reading.problem((*path, "id"), message, id=name)
        seen.add(name)


def _numbered(reading: Reading[PlanText]) -> Iterable[tuple[int, MonthText]]:
    return enumerate(reading.value.months)


def _months(reading: Reading[PlanText]) -> Iterator[Problem]:
    for place, month in _numbered(reading):
        if month.month != place + 1:
            message = N_("这里应是第 %(wanted)s 个月；月份从 1 起，不跳号。")
            yield reading.problem(("months", place, "month"), message, wanted=place + 1)


def _weeks(reading: Reading[PlanText]) -> Iterator[Problem]:
    last = 0
    for m, month in _numbered(reading):
        for w, week in enumerate(month.weeks):
            if week.week <= last:
                message = N_("周次要一周比一周大；前面已经到第 %(last)s 周。")
                path = ("months", m, "weeks", w, "week")
                yield reading.problem(path, message, last=last)
            last = week.week


def _proofs(reading: Reading[PlanText]) -> Iterator[Problem]:
    for path, task in reading.value.tasks():
        wanted, key = FITTING[task.kind]
        if not isinstance(task.proof.wanted(), wanted):
            message = N_("kind 是 %(kind)s 的任务，proof 要写“%(key)s”。")
            yield reading.problem((*path, "proof"), message, kind=str(task.kind), key=key)


def _second_people(reading: Reading[PlanText]) -> Iterator[Problem]:
    for path, task in reading.value.tasks():
        proof = task.proof.wanted()
        signer = proof.capacity if isinstance(proof, SignOffProof) else None
        for key in ("approver", "substitute"):
            role = getattr(task, key)
            if role is not None and signer is None:
                message = N_("只有要签字的任务能写 %(key)s：proof 要写 sign_off。")
                yield reading.problem((*path, key), message, key=key)
            elif role is not None and role == signer:
                message = N_("%(key)s 要写另一个人：%(role)s 本来就签字。")
                yield reading.problem((*path, key), message, key=key, role=role)


def _due_days(reading: Reading[PlanText]) -> Iterator[Problem]:
    last: dict[int, int] = {}
    for path, task in reading.value.tasks():
        month = int(path[1])
        if task.due_day == 0:
            message = N_("没有第 0 天：1 是第一个工作日，-1 是开始前的最后一个工作日。")
            yield reading.problem((*path, "due_day"), message)
        if task.due_day < last.get(month, task.due_day):
            message = N_("due_day 要按先后写：前面的任务已经排到第 %(last)s 天。")
            yield reading.problem((*path, "due_day"), message, last=last[month])
        last[month] = max(task.due_day, last.get(month, task.due_day))


def _after(reading: Reading[PlanText]) -> Iterator[Problem]:
    before: set[str] = set()
    for path, task in reading.value.tasks():
        if task.after is not None and task.after not in before:
            message = N_("after 要写前面的任务；没有叫“%(id)s”的任务排在它前面。")
            yield reading.problem((*path, "after"), message, id=task.after)
        before.add(task.id)


def _gate_days(reading: Reading[PlanText]) -> Iterator[Problem]:
    for m, month in _numbered(reading):
        last = max(task.due_day for week in month.weeks for task in week.tasks)
        if month.gate.due_day is not None and month.gate.due_day < last:
            message = N_("关口的 due_day 不能早于当月最后一项任务：那一项排在第 %(last)s 天。")
            yield reading.problem(("months", m, "gate", "due_day"), message, last=last)


def _evidence(reading: Reading[PlanText]) -> Iterator[Problem]:
    known: set[str] = set()
    for m, month in _numbered(reading):
        known |= {task.id for week in month.weeks for task in week.tasks}
        asked: set[str] = set()
        for e, name in enumerate(month.gate.evidence):
            path = ("months", m, "gate", "evidence", e)
            if name not in known:
                message = N_("没有叫“%(id)s”的任务；证据要写本月或以前的任务。")
                yield reading.problem(path, message, id=name)
            elif name in asked:
                message = N_("“%(id)s”用了两次；每个编号只能用一次。")
                yield reading.problem(path, message, id=name)
            asked.add(name)
