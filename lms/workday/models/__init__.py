"""Tables of somebody's own working day."""

from lms.workday.models.days import DayMatter, DaySheet, HalfHour
from lms.workday.models.focus import FocusSession
from lms.workday.models.shelves import ShelfEntry, ShelfShare
from lms.workday.models.weeks import WeekReview

__all__ = [
    "DayMatter",
    "DaySheet",
    "FocusSession",
    "HalfHour",
    "ShelfEntry",
    "ShelfShare",
    "WeekReview",
]
