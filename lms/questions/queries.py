"""The published lexicon and graders made of it, kept by every process."""

from functools import lru_cache

from lms.library import queries as library
from lms.library.queries import Published
from lms.questions.content import LEXICON
from lms.questions.domain.replies import Book, Criteria, Grader, Lexicon

MOST_BOOKS = 4  # revisions of the lexicon in use at the same time
MOST_GRADERS = 300  # typed-reply steps
NO_LEXICON = Lexicon()  # nothing is known, nothing is forbidden


def lexicon() -> Published[Lexicon] | None:
    """The lexicon as published; None as long as it has not been loaded."""
    return library.published(LEXICON, LEXICON)


def grader(criteria: Criteria, lexicon: Lexicon = NO_LEXICON) -> Grader:
    """What grades against these criteria, upon a lexicon; made once and kept.

    Raises KeyError for an entry that the lexicon does not have.
    """
    return _grader(lexicon, criteria)


@lru_cache(MOST_GRADERS)
def _grader(lexicon: Lexicon, criteria: Criteria) -> Grader:
    return Grader(_book(lexicon), criteria)


@lru_cache(MOST_BOOKS)
def _book(lexicon: Lexicon) -> Book:
    return Book(lexicon)
