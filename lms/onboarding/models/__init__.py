"""Tables of plans."""

from lms.onboarding.models.days import PublishedYear, ReminderDay, Workday
from lms.onboarding.models.plans import (
    LONGEST_REASON,
    Cohort,
    CohortPlan,
    Plan,
    PlanAdjustment,
    PlanChange,
    PlanGate,
    PlanMove,
    PlanMovePart,
    PlanTask,
    PlanUpdate,
)
from lms.onboarding.models.signing import GateStatement, SignOff, TaskApproval

__all__ = [
    "LONGEST_REASON",
    "Cohort",
    "CohortPlan",
    "GateStatement",
    "Plan",
    "PlanAdjustment",
    "PlanChange",
    "PlanGate",
    "PlanMove",
    "PlanMovePart",
    "PlanTask",
    "PlanUpdate",
    "PublishedYear",
    "ReminderDay",
    "SignOff",
    "TaskApproval",
    "Workday",
]
