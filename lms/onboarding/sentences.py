"""How what happened to plans reads in the audit trail."""

from collections.abc import Collection
from datetime import date

from lms.errors import N_
from lms.i18n import day, language
from lms.library import queries as library
from lms.library.domain import Wording
from lms.people import audit


def _titles(ids: Collection[str]) -> dict[str, str]:
    """The titles of tasks and gates in the reader's language, as the plans are published now."""
    known: dict[str, Wording] = {}
    for plan in library.all_published("plan"):
        known |= {task.id: task.title for task in plan.content.tasks()}
        known |= {gate.id: gate.title for gate in plan.content.gates()}
    return {name: known[name].in_(language()) if name in known else name for name in ids}


def _days(written: Collection[str]) -> dict[str, str]:
    return {one: day(date.fromisoformat(one)) for one in written}


def register() -> None:
    """Tell the audit trail how the events of plans read."""
    say = audit.sentence
    say("plan.started", N_("%(actor)s开始了%(subject)s的计划"))
    say("plan.moved", N_("%(actor)s把%(subject)s的计划往后挪了 %(days)s 个工作日"))
    say("plan.moved-back", N_("%(actor)s把%(subject)s的计划往前挪了 %(days)s 个工作日"))
    say("plan.undone", N_("%(actor)s撤回了%(subject)s的计划"))
    say("plan.updated", N_("%(actor)s把%(subject)s的计划换成了新版"))
    say("plan.change-all", N_("%(actor)s定了：计划的新版，进行中的人也用"))
    say("plan.change-new", N_("%(actor)s定了：计划的新版，只给新开始的人用"))
    say(
        "leave.entered",
        N_("%(actor)s登记了%(subject)s的休假（%(first)s到%(last)s）"),
        first=_days,
        last=_days,
    )
    say(
        "leave.withdrawn",
        N_("%(actor)s撤回了%(subject)s的休假（%(first)s到%(last)s）"),
        first=_days,
        last=_days,
    )
    say("rota.entered", N_("%(actor)s登记了%(subject)s的班表，从%(first)s起"), first=_days)
    say("rota.withdrawn", N_("%(actor)s撤回了%(subject)s从%(first)s起的班表"), first=_days)
    say("calendar.entered", N_("%(actor)s录入了 %(year)s 年的放假安排"))
    say("calendar.dropped", N_("%(actor)s撤回了 %(year)s 年的放假安排"))
    say("task.signed", N_("%(actor)s给%(subject)s的任务“%(title)s”签了字"), title=_titles)
    say("task.approved", N_("%(actor)s确认了%(subject)s的任务“%(title)s”"), title=_titles)
    say("task.unsigned", N_("%(actor)s撤回了%(subject)s的任务“%(title)s”的签字"), title=_titles)
    say("gate.passed", N_("%(actor)s签了%(subject)s的“%(title)s”：通过"), title=_titles)
    say(
        "gate.extended",
        N_("%(actor)s签了%(subject)s的“%(title)s”：延长 %(days)s 个工作日"),
        title=_titles,
    )
    say("gate.signed", N_("%(actor)s签了%(subject)s的“%(title)s”：通过，等会签"), title=_titles)
    say(
        "gate.signed-first",
        N_("%(actor)s签了%(subject)s的“%(title)s”：通过；还没有校准，等另一位师父会签"),
        title=_titles,
    )
    say("gate.confirmed", N_("%(actor)s会签了%(subject)s的“%(title)s”：通过"), title=_titles)
    say("gate.sent-back", N_("%(actor)s没有会签%(subject)s的“%(title)s”"), title=_titles)
    say("gate.stated", N_("%(actor)s交了“%(title)s”的自述"), title=_titles)
    say("gate.failed", N_("%(actor)s签了%(subject)s的“%(title)s”：未通过"), title=_titles)
    say("gate.unsigned", N_("%(actor)s撤回了%(subject)s的“%(title)s”的签字"), title=_titles)
