"""Tables of mentor and apprentice."""

from lms.mentoring.models.agreements import Agreement
from lms.mentoring.models.observations import ObservationRecord
from lms.mentoring.models.sessions import (
    PrivateNote,
    SessionAnswer,
    SessionRecord,
    SessionTodo,
    SessionTopic,
)

__all__ = [
    "Agreement",
    "ObservationRecord",
    "PrivateNote",
    "SessionAnswer",
    "SessionRecord",
    "SessionTodo",
    "SessionTopic",
]
