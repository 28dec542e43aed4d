"""The forms of mentor and apprentice."""

from lms.mentoring.forms.observing import ObservationForm
from lms.mentoring.forms.sessions import AnswerForm, PrivateForm, SessionForm

__all__ = ["AnswerForm", "ObservationForm", "PrivateForm", "SessionForm"]
