"""What was typed in a turn, as pages show it: the words that counted marked, every finding told.

Only the typed words themselves are shown before it is time for remarks.
"""

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from itertools import pairwise

from lms.i18n import _, language
from lms.library.domain import Wording
from lms.questions import queries as questions
from lms.questions.domain.replies import (
    Criteria,
    Grader,
    ReplyVerdict,
    Span,
    State,
    prepared,
)
from lms.scenarios.domain import (
    Demand,
    Filled,
    FormField,
    FormStep,
    Picked,
    ReplyStep,
    Told,
    Verdict,
)
from lms.scenarios.queries.grading import NO_LEXICON


class Tone(StrEnum):
    """What some characters of a reply are."""

    PLAIN = "plain"
    MET = "met"
    BREACH = "breach"


@dataclass(frozen=True, slots=True)
class Piece:
    """Characters of a reply that are the same, and what they say."""

    text: str
    tone: Tone
    titles: Sequence[Wording]


@dataclass(frozen=True, slots=True)
class Element:
    """One element: whether it was said, and why or what to say instead."""

    title: Wording
    state: State | None  # None: something that must not be said
    reason: str
    better: Wording


@dataclass(frozen=True, slots=True)
class ReplyShown:
    """A graded reply."""

    pieces: Sequence[Piece]
    elements: Sequence[Element]
    remarks: Sequence[str]
    is_unedited: bool


@dataclass(frozen=True, slots=True)
class FieldFilled:
    """A field as it was filled in; what was found is None before its time."""

    id: str
    value: Wording
    is_right: bool | None
    feedback: Wording | None
    reply: ReplyShown | None  # of sentences


def graded_reply(step: ReplyStep, verdict: Verdict, typed: str | None) -> ReplyShown | None:
    """The reply that was typed at a step with everything that was found."""
    if verdict.reply is None:
        return None
    return shown_reply(step.criteria, verdict.reply, typed, is_unedited=verdict.unedited)


def filled_in(
    step: FormStep, verdict: Verdict, typed: str | None, *, with_remarks: bool
) -> Sequence[FieldFilled]:
    """The fields of the form that was filled in at a step."""
    values: Mapping[str, str] = json.loads(typed) if typed else {}
    return [
        _field(field, filled, values.get(field.id, ""), with_remarks=with_remarks)
        for field, filled in zip(step.fields, verdict.fields, strict=True)
    ]


def _field(field: FormField, filled: Filled, value: str, *, with_remarks: bool) -> FieldFilled:
    words = _picked(field.demand, value)
    if not with_remarks:
        return FieldFilled(field.id, words, None, None, None)
    reply = None
    if isinstance(field.demand, Told) and filled.reply:
        reply = shown_reply(field.demand.criteria, filled.reply, value)
    return FieldFilled(field.id, words, filled.is_right, field.feedback, reply)


def _picked(demand: Demand, value: str) -> Wording:
    """What was picked in words, else what was written."""
    if isinstance(demand, Picked):
        return next((it.text for it in demand.options if it.id == value), Wording(value))
    return Wording(value)


def shown_reply(
    criteria: Criteria, verdict: ReplyVerdict, typed: str | None, *, is_unedited: bool = False
) -> ReplyShown:
    """A graded reply; of one that was erased only what was found."""
    published = questions.lexicon()
    grader = prepared(criteria, published.content if published else NO_LEXICON)
    return ReplyShown(
        list(_pieces(grader, verdict, typed or "")),
        list(_told(grader, verdict, typed)),
        [remark.words(typed, _) for remark in verdict.remarks],
        is_unedited,
    )


def _pieces(grader: Grader, verdict: ReplyVerdict, typed: str) -> Iterator[Piece]:
    found = (it for it in verdict.findings if it.state is State.MET)
    met = [(span, it.element) for it in found for span in it.spans]
    said = [(span, it.entry) for it in verdict.breaches for span in it.spans]
    cuts = {0, len(typed), *(at for span, _id in (*met, *said) for at in (span.start, span.end))}
    for start, end in pairwise(sorted(cut for cut in cuts if cut <= len(typed))):
        forbidden = [id_ for span, id_ in said if _covers(span, start, end)]
        good = [id_ for span, id_ in met if _covers(span, start, end)]
        tone = Tone.BREACH if forbidden else Tone.MET if good else Tone.PLAIN
        titles = [grader.title(id_) for id_ in forbidden or good]
        yield Piece(typed[start:end], tone, titles)


def _covers(span: Span, start: int, end: int) -> bool:
    return span.start <= start and end <= span.end


def _told(grader: Grader, verdict: ReplyVerdict, typed: str | None) -> Iterator[Element]:
    for breach in verdict.breaches:
        advice = grader.advice(breach.entry)
        yield Element(grader.title(breach.entry), None, advice.why.in_(language()), advice.better)
    for finding in verdict.findings:
        why = grader.why(finding).in_(language())
        reason = finding.reason.words(typed, _, why)
        better = grader.advice(finding.element).better
        yield Element(grader.title(finding.element), finding.state, reason, better)
