"""Pages of marks in lessons: at a paragraph, all notes of one's own, what is answered."""

from lms.notes.views import notes, questions, reactions
from lms.notes.views.blueprint import bp
from lms.notes.views.marking import marks_of
from lms.notes.views.questions import reply_to
from lms.notes.views.reactions import settling

__all__ = ["bp", "marks_of", "notes", "questions", "reactions", "reply_to", "settling"]
