"""Questions about plans.

Others build on `plan_of`, `plans_of`, `signed_gates`, `gate_titles` and `gates_due`. What depends
on the day takes it as `today`; nothing here reads the clock.
"""

from lms.onboarding.queries.plans import (
    active_plan,
    plan_for,
    plan_of,
    plans_of,
    task_days,
    template_of,
    view,
    views,
)
from lms.onboarding.queries.radar import (
    GateDue,
    Radar,
    Row,
    Show,
    count_plans,
    gates_due,
    list_plans,
    without_plan,
)
from lms.onboarding.queries.signatures import (
    Signed,
    entries_of,
    gate_titles,
    last_signed,
    may_be_taken_back,
    next_numbers,
    sign_off_of,
    signed_gates,
)
from lms.onboarding.queries.starting import Gap, Preview, gaps, plan_to_start, preview
from lms.onboarding.queries.workdays import calendar

__all__ = [
    "Gap",
    "GateDue",
    "Preview",
    "Radar",
    "Row",
    "Show",
    "Signed",
    "active_plan",
    "calendar",
    "count_plans",
    "entries_of",
    "gaps",
    "gate_titles",
    "gates_due",
    "last_signed",
    "list_plans",
    "may_be_taken_back",
    "next_numbers",
    "plan_for",
    "plan_of",
    "plan_to_start",
    "plans_of",
    "preview",
    "sign_off_of",
    "signed_gates",
    "task_days",
    "template_of",
    "view",
    "views",
    "without_plan",
]
