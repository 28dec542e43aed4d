"""Questions about plans.

Others build on `plan_of`, `plans_of`, `signed_gates`, `gate_titles` and `gates_due`. What depends
on the day takes it as `today`; nothing here reads the clock.
"""

from lms.onboarding.queries.candidates import (
    Candidate,
    CohortPreview,
    candidates,
    people_to_start,
    preview_cohort,
)
from lms.onboarding.queries.cohorts import (
    cohort_for,
    list_cohorts,
    members,
    rows_of_cohort,
    staying,
)
from lms.onboarding.queries.dating import dates_of
from lms.onboarding.queries.moving import (
    Moving,
    adjustments_of,
    counter_of,
    move_of,
    parts,
    plans_to_move,
    preview_move,
)
from lms.onboarding.queries.notices import NoticePreview, Year, preview_notice, years
from lms.onboarding.queries.plans import (
    JudgedPlan,
    active_plan,
    judged_plans,
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
from lms.onboarding.queries.reminding import digests, last_reminded, was_reminded
from lms.onboarding.queries.signatures import (
    PassedGate,
    Signed,
    entries_of,
    gate_titles,
    last_signed,
    may_be_taken_back,
    next_numbers,
    passed_gates,
    sign_off_of,
    signed_gates,
)
from lms.onboarding.queries.starting import Gap, Preview, gaps, plan_to_start, preview
from lms.onboarding.queries.workdays import calendar

__all__ = [
    "Candidate",
    "CohortPreview",
    "Gap",
    "GateDue",
    "JudgedPlan",
    "Moving",
    "NoticePreview",
    "PassedGate",
    "Preview",
    "Radar",
    "Row",
    "Show",
    "Signed",
    "Year",
    "active_plan",
    "adjustments_of",
    "calendar",
    "candidates",
    "cohort_for",
    "count_plans",
    "counter_of",
    "dates_of",
    "digests",
    "entries_of",
    "gaps",
    "gate_titles",
    "gates_due",
    "judged_plans",
    "last_reminded",
    "last_signed",
    "list_cohorts",
    "list_plans",
    "may_be_taken_back",
    "members",
    "move_of",
    "next_numbers",
    "parts",
    "passed_gates",
    "people_to_start",
    "plan_for",
    "plan_of",
    "plan_to_start",
    "plans_of",
    "plans_to_move",
    "preview",
    "preview_cohort",
    "preview_move",
    "preview_notice",
    "rows_of_cohort",
    "sign_off_of",
    "signed_gates",
    "staying",
    "task_days",
    "template_of",
    "view",
    "views",
    "was_reminded",
    "without_plan",
    "years",
]
