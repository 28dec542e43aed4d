"""The forms of somebody's own working day."""

from lms.workday.forms.days import CutForm, FocusForm, HalfHourForm, MatterForm, SharesForm

__all__ = ["CutForm", "FocusForm", "HalfHourForm", "MatterForm", "SharesForm"]
