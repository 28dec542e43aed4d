"""Authored texts of mentoring: the sorts of talks, the agreement."""

from lms.mentoring.content.agreement import AGREEMENT, AgreementKind
from lms.mentoring.content.talks import KIND, TalksKind

__all__ = ["AGREEMENT", "KIND", "AgreementKind", "TalksKind"]
