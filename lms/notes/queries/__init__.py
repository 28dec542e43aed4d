"""Reading marks in lessons: one's own, questions to a mentor, what readers say to authors."""

from lms.notes.queries.marks import Marks, by_key, marks_in, own_mark, paragraph_of
from lms.notes.queries.notes import Listed, count_notes, notes_of
from lms.notes.queries.questions import (
    Asked,
    pair_of_apprentice,
    question_for,
    questions_from,
    waiting_questions,
)
from lms.notes.queries.reacted import (
    Reacted,
    Remark,
    count_reactions,
    reactions_for,
)
from lms.notes.queries.reactions import (
    lesson_of_author,
    open_about,
    said_already,
    settled_last,
)

__all__ = [
    "Asked",
    "Listed",
    "Marks",
    "Reacted",
    "Remark",
    "by_key",
    "count_notes",
    "count_reactions",
    "lesson_of_author",
    "marks_in",
    "notes_of",
    "open_about",
    "own_mark",
    "pair_of_apprentice",
    "paragraph_of",
    "question_for",
    "questions_from",
    "reactions_for",
    "said_already",
    "settled_last",
    "waiting_questions",
]
