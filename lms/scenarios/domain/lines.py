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
class Image:
    """A picture that comes with a line."""

    file: str  # its name
    alt: Wording  # what is to be seen on it


@dataclass(frozen=True, slots=True)
class Sound:
    """What is heard with a line, and the same in words."""

    file: str  # its name
    transcript: Wording


@dataclass(frozen=True, slots=True)
class Line:
    """Something that is said or happens, if its condition holds."""

    text: Wording
    when: Condition | None = None
    speaker: Speaker = CUSTOMER
    image: Image | None = None
    audio: Sound | None = None

    @property
    def files(self) -> tuple[str, ...]:
        """The names of the files that come with it."""
        return tuple(one.file for one in (self.image, self.audio) if one)

    @property
    def is_of_customer(self) -> bool:
        """Whether the customer says it; what a colleague says may be passed on word for word."""
        return self.speaker.voice is Voice.CUSTOMER


@dataclass(frozen=True, slots=True)
class Spoken:
    """A line in its place among those that are said at once."""

    place: int  # counted from 1
    line: Line


@dataclass(frozen=True, slots=True)
class Speech:
    """What one speaker says without a break."""

    speaker: Speaker
    lines: tuple[Spoken, ...]


def speeches(lines: Iterable[Line]) -> tuple[Speech, ...]:
    """Lines put together by who says them, in their order."""
    return tuple(
        Speech(speaker, tuple(some))
        for speaker, some in groupby(
            (Spoken(place, line) for place, line in enumerate(lines, 1)),
            key=lambda spoken: spoken.line.speaker,
        )
    )
