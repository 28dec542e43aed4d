"""What can be done in a turn, and what it is judged to be: decided once, then stored.

A replay folds the stored verdicts and never decides again, so that later versions of these rules
rewrite nothing.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any, TypeAlias

from lms.questions.domain.replies import ReplyVerdict
from lms.scenarios.domain.fields import Filled
from lms.scenarios.domain.moves import Critical, Effects, Points, Staying, Transition


class TurnKind(StrEnum):
    """What can be done in a turn."""

    CHOICE = "choice"
    REPLY = "reply"
    RECORD = "record"  # a form: the customer record or a hand-over
    CARD = "card"
    WAIT = "wait"
    REWIND = "rewind"


@dataclass(frozen=True, slots=True)
class Choose:
    """Pick the answer shown at a position, counted from 1."""

    position: int


@dataclass(frozen=True, slots=True)
class Reply:
    """Type a reply."""

    text: str


@dataclass(frozen=True, slots=True)
class Fill:
    """Fill in the form: field → value."""

    values: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Open:
    """Look at a card."""

    card: str


@dataclass(frozen=True, slots=True)
class LetWait:
    """The customer has waited for so many seconds."""

    seconds: float


@dataclass(frozen=True, slots=True)
class Rewind:
    """Go back to before a turn and answer anew; in practice only."""

    turn: int


Act: TypeAlias = Choose | Reply | Fill | Open | LetWait
KINDS: Mapping[type, TurnKind] = {
    Choose: TurnKind.CHOICE,
    Reply: TurnKind.REPLY,
    Fill: TurnKind.RECORD,
    Open: TurnKind.CARD,
    LetWait: TurnKind.WAIT,
    Rewind: TurnKind.REWIND,
}


@dataclass(frozen=True, slots=True)
class Verdict:
    """What a turn was judged to be: where it was taken, the answer, its worth, where it led.

    It has been taken: it is a `Move` without a condition.
    """

    step: str
    answer: str  # id of the move
    points: Points
    effects: Effects
    target: str
    critical: Critical | None = None
    staying: Staying = Staying.NO
    reply: ReplyVerdict | None = None
    unedited: bool = False  # a quick phrase, sent as it is
    fields: tuple[Filled, ...] = field(default=())

    @property
    def id(self) -> str:
        """Which move it was."""
        return self.answer

    @property
    def when(self) -> None:
        """It has been taken."""
        return

    @property
    def next(self) -> tuple[Transition, ...]:
        """Where it led."""
        return (Transition(self.target),)

    def stored(self) -> dict[str, Any]:
        """As plain data, for the database; what is not there is left out."""
        return {
            "step": self.step,
            "answer": self.answer,
            "points": dict(self.points),
            "changes": dict(self.effects.changes),
            "set": sorted(self.effects.sets),
            "clear": sorted(self.effects.clears),
            "target": self.target,
        } | {name: value for name, value in self._further().items() if value}

    def _further(self) -> dict[str, Any]:
        return {
            "critical": self.critical and str(self.critical),
            "staying": "" if self.staying is Staying.NO else str(self.staying),
            "reply": self.reply and self.reply.stored(),
            "unedited": self.unedited,
            "fields": [filled.stored() for filled in self.fields],
        }

    @classmethod
    def of(cls, stored: Mapping[str, Any]) -> "Verdict":
        """The verdict that was stored."""
        return cls(
            step=stored["step"],
            answer=stored["answer"],
            points=stored["points"],
            effects=Effects(
                stored["changes"], frozenset(stored["set"]), frozenset(stored["clear"])
            ),
            target=stored["target"],
            critical=Critical(stored["critical"]) if stored.get("critical") else None,
            staying=Staying(stored.get("staying") or Staying.NO),
            reply=ReplyVerdict.of(stored["reply"]) if stored.get("reply") else None,
            unedited=stored.get("unedited", False),
            fields=tuple(map(Filled.of, stored.get("fields", ()))),
        )


@dataclass(frozen=True, slots=True)
class Rewound:
    """A turn that took others back: the play goes on as it stood before turn `to`."""

    to: int

    def stored(self) -> dict[str, Any]:
        """As plain data, for the database."""
        return {"to": self.to}


Judged: TypeAlias = Verdict | Rewound


def judged(stored: Mapping[str, Any]) -> Judged:
    """What was stored of a turn."""
    return Rewound(stored["to"]) if "to" in stored else Verdict.of(stored)
