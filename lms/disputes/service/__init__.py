"""What people do about a grading: contest it, decide about it, take it further."""

from lms.disputes.service.first import (
    DECIDED,
    DECIDED_WORDS,
    OPENED,
    OPENED_WORDS,
    decide,
    open_dispute,
)
from lms.disputes.service.second import (
    APPEALED,
    APPEALED_WORDS,
    SETTLED,
    SETTLED_WORDS,
    appeal,
    decide_finally,
)

__all__ = [
    "APPEALED",
    "APPEALED_WORDS",
    "DECIDED",
    "DECIDED_WORDS",
    "OPENED",
    "OPENED_WORDS",
    "SETTLED",
    "SETTLED_WORDS",
    "appeal",
    "decide",
    "decide_finally",
    "open_dispute",
]
