"""Rules of what is said back to a verdict: who may speak, how much. Pure."""

from lms.errors import N_
from lms.people.domain import WrongField

LONGEST_WORDS = 300  # characters of one message
MOST_MESSAGES = 100  # in one thread

NO_WORDS = N_("请写一句。")
TOO_LONG = N_("写短一点，最多 %(most)s 个字。")


def check_words(words: str) -> None:
    """A message says something, briefly. Raises WrongField."""
    if not words:
        raise WrongField("words", NO_WORDS)
    if len(words) > LONGEST_WORDS:
        raise WrongField("words", TOO_LONG, most=LONGEST_WORDS)
