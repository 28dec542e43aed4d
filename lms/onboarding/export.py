"""Plans on paper: what the product can say of a gate by itself, and the form for HR's file."""

from datetime import datetime
from pathlib import Path
from typing import Any

from lms import clock, printing
from lms.errors import N_
from lms.i18n import _, day, language, moment, ngettext
from lms.onboarding.domain import Capacity, Entry, GateView, PlanView, TaskView, Verdict
from lms.onboarding.domain.statement import Figures, Statement, figures
from lms.onboarding.models import Plan
from lms.people.models import Person

TEMPLATE = Path(__file__).with_name("gate.typ")
ROLES = {
    Capacity.LEAD: N_("部门负责人"),
    Capacity.DEPUTY: N_("人事代签"),
    Capacity.PEER: N_("另一位师父"),
}
MOST_TITLES = 5  # of missing evidence that a draft names


def figures_of(view: PlanView, gate: GateView) -> Figures:
    """What the product counts before a gate."""
    return figures(gate, view.tasks_before(gate.gate))


def draft(view: PlanView, gate: GateView) -> str:
    """The first part of a statement as the product drafts it: figures, and what is missing."""
    found = figures_of(view, gate)
    lines = [
        _(
            "到今天，计划里的 %(tasks)s 件任务做完 %(done)s 件；"
            "这一关要的 %(asked)s 项证据有了 %(proved)s 项。",
            tasks=found.tasks,
            done=found.done,
            asked=found.asked,
            proved=found.proved,
        ),
        _(
            "读完 %(lessons)s 课，演练到结局 %(plays)s 次，"
            "师父观察“达到” %(observations)s 项，师父签字 %(signatures)s 项。",
            lessons=found.lessons,
            plays=found.plays,
            observations=found.observations,
            signatures=found.signatures,
        ),
    ]
    if found.missing:
        titles = [view.task.title.in_(language()) for view in found.missing[:MOST_TITLES]]
        lines.append(_("还差的证据：%(titles)s。", titles=_("、").join(titles)))
    if found.late:
        lines.append(ngettext("逾期 %(num)s 件。", "逾期 %(num)s 件。", found.late))
    return "\n".join(lines)


def gate_pdf(
    plan: Plan, view: PlanView, gate: GateView, statement: Statement | None, mentor: Person | None
) -> bytes:
    """The form of a gate in the present language."""
    return printing.pdf(TEMPLATE, _printed(plan, view, gate, statement, mentor))


def _printed(
    plan: Plan, view: PlanView, gate: GateView, statement: Statement | None, mentor: Person | None
) -> dict[str, Any]:
    tongue = language()
    lang, region = printing.REGIONS[tongue]
    person, today = plan.person, view.today.day
    return {
        "lang": lang,
        "region": region,
        "title": gate.gate.title.in_(tongue),
        "form": _("过关考核表"),
        "issuer": _("师徒学堂"),
        "printed": [today.year, today.month, today.day],
        "facts": [
            [_("姓名"), person.name],
            [_("工号"), person.employee_number],
            [_("部门"), person.department.name],
            [_("师父"), mentor.name if mentor else "—"],
            [_("计划"), view.template.title.in_(tongue)],
            [_("第一天"), day(view.first_working_day)],
            [_("到期"), day(gate.due.on)],
            [_("证据"), f"{gate.proved}/{len(gate.evidence)}"],
        ],
        "rule": gate.gate.summary.in_(tongue),
        "evidence": {
            "title": _("证据"),
            "heads": [_("要做到的"), _("凭什么算做到"), _("日期")],
            "rows": [_evidence(one) for one in gate.evidence],
        },
        "statement": {"title": _("本人自述"), "parts": _statement(statement)},
        "verdicts": {
            "title": _("结论"),
            "rows": [_verdict(entry) for entry in _entries(gate)] or [[_("还没有结论"), "", ""]],
        },
        "signatures": [
            [_("本人"), person.name, _at(statement.sent_at if statement else None)],
            [_("师父"), *_signed(gate.verdict)],
            *([[_("会签"), *_signed(gate.answer)]] if gate.signatures.needs_lead else []),
        ],
    }


def _evidence(view: TaskView) -> list[str]:
    shown = view.evidence
    if shown is None:
        return [view.task.title.in_(language()), _("还没有"), ""]
    words = _(shown.words, **shown.parameters)
    return [view.task.title.in_(language()), words, day(clock.day_of(shown.at))]


def _statement(statement: Statement | None) -> list[list[str]]:
    if statement is None:
        return [[_("还没有交"), ""]]
    words = statement.words
    return [
        [_("做了什么"), words.done],
        [_("学到了什么"), words.learnt],
        [_("还差什么"), words.lacking],
        [_("下一步怎么做"), words.ahead],
    ]


def _entries(gate: GateView) -> list[Entry]:
    entries = (*gate.signatures.mentor, *gate.signatures.answers)
    return sorted(entries, key=lambda entry: entry.at)


def _verdict(entry: Entry) -> list[str]:
    return [_said(entry), entry.words, f"{entry.by_name} · {moment(entry.at)}"]


def _said(entry: Entry) -> str:
    if entry.verdict is Verdict.WITHDRAWN:
        return _("撤回签字")
    if entry.capacity is not Capacity.MENTOR:
        role = _(ROLES[entry.capacity])
        said = _("会签通过") if entry.verdict is Verdict.PASS else _("退回")
        return f"{role}{_('：')}{said}"
    if entry.verdict is Verdict.EXTEND:
        return _("延长 %(days)s 个工作日", days=entry.extension_days)
    return _("通过") if entry.verdict is Verdict.PASS else _("未通过")


def _signed(entry: Entry | None) -> list[str]:
    if entry is None or entry.verdict is not Verdict.PASS:
        return ["", _("还没有签")]
    return [entry.by_name, _at(entry.at)]


def _at(at: datetime | None) -> str:
    return _("签于 %(at)s", at=moment(at)) if at else _("还没有签")
