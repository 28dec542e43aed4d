"""What is said in a scene, and by whom."""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from itertools import groupby

from lms.library.domain import Wording
from lms.scenarios.domain.conditions import Condition

NAMELESS = Wording("")


class Voice(StrEnum):
    """In whose voice a line is told."""

    CUSTOMER = "customer"
    PERSON = "person"  # somebody else in the scene: a colleague, a neighbour, a second caller
    NARRATION = "narration"  # what happens meanwhile
    SYSTEM = "system"  # what the agent's screen shows


@dataclass(frozen=True, slots=True)
class Speaker:
    """Who says a line."""

    voice: Voice
    name: Wording = NAMELESS  # of a person; the customer is called as on the case card


CUSTOMER, NARRATION, SYSTEM = map(Speaker, (Voice.CUSTOMER, Voice.NARRATION, Voice.SYSTEM))


@dataclass(frozen=True, slots=True)
class Line:
    """Something that is said or happens, if its condition holds."""

    text: Wording
    when: Condition | None = None
    speaker: Speaker = CUSTOMER

    @property
    def is_of_customer(self) -> bool:
        """Whether the customer says it; what a colleague says may be passed on word for word."""
        return self.speaker.voice is Voice.CUSTOMER


@dataclass(frozen=True, slots=True)
class Speech:
    """What one speaker says without a break."""

    speaker: Speaker
    lines: tuple[Wording, ...]


def speeches(lines: Iterable[Line]) -> tuple[Speech, ...]:
    """Lines put together by who says them, in their order."""
    return tuple(
        Speech(speaker, tuple(line.text for line in some))
        for speaker, some in groupby(lines, key=lambda line: line.speaker)
    )
