"""Rules of plans: working days, templates, due days, where somebody stands, signatures."""

from lms.onboarding.domain.plan import PlanFacts, PlanView
from lms.onboarding.domain.schedule import Due, Extension, Schedule, extended, schedule
from lms.onboarding.domain.signing import Capacity, Entry, Judgement, Subject, Verdict
from lms.onboarding.domain.standing import Evidence, GateView, MonthView, TaskView, WeekView
from lms.onboarding.domain.template import (
    DrillProof,
    Gate,
    LessonProof,
    Month,
    ObservationProof,
    Owner,
    ReportProof,
    ScenarioProof,
    SignOffProof,
    Task,
    TaskKind,
    Template,
    Wanted,
    Week,
)
from lms.onboarding.domain.today import State, Today
from lms.onboarding.domain.workdays import Calendar, month_end

__all__ = [
    "Calendar",
    "Capacity",
    "DrillProof",
    "Due",
    "Entry",
    "Evidence",
    "Extension",
    "Gate",
    "GateView",
    "Judgement",
    "LessonProof",
    "Month",
    "MonthView",
    "ObservationProof",
    "Owner",
    "PlanFacts",
    "PlanView",
    "ReportProof",
    "ScenarioProof",
    "Schedule",
    "SignOffProof",
    "State",
    "Subject",
    "Task",
    "TaskKind",
    "TaskView",
    "Template",
    "Today",
    "Verdict",
    "Wanted",
    "Week",
    "WeekView",
    "extended",
    "month_end",
    "schedule",
]
