"""What becomes of a verdict when somebody, or words accepted since, say otherwise of parts of it.

A part is an element, or something forbidden that was said. All else of the verdict stays as it was
stored: nothing is graded again.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any

from lms.errors import N_
from lms.questions.domain.replies import (
    Band,
    Breach,
    Criteria,
    Finding,
    Need,
    Reason,
    ReplyVerdict,
    State,
)
from lms.questions.domain.replies.worth import band_of, points_of

RULED_MET = N_("复核时认定：说到了。")
RULED_MISSING = N_("复核时认定：没有说到。")


@dataclass(frozen=True, slots=True)
class Change:
    """What is now said of one part of a verdict; with what was found, if a rule has found it."""

    holds: bool  # the element is met, or the forbidden thing was said
    finding: Finding | None = None
    breach: Breach | None = None

    def stored(self) -> dict[str, Any]:
        """As plain data, for the database."""
        return {
            "holds": self.holds,
            "finding": self.finding and self.finding.stored(),
            "breach": self.breach and self.breach.stored(),
        }

    @classmethod
    def of(cls, stored: Mapping[str, Any]) -> "Change":
        """The change that was stored."""
        finding, breach = stored["finding"], stored["breach"]
        return cls(
            stored["holds"],
            Finding.of(finding) if finding else None,
            Breach.of(breach) if breach else None,
        )


Changes = Mapping[str, Change]  # part → what is now said of it


def parts_of(verdict: ReplyVerdict) -> dict[str, bool]:
    """What can be ruled over in a verdict, and what the grader says of it."""
    found = {it.element: it.state is State.MET for it in verdict.findings}
    return found | dict.fromkeys(sorted(verdict.said), True)


def ruled(criteria: Criteria, verdict: ReplyVerdict, changes: Changes) -> ReplyVerdict:
    """The verdict with what is now said of some of its parts; the others stay as they are."""
    findings = tuple(_finding(it, changes.get(it.element)) for it in verdict.findings)
    breaches = tuple(_breaches(criteria, verdict, changes))
    is_text = verdict.band is not Band.HEAP or any(
        it.holds for it in (changes.get(found.element) for found in findings) if it
    )
    remarks = verdict.remarks[1:] if is_text and verdict.band is Band.HEAP else verdict.remarks
    return replace(
        verdict,
        band=band_of(criteria, findings, breaches, is_heap=not is_text, is_flawed=bool(remarks)),
        findings=findings,
        breaches=breaches,
        points=points_of(criteria, findings, breaches),
        remarks=remarks,
    )


def _finding(finding: Finding, change: Change | None) -> Finding:
    if change is None or change.holds == (finding.state is State.MET):
        return finding
    if change.finding is not None:
        return change.finding
    reason = Reason(RULED_MET if change.holds else RULED_MISSING)
    state = State.MET if change.holds else State.MISSING
    return replace(finding, state=state, reason=reason, spans=finding.spans if change.holds else ())


def _breaches(criteria: Criteria, verdict: ReplyVerdict, changes: Changes) -> Iterator[Breach]:
    for breach in verdict.breaches:
        change = changes.get(breach.entry)
        if change is None or change.holds:
            yield breach
    forbidden = {it.id for it in criteria.elements if it.need is Need.FORBIDDEN}
    for part, change in changes.items():
        if change.holds and change.breach and part in forbidden - verdict.said:
            yield change.breach
