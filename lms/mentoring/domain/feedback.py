"""Rules of what an apprentice says of a mentor when their time together is over, unnamed.

Answers are told only together with two others or more, so that no answer is anybody's: those of a
mentor wait until three are there, and are then told all at once. An answer that came alone could
be worked out from the average before and after it.
"""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from lms.errors import N_
from lms.people.domain import WrongField

FEWEST = 3  # answers that are told together
LOWEST, HIGHEST = 1, 5
LONGEST_SENTENCE = 200  # characters
OPEN_FOR = timedelta(days=60)  # after the last day of a pair


class Question(StrEnum):
    """What is asked; each is answered from 1 (never so) to 5 (always so)."""

    THERE = "there"
    CLEAR = "clear"
    USEFUL = "useful"
    RESPECT = "respect"


@dataclass(frozen=True, slots=True)
class Feedback:
    """What one apprentice says; the sentence may stay empty."""

    grades: Mapping[Question, int]
    words: str = ""

    def check(self) -> None:
        """Every question has its grade, the sentence has an end. Raises WrongField."""
        for question in Question:
            if not LOWEST <= self.grades.get(question, 0) <= HIGHEST:
                raise WrongField(question, N_("请从列表中选一项。"))
        if len(self.words) > LONGEST_SENTENCE:
            raise WrongField("words", N_("最多写 %(most)s 个字。"), most=LONGEST_SENTENCE)


@dataclass(frozen=True, slots=True)
class Told:
    """What is told of a mentor: how many have answered, the averages, the sentences by alphabet."""

    answers: int
    averages: Mapping[Question, float]  # one decimal; empty without enough answers
    sentences: tuple[str, ...] = ()


def is_open(ends_on: date, today: date) -> bool:
    """Whether feedback on a pair with this last day is still taken."""
    return today <= ends_on + OPEN_FOR


def told(given: Collection[Feedback]) -> Told:
    """What is told of answers that may be told; nothing of fewer than three."""
    if len(given) < FEWEST:
        return Told(0, {})
    averages = {
        question: round(sum(one.grades[question] for one in given) / len(given), 1)
        for question in Question
    }
    return Told(len(given), averages, tuple(sorted(one.words for one in given if one.words)))
