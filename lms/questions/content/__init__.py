"""Authored questions, the lexicon, and what typed replies are graded against."""

from lms.questions.content.criteria import CriteriaText, build_criteria, wanted_of_lexicon
from lms.questions.content.lexicon import KIND as LEXICON
from lms.questions.content.lexicon import LexiconKind
from lms.questions.content.questions import (
    differences,
    question,
    read_question,
)
from lms.questions.content.sayings import Phrases
from lms.questions.content.written import QuestionText

__all__ = [
    "LEXICON",
    "CriteriaText",
    "LexiconKind",
    "Phrases",
    "QuestionText",
    "build_criteria",
    "differences",
    "question",
    "read_question",
    "wanted_of_lexicon",
]
