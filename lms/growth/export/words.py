"""The growth file in words: the sections of its page, of the file to take away, of the PDF."""

from collections.abc import Callable

from lms import clock
from lms.errors import N_
from lms.framework import queries as framework
from lms.growth.domain import Source
from lms.growth.export.gates import gates
from lms.growth.export.learning import learning
from lms.growth.export.parts import NOTHING, Row, Section
from lms.growth.export.reports import reports
from lms.growth.queries import GrowthFile
from lms.i18n import _, day, language
from lms.mentoring.domain import HOUR, SessionState
from lms.mentoring.domain import Verdict as Seen
from lms.mentoring.queries import Session

SOURCES = {
    Source.OBSERVATION: N_("师父观察"),
    Source.ASSESSMENT: N_("情景考核"),
    Source.GATE: N_("过关签字"),
    Source.CERTIFICATE: N_("证书"),
    Source.PRACTICE: N_("情景练习"),
    Source.CHECK: N_("课后小测"),
}
SEEN = {Seen.MET: N_("达到"), Seen.NOT_YET: N_("还没达到")}
TALKS = {
    SessionState.WAITING: N_("等徒弟确认"),
    SessionState.CONFIRMED: N_("两人已确认"),
    SessionState.DIFFERENT: N_("徒弟记得不一样"),
}


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
        gates,
        _talks,
        _observations,
        reports,
        learning,
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
