"""The growth file in words: the sections of its page, of the file to take away, of the PDF."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from lms import clock
from lms.errors import N_
from lms.framework import queries as framework
from lms.growth.domain import Source
from lms.growth.models import LearningPlan
from lms.growth.queries import Followed, GrowthFile
from lms.i18n import _, day, language, span
from lms.mentoring.domain import HOUR, SessionState
from lms.mentoring.domain import Verdict as Seen
from lms.mentoring.queries import Session
from lms.onboarding.domain import Entry
from lms.onboarding.domain.signing import Verdict, in_force
from lms.onboarding.queries import JudgedPlan

NOTHING = "—"
SOURCES = {
    Source.OBSERVATION: N_("师父观察"),
    Source.ASSESSMENT: N_("情景考核"),
    Source.GATE: N_("过关签字"),
    Source.CERTIFICATE: N_("证书"),
    Source.PRACTICE: N_("情景练习"),
    Source.CHECK: N_("课后小测"),
}
VERDICTS = {
    Verdict.PASS: N_("通过"),
    Verdict.EXTEND: N_("延长"),
    Verdict.FAIL: N_("这次未通过"),
}
GOALS = {
    Source.OBSERVATION: N_("师父观察一次“%(title)s”"),
    Source.ASSESSMENT: N_("考核“%(title)s”"),
    Source.PRACTICE: N_("练习“%(title)s”"),
    Source.CHECK: N_("读《%(title)s》，做小测"),
}
SEEN = {Seen.MET: N_("达到"), Seen.NOT_YET: N_("还没达到")}
TALKS = {
    SessionState.WAITING: N_("等徒弟确认"),
    SessionState.CONFIRMED: N_("两人已确认"),
    SessionState.DIFFERENT: N_("徒弟记得不一样"),
}


@dataclass(frozen=True, slots=True)
class Row:
    """A row of a section."""

    cells: tuple[str, ...]  # the first names the row
    address: str = ""  # where the first cell leads, on the page only


@dataclass(frozen=True, slots=True)
class Section:
    """A part of the file: a table with its heading."""

    id: str
    title: str
    columns: tuple[str, ...]
    rows: tuple[Row, ...]
    words: str = ""  # a sentence above the table
    empty: str = ""  # what is said instead of an empty table


def heading(file: GrowthFile) -> str:
    """What the file is called."""
    return _("%(name)s的成长档案", name=file.sight.person.name)


def facts(file: GrowthFile) -> list[tuple[str, str]]:
    """Whose file it is, and of which day."""
    person = file.sight.person
    return [
        (_("姓名"), person.name),
        (_("工号"), person.employee_number),
        (_("部门"), person.department.name),
        (_("哪一天的"), day(file.on)),
    ]


def sections(file: GrowthFile) -> list[Section]:
    """The parts that the asker may see, in their order."""
    parts: tuple[Callable[[GrowthFile], Section | None], ...] = (
        _papers,
        _competencies,
        _evidence,
        _gates,
        _talks,
        _observations,
        _learning,
    )
    return [section for part in parts if (section := part(file)) is not None]


def _papers(file: GrowthFile) -> Section | None:
    if file.papers is None:
        return None
    rows = (
        Row(
            (one.title, one.number, day(one.issued_on), day(one.expires_on), one.status),
            one.address,
        )
        for one in file.papers
    )
    return Section(
        "papers",
        _("证书"),
        (_("证书名称"), _("证书编号"), _("签发日期"), _("有效期至"), _("状态")),
        tuple(rows),
        empty=_("还没有证书。"),
    )


def _competencies(file: GrowthFile) -> Section | None:
    known, levels = framework.known(), framework.levels()
    if not known or file.measure is None:
        return None
    rows = (
        Row(
            (
                known[one.competency].title.in_(language()),
                _level(one.level, [level.in_(language()) for level in levels]),
                NOTHING if one.value is None else str(one.value),
                str(one.number),
            ),
            f"{file.sight.below}/competencies/{one.competency}",
        )
        for one in file.standings
    )
    return Section(
        "competencies",
        _("七项素养"),
        (_("素养"), _("级别"), _("分值（0–100）"), _("几条事实")),
        tuple(rows),
        words=_(
            "按%(day)s计算，规则第 %(version)s 版。", day=day(file.on), version=file.measure.version
        ),
    )


def _level(level: int | None, names: list[str]) -> str:
    if level is None:
        return _("还没有级别")
    numbered = _("%(level)s 级", level=level)
    return f"{numbered} · {names[level - 1]}" if names else numbered


def _evidence(file: GrowthFile) -> Section | None:
    known = framework.known()
    if not known or file.measure is None:
        return None
    rows = (
        Row(
            (
                known[one.competency].title.in_(language()),
                day(counted.fact.on),
                _(SOURCES[counted.fact.source]),
                str(counted.fact.share),
                _(counted.fact.words, **counted.fact.parameters)
                if file.sight.reads(counted.fact)
                else NOTHING,
            )
        )
        for one in file.standings
        for counted in one.inputs
    )
    return Section(
        "evidence",
        _("素养的依据"),
        (_("素养"), _("哪一天"), _("来源"), _("分值"), _("依据")),
        tuple(rows),
        empty=_("还没有算得上的事实。"),
    )


def _gates(file: GrowthFile) -> Section | None:
    if file.plans is None:
        return None
    return Section(
        "gates",
        _("计划与关"),
        (_("关"), _("到期"), _("结论"), _("谁签的"), _("依据")),
        tuple(row for plan in file.plans for row in _gates_of(plan)),
        words=_("；").join(_begun(plan) for plan in file.plans),
        empty=_("还没有计划。"),
    )


def _begun(plan: JudgedPlan) -> str:
    return _(
        "《%(plan)s》%(day)s开始",
        plan=plan.template.title.in_(language()),
        day=day(plan.starts_on),
    )


def _gates_of(plan: JudgedPlan) -> Iterator[Row]:
    for gate, due, entries in plan.gates:
        for entry in in_force(entries) or (None,):
            title = gate.title.in_(language())
            yield Row((title, day(due.on), *(_judged(entry) if entry else _open())))


def _judged(entry: Entry) -> tuple[str, str, str]:
    by = _("%(name)s，%(day)s", name=entry.by_name, day=day(clock.day_of(entry.at)))
    return _(VERDICTS[entry.verdict]), by, entry.words


def _open() -> tuple[str, str, str]:
    return _("还没有结论"), NOTHING, NOTHING


def _talks(file: GrowthFile) -> Section | None:
    if file.talks is None:
        return None
    worked = file.worked
    return Section(
        "talks",
        _("面谈"),
        (_("哪一天"), _("面谈"), _("师父"), _("分钟"), _("状态"), _("两人的记录")),
        tuple(Row(_talk(one, file)) for one in file.talks),
        words=_(
            "两人确认过 %(sessions)s 次，共 %(hours)s 学时（%(minutes)s 分钟算 1 学时）。"
            "记录只给谈话的两个人看。",
            sessions=worked.sessions,
            hours=worked.hours,
            minutes=HOUR,
        ),
        empty=_("还没有面谈。"),
    )


def _talk(one: Session, file: GrowthFile) -> tuple[str, ...]:
    record = one.record
    return (
        day(record.held_on),
        one.title.in_(language()),
        record.mentor.name,
        str(record.minutes),
        _(TALKS[one.state]),
        record.shared if one.has(file.asker) else NOTHING,
    )


def _observations(file: GrowthFile) -> Section | None:
    if file.observations is None:
        return None
    known = framework.known()
    rows = (
        Row(
            (
                day(clock.day_of(one.at)),
                known[one.competency].title.in_(language()),
                _(SEEN[Seen(one.verdict)]),
                one.mentor.name,
                one.evidence,
            )
        )
        for one in file.observations
        if one.competency in known
    )
    return Section(
        "observations",
        _("师父的观察"),
        (_("哪一天"), _("素养"), _("看到的"), _("师父"), _("看到或听到的事实")),
        tuple(rows),
        empty=_("还没有观察。"),
    )


def _learning(file: GrowthFile) -> Section:
    rows = (
        Row(_goal(plan, number, one))
        for plan, found in file.learning
        for number, one in enumerate(found, start=1)
    )
    return Section(
        "learning",
        _("学习计划"),
        (_("季度"), _("要多久"), _("做到了没有"), _("两人同意了没有"), _("做什么")),
        tuple(rows),
        words=_("做没做到看依据：定下以后有了这样的事实，就算做到。"),
        empty=_("还没有学习计划。"),
    )


def _goal(plan: LearningPlan, number: int, one: Followed) -> tuple[str, ...]:
    title = one.title or framework.title(one.item)
    return (
        _(
            "%(year)s 年第 %(quarter)s 季 · %(number)s",
            year=plan.year,
            quarter=plan.quarter,
            number=number,
        ),
        span(one.goal.minutes),
        _("%(day)s做到", day=day(one.done_on)) if one.done_on else _("还没做到"),
        _("两人都同意了") if plan.is_in_force else _("还没都同意"),
        _(GOALS[one.source], title=title.in_(language())),
    )
