"""Learning plans in the growth file."""

from lms.errors import N_
from lms.framework import queries as framework
from lms.growth.domain import Source
from lms.growth.export.parts import Row, Section
from lms.growth.models import LearningPlan
from lms.growth.queries import Followed, GrowthFile
from lms.i18n import _, day, language, span

GOALS = {
    Source.OBSERVATION: N_("师父观察一次“%(title)s”"),
    Source.ASSESSMENT: N_("考核“%(title)s”"),
    Source.PRACTICE: N_("练习“%(title)s”"),
    Source.CHECK: N_("读《%(title)s》，做小测"),
}


def learning(file: GrowthFile) -> Section:
    """The section: goal by goal, and what became of each."""
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
