"""Tables of mentor and apprentice."""

from lms.mentoring.models.agreements import Agreement
from lms.mentoring.models.duets import Duet, DuetLine, DuetMark, DuetSeat
from lms.mentoring.models.feedback import FeedbackSpent, MentorFeedback
from lms.mentoring.models.observations import (
    ChecklistMark,
    ChecklistRecord,
    ObservationRecord,
)
from lms.mentoring.models.reports import SessionReport, WorkReport, WorkReportReply
from lms.mentoring.models.requests import ObservationRequest
from lms.mentoring.models.reviews import SessionReview
from lms.mentoring.models.sessions import (
    PrivateNote,
    SessionAnswer,
    SessionRecord,
    SessionTodo,
    SessionTopic,
)

__all__ = [
    "Agreement",
    "ChecklistMark",
    "ChecklistRecord",
    "Duet",
    "DuetLine",
    "DuetMark",
    "DuetSeat",
    "FeedbackSpent",
    "MentorFeedback",
    "ObservationRecord",
    "ObservationRequest",
    "PrivateNote",
    "SessionAnswer",
    "SessionRecord",
    "SessionReport",
    "SessionReview",
    "SessionTodo",
    "SessionTopic",
    "WorkReport",
    "WorkReportReply",
]
