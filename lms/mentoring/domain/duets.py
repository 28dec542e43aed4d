"""Rules of two-seat role-plays: the mentor plays the customer from a card, the apprentice answers.

Only the mentor's seat sees the situation, the mood and what comes out when it is asked for.
"""

from dataclasses import dataclass

from lms.errors import N_, Invalid
from lms.library.domain import Wording

LONGEST_LINE = 500  # characters
MOST_LINES = 200  # of one role-play

NOTHING = N_("请写一句再发。")
TOO_LONG = N_("最多写 %(most)s 个字。")


@dataclass(frozen=True, slots=True, kw_only=True)
class Card:
    """Whom the mentor plays, and what the apprentice has on the screen."""

    id: str
    title: Wording
    minutes: int
    checklist: str  # with which it is looked at
    desk: Wording  # for the apprentice
    situation: Wording  # for the customer's seat alone, as all that follows
    mood: Wording
    opening: Wording  # what the customer says first
    hidden: tuple[Wording, ...]  # what comes out only when it is asked for


def check_line(words: str) -> None:
    """A line says something, and not too much. Raises Invalid."""
    if not words:
        raise Invalid(NOTHING)
    if len(words) > LONGEST_LINE:
        raise Invalid(TOO_LONG, most=LONGEST_LINE)
