"""The forms of somebody's own working day."""

from lms.workday.forms.days import CutForm, FocusForm, HalfHourForm, MatterForm, SharesForm
from lms.workday.forms.shelves import EntryForm, VerdictForm
from lms.workday.forms.weeks import ReviewForm

__all__ = [
    "CutForm",
    "EntryForm",
    "FocusForm",
    "HalfHourForm",
    "MatterForm",
    "ReviewForm",
    "SharesForm",
    "VerdictForm",
]
