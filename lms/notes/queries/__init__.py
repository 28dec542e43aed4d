"""Reading marks in lessons: one's own in a lesson, all notes, questions to a mentor."""

from lms.notes.queries.marks import Marks, by_key, marks_in, own_mark, paragraph_of
from lms.notes.queries.notes import Listed, count_notes, notes_of
from lms.notes.queries.questions import Asked, pair_of_apprentice, question_for, questions_from

__all__ = [
    "Asked",
    "Listed",
    "Marks",
    "by_key",
    "count_notes",
    "marks_in",
    "notes_of",
    "own_mark",
    "pair_of_apprentice",
    "paragraph_of",
    "question_for",
    "questions_from",
]
