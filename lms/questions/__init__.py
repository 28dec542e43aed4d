"""Question types and their grading, the lexicon and the grader of typed replies.

Shared by lesson checks, quizzes and scenarios; knows none of them.
"""

from datetime import time

from flask import Flask

from lms import jobs
from lms.library import kinds
from lms.library import queries as library
from lms.people import audit
from lms.questions import commands, service
from lms.questions.content import LexiconKind


def init_app(app: Flask) -> None:
    """Make the lexicon known as a kind of document; say how what people do about it reads."""
    kinds.register(app, LexiconKind())
    audit.sentence(service.DECIDED, service.DECIDED_WORDS, document=library.titles)
    audit.sentence(service.RULED, service.RULED_WORDS)
    jobs.handler(app, "questions.forget-old", commands.forget_old_replies, at=time(3, 40))
