"""A person's own messages; how letters fare."""

from lms.messages.queries.inbox import inbox, own_message, sentence_of, unread_count
from lms.messages.queries.mail import Fate, Posted, Tally, tally, undelivered

__all__ = [
    "Fate",
    "Posted",
    "Tally",
    "inbox",
    "own_message",
    "sentence_of",
    "tally",
    "undelivered",
    "unread_count",
]
