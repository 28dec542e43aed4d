"""A person's own messages; how letters fare; robots in groups, and how what they say fares."""

from lms.messages.queries.inbox import inbox, own_message, sentence_of, unread_count
from lms.messages.queries.mail import Fate, Posted, Tally, tally, undelivered
from lms.messages.queries.robots import (
    Said,
    departments_listening,
    listeners,
    robot_of,
    robots,
    unsaid,
)

__all__ = [
    "Fate",
    "Posted",
    "Said",
    "Tally",
    "departments_listening",
    "inbox",
    "listeners",
    "own_message",
    "robot_of",
    "robots",
    "sentence_of",
    "tally",
    "undelivered",
    "unread_count",
    "unsaid",
]
