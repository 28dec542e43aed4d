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
from lms.workday.service.shelves import (
    change_entry,
    keep_entry,
    remove_entry,
    review_share,
    share_entry,
    withdraw_share,
)
from lms.workday.service.weeks import send_review

__all__ = [
    "add_matter",
    "answer_matter",
    "begin_focus",
    "carry",
    "carry_left_over",
    "change_entry",
    "close_matter",
    "end_focus",
    "keep_entry",
    "move_matter",
    "note_half_hour",
    "plan_shares",
    "remove_entry",
    "reopen_matter",
    "review_share",
    "send_review",
    "share_entry",
    "start_day",
    "take_back_half_hour",
    "withdraw_share",
]
