"""What a reply was found to be: a value that is stored with the turn and never worked out again."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any

from lms.questions.domain.replies.letters import Span

GONE = "…"  # between two places, and instead of what was erased
GRADER = "3"  # version of the rules and tables; another one may judge otherwise


class State(StrEnum):
    """What became of an element."""

    MET = "met"
    NEAR = "near"  # something was there, and did not count
    MISSING = "missing"


class Band(StrEnum):
    """What a reply is on the whole."""

    GOOD = "good"  # everything required, nothing forbidden
    PARTIAL = "partial"  # at least half of what is required
    POOR = "poor"
    HEAP = "heap"  # no sentence for anybody: nothing counts
    BREACH = "breach"  # something was said that must not be

    @property
    def passes(self) -> bool:
        """Whether the reply may be sent to a customer."""
        return self is Band.GOOD


@dataclass(frozen=True, slots=True)
class Reason:
    """Why, for whoever audits it: a message id with its parameters.

    What somebody typed is never kept here: `marks` say where in the reply a parameter stands.
    """

    message: str
    marks: Mapping[str, tuple[Span, ...]] = field(default_factory=dict)
    facts: Mapping[str, str] = field(default_factory=dict)  # written by authors, or figures
    vague: int | None = None  # which of the element's vague sayings tells `why`

    def parameters(self, typed: str | None) -> dict[str, str]:
        """What fills the message, given what was typed; None: it has been erased."""
        return dict(self.facts) | {name: quoted(typed, spans) for name, spans in self.marks.items()}

    def words(self, typed: str | None, translate: Callable[[str], str], why: str = "") -> str:
        """The reason in a language; `why` is the author's, see `Grader.why`."""
        return translate(self.message) % (self.parameters(typed) | {"why": why})

    def stored(self) -> dict[str, Any]:
        """As plain data."""
        marks = {name: _plain(spans) for name, spans in self.marks.items()}
        facts = dict(self.facts)
        return {"message": self.message, "marks": marks, "facts": facts, "vague": self.vague}

    @classmethod
    def of(cls, stored: Mapping[str, Any]) -> "Reason":
        """The reason that was stored."""
        marks = {name: _spans(spans) for name, spans in stored["marks"].items()}
        return cls(stored["message"], marks, stored["facts"], stored["vague"])


def quoted(typed: str | None, spans: Sequence[Span]) -> str:
    """What stands at some places of a reply."""
    if typed is None:
        return GONE
    return GONE.join(typed[span.start : span.end] for span in spans)


def _plain(spans: Sequence[Span]) -> list[list[int]]:
    return [[span.start, span.end] for span in spans]


def _spans(stored: Iterable[Sequence[int]]) -> tuple[Span, ...]:
    return tuple(Span(start, end) for start, end in stored)


@dataclass(frozen=True, slots=True)
class Finding:
    """What became of one element, by which characters of what was typed, and why."""

    element: str
    state: State
    spans: tuple[Span, ...]
    reason: Reason

    def stored(self) -> dict[str, Any]:
        """As plain data."""
        return {
            "element": self.element,
            "state": str(self.state),
            "spans": _plain(self.spans),
            "reason": self.reason.stored(),
        }

    @classmethod
    def of(cls, stored: Mapping[str, Any]) -> "Finding":
        """The finding that was stored."""
        return cls(
            stored["element"],
            State(stored["state"]),
            _spans(stored["spans"]),
            Reason.of(stored["reason"]),
        )


@dataclass(frozen=True, slots=True)
class Breach:
    """A forbidden form that was said: which entry of the lexicon or element, and where."""

    entry: str
    spans: tuple[Span, ...]

    def stored(self) -> dict[str, Any]:
        """As plain data."""
        return {"entry": self.entry, "spans": _plain(self.spans)}

    @classmethod
    def of(cls, stored: Mapping[str, Any]) -> "Breach":
        """The breach that was stored."""
        return cls(stored["entry"], _spans(stored["spans"]))


@dataclass(frozen=True, slots=True)
class ReplyVerdict:
    """What a reply was found to be."""

    band: Band
    findings: tuple[Finding, ...]  # of required and better elements, in their order
    breaches: tuple[Breach, ...]
    points: Mapping[str, int]  # per competency
    remarks: tuple[Reason, ...]  # about the reply as a whole
    copied: tuple[Span, ...] = ()  # the customer's own words
    grader: str = GRADER

    @property
    def met(self) -> frozenset[str]:
        """The elements that were met."""
        return frozenset(it.element for it in self.findings if it.state is State.MET)

    @property
    def said(self) -> frozenset[str]:
        """The forbidden entries and elements that were said."""
        return frozenset(breach.entry for breach in self.breaches)

    def stored(self) -> dict[str, Any]:
        """As plain data, for the database."""
        return {
            "band": str(self.band),
            "findings": [finding.stored() for finding in self.findings],
            "breaches": [breach.stored() for breach in self.breaches],
            "points": dict(self.points),
            "remarks": [remark.stored() for remark in self.remarks],
            "copied": _plain(self.copied),
            "grader": self.grader,
        }

    @classmethod
    def of(cls, stored: Mapping[str, Any]) -> "ReplyVerdict":
        """The verdict that was stored."""
        return cls(
            Band(stored["band"]),
            tuple(map(Finding.of, stored["findings"])),
            tuple(map(Breach.of, stored["breaches"])),
            stored["points"],
            tuple(map(Reason.of, stored["remarks"])),
            _spans(stored["copied"]),
            stored["grader"],
        )
