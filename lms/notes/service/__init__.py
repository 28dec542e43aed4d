"""What readers do at a paragraph of a lesson, and how they are answered."""

from lms.notes.service.marking import Marking, paragraph_now
from lms.notes.service.notes import keep_note, take_back
from lms.notes.service.questions import answer, ask
from lms.notes.service.reactions import react, settle, withdraw

__all__ = [
    "Marking",
    "answer",
    "ask",
    "keep_note",
    "paragraph_now",
    "react",
    "settle",
    "take_back",
    "withdraw",
]
