"""What mentors and apprentices do: observe, sit together, confirm, get to-dos done."""

from lms.mentoring.service.agreements import accept_agreement, write_agreement
from lms.mentoring.service.observing import must_be_mentor, record_checklist, record_observation
from lms.mentoring.service.outcomes import close_todo
from lms.mentoring.service.sessions import (
    answer_session,
    keep_private,
    record_session,
)

__all__ = [
    "accept_agreement",
    "answer_session",
    "close_todo",
    "keep_private",
    "must_be_mentor",
    "record_checklist",
    "record_observation",
    "record_session",
    "write_agreement",
]
