"""Tables of mentor and apprentice."""

from lms.mentoring.models.observations import ObservationRecord
from lms.mentoring.models.sessions import (
    PrivateNote,
    SessionAnswer,
    SessionRecord,
    SessionTodo,
    SessionTopic,
)

__all__ = [
    "ObservationRecord",
    "PrivateNote",
    "SessionAnswer",
    "SessionRecord",
    "SessionTodo",
    "SessionTopic",
]
