"""A knowledge base of one's own on three shelves, and what is shared of it. Pure.

An entry has the four parts of the course `junior-plan`; nothing in it points at a customer.
"""

import re
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from lms.errors import N_
from lms.people.domain import WrongField

LONGEST_QUESTION, LONGEST_ANSWER, LONGEST_SOURCE = 100, 300, 100  # characters
LONGEST_REMARK = 200
NO_WORDS = N_("请写一句。")
TOO_LONG = N_("写短一点，最多 %(most)s 个字。")
NO_DAY = N_("请填到哪天作数：优惠写截止日，政策写核对日。")
CUSTOMER = N_("这里像是有客户的电话、邮箱或证件号。客户的信息一样也不放进知识库，请删掉。")
# a mobile number, an identity number of 18 places (GB 11643), an e-mail address
POINTS_AT_SOMEBODY = re.compile(
    r"(?<!\d)1[3-9]\d(?:[ -]?\d{4}){2}(?!\d)|(?<!\d)\d{17}[\dXx](?!\d)|[\w.+-]+@[\w-]+\.\w+"
)


class Shelf(StrEnum):
    """Where an entry stands, by what a customer would ask."""

    PRODUCT = "product"
    POLICY = "policy"
    SYSTEM = "system"


class Judged(StrEnum):
    """What a reviewer makes of an entry."""

    ACCEPTED = "accepted"
    RETURNED = "returned"


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """An answer that one can say aloud. Raises WrongField."""

    shelf: Shelf
    question: str  # as customers ask
    answer: str
    source: str
    holds_until: date | None

    def __post_init__(self) -> None:
        longest = {
            "question": LONGEST_QUESTION,
            "answer": LONGEST_ANSWER,
            "source": LONGEST_SOURCE,
        }
        for name, most in longest.items():
            words = getattr(self, name)
            if not words:
                raise WrongField(name, NO_WORDS)
            if len(words) > most:
                raise WrongField(name, TOO_LONG, most=most)
            if POINTS_AT_SOMEBODY.search(words):
                raise WrongField(name, CUSTOMER)
        if self.holds_until is None:
            raise WrongField("holds_until", NO_DAY)


@dataclass(frozen=True, slots=True)
class Verdict:
    """What becomes of a shared entry. Raises WrongField when it goes back without a word."""

    judged: Judged
    words: str = ""

    def __post_init__(self) -> None:
        if self.judged is Judged.RETURNED and not self.words:
            raise WrongField("words", NO_WORDS)
        if len(self.words) > LONGEST_REMARK:
            raise WrongField("words", TOO_LONG, most=LONGEST_REMARK)
