"""Authored texts of mentoring: talks, agreement, alerts, checklists, customers' cards."""

from lms.mentoring.content.agreement import AGREEMENT, AgreementKind
from lms.mentoring.content.alerts import ALERTS, AlertsKind
from lms.mentoring.content.cards import CARD, CardKind
from lms.mentoring.content.checklists import CHECKLIST, ChecklistKind
from lms.mentoring.content.talks import KIND, TalksKind

__all__ = [
    "AGREEMENT",
    "ALERTS",
    "CARD",
    "CHECKLIST",
    "KIND",
    "AgreementKind",
    "AlertsKind",
    "CardKind",
    "ChecklistKind",
    "TalksKind",
]
