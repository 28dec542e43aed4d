"""The one function that whoever shows a typed reply calls; what it needs is made once and kept."""

from collections.abc import Iterable
from functools import lru_cache

from lms.questions.domain.replies.grader import Book, Grader
from lms.questions.domain.replies.lexicon import Criteria, Lexicon
from lms.questions.domain.replies.verdict import ReplyVerdict

MOST_BOOKS = 4  # revisions of the lexicon in use at the same time
MOST_GRADERS = 300  # typed-reply steps
NO_LEXICON = Lexicon()  # nothing is known, nothing is forbidden


def grade(
    reply: str, criteria: Criteria, lexicon: Lexicon = NO_LEXICON, said: Iterable[str] = ()
) -> ReplyVerdict:
    """What a typed reply is: the same arguments always give the same verdict.

    `said` are the lines of the customer that the reply answers. The verdict says

    - `band`: good (passes), partial, poor, heap (no sentence for anybody) or breach (something
      forbidden was said);
    - `findings`: of every required and better element whether it was met, by which characters of
      the reply (`spans`: from, up to and not including), and the reason to show; `met`: their ids;
    - `breaches`: what forbidden was said, and where; `said`: their ids;
    - `points`: per competency, with what forbidden things cost;
    - `copied`: the characters that are the customer's own words; `remarks` about the whole.

    Keep `verdict.stored()` with the turn, read it with `ReplyVerdict.of`, never grade it again.
    Raises KeyError for an entry that the lexicon does not have: the library checks that before
    (`wanted_of_lexicon`). `criteria` and `lexicon` are told apart by identity, not by what is in
    them: keep those that were published.
    """
    return prepared(criteria, lexicon).grade(reply, said)


@lru_cache(MOST_GRADERS)
def prepared(criteria: Criteria, lexicon: Lexicon = NO_LEXICON) -> Grader:
    """What grades against these criteria; it also knows titles, why and what to say instead."""
    return Grader(_book(lexicon), criteria)


@lru_cache(MOST_BOOKS)
def _book(lexicon: Lexicon) -> Book:
    return Book(lexicon)
