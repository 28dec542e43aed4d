"""The forms of mentor and apprentice."""

from lms.mentoring.forms.agreements import AgreementForm
from lms.mentoring.forms.duets import LineForm
from lms.mentoring.forms.observing import ObservationForm, SheetForm, sheet_form, ticking_form
from lms.mentoring.forms.reports import ReplyForm, ReportForm
from lms.mentoring.forms.requests import RequestForm, SlotForm
from lms.mentoring.forms.sessions import AnswerForm, PrivateForm, SessionForm

__all__ = [
    "AgreementForm",
    "AnswerForm",
    "LineForm",
    "ObservationForm",
    "PrivateForm",
    "ReplyForm",
    "ReportForm",
    "RequestForm",
    "SessionForm",
    "SheetForm",
    "SlotForm",
    "sheet_form",
    "ticking_form",
]
