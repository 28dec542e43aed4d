"""What mentors and apprentices do: observe, sit together, confirm, get to-dos done."""

from lms.mentoring.service.agreements import accept_agreement, write_agreement
from lms.mentoring.service.duets import begin_duet, end_duet, keep_finding, say
from lms.mentoring.service.feedback import give_feedback
from lms.mentoring.service.observing import must_be_mentor, record_checklist, record_observation
from lms.mentoring.service.outcomes import close_todo
from lms.mentoring.service.reports import NOT_MENTOR, answer_report, save_report
from lms.mentoring.service.requests import (
    accept_slot,
    ask_observation,
    propose_slot,
    withdraw_request,
)
from lms.mentoring.service.seats import offer_seat, take_seat, tick
from lms.mentoring.service.sessions import (
    answer_session,
    keep_private,
    record_session,
)

__all__ = [
    "NOT_MENTOR",
    "accept_agreement",
    "accept_slot",
    "answer_report",
    "answer_session",
    "ask_observation",
    "begin_duet",
    "close_todo",
    "end_duet",
    "give_feedback",
    "keep_finding",
    "keep_private",
    "must_be_mentor",
    "offer_seat",
    "propose_slot",
    "record_checklist",
    "record_observation",
    "record_session",
    "save_report",
    "say",
    "take_seat",
    "tick",
    "withdraw_request",
    "write_agreement",
]
