"""Authored texts of mentoring: the sorts of talks, the agreement, observation checklists."""

from lms.mentoring.content.agreement import AGREEMENT, AgreementKind
from lms.mentoring.content.checklists import CHECKLIST, ChecklistKind
from lms.mentoring.content.talks import KIND, TalksKind

__all__ = ["AGREEMENT", "CHECKLIST", "KIND", "AgreementKind", "ChecklistKind", "TalksKind"]
