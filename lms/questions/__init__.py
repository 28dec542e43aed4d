"""Question types and their grading, the lexicon and the grader of typed replies.

Shared by lesson checks, quizzes and scenarios; knows none of them.
"""

from flask import Flask

from lms.library import kinds
from lms.questions.content import LexiconKind


def init_app(app: Flask) -> None:
    """Make the lexicon known as a kind of document."""
    kinds.register(app, LexiconKind())
