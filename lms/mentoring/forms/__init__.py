"""The forms of mentor and apprentice."""

from lms.mentoring.forms.agreements import AgreementForm
from lms.mentoring.forms.observing import ObservationForm
from lms.mentoring.forms.sessions import AnswerForm, PrivateForm, SessionForm

__all__ = ["AgreementForm", "AnswerForm", "ObservationForm", "PrivateForm", "SessionForm"]
