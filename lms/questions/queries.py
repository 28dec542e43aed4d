"""The published lexicon."""

from lms.library import queries as library
from lms.library.queries import Published
from lms.questions.content import LEXICON
from lms.questions.domain.replies import Lexicon


def lexicon() -> Published[Lexicon] | None:
    """The lexicon as published; None as long as it has not been loaded."""
    return library.published(LEXICON, LEXICON)
