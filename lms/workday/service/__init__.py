"""What a trainee does with the own working day."""

from lms.workday.service.days import note_half_hour, plan_shares, start_day, take_back_half_hour
from lms.workday.service.focus import begin_focus, end_focus
from lms.workday.service.matters import (
    add_matter,
    answer_matter,
    carry,
    carry_left_over,
    close_matter,
    move_matter,
    reopen_matter,
)
from lms.workday.service.weeks import send_review

__all__ = [
    "add_matter",
    "answer_matter",
    "begin_focus",
    "carry",
    "carry_left_over",
    "close_matter",
    "end_focus",
    "move_matter",
    "note_half_hour",
    "plan_shares",
    "reopen_matter",
    "send_review",
    "start_day",
    "take_back_half_hour",
]
