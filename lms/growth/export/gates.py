"""Plans and gates in the growth file."""

from collections.abc import Iterator

from lms import clock
from lms.errors import N_
from lms.growth.export.parts import NOTHING, Row, Section
from lms.growth.queries import GrowthFile
from lms.i18n import _, day, language
from lms.onboarding.domain import Entry
from lms.onboarding.domain.signing import Verdict, in_force
from lms.onboarding.queries import JudgedPlan

VERDICTS = {
    Verdict.PASS: N_("通过"),
    Verdict.EXTEND: N_("延长"),
    Verdict.FAIL: N_("这次未通过"),
}


def gates(file: GrowthFile) -> Section | None:
    """The section; None where the asker may not see plans."""
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
