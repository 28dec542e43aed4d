"""Questions about somebody's own working day; all of them are about the asker alone."""

from lms.workday.queries.days import (
    Day,
    by_key,
    count_half_hours,
    count_matters,
    day_of,
    left_over,
    own_matter,
    rates,
    shares_of,
    sheet_of,
)
from lms.workday.queries.focus import focus_by_key, own_focus, sessions_between, unended
from lms.workday.queries.weeks import (
    figures_of,
    mentor_of_now,
    review_of,
    sent_review,
    week_of,
)

__all__ = [
    "Day",
    "by_key",
    "count_half_hours",
    "count_matters",
    "day_of",
    "figures_of",
    "focus_by_key",
    "left_over",
    "mentor_of_now",
    "own_focus",
    "own_matter",
    "rates",
    "review_of",
    "sent_review",
    "sessions_between",
    "shares_of",
    "sheet_of",
    "unended",
    "week_of",
]
