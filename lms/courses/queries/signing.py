"""Which lessons are to be signed, and whose signatures stand."""

import logging
from collections import defaultdict
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from datetime import datetime

from lms.courses.domain import (
    Lesson,
    Signature,
    State,
    demanded_since,
    digests,
    last_changes,
)
from lms.courses.queries.statements import SIGNATURES, STATES
from lms.db import db, read
from lms.library import queries as library
from lms.library.domain import ContentError
from lms.library.queries import Published

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Demand:
    """That a published lesson is to be signed."""

    lesson: Published[Lesson]
    since: datetime  # without a break
    changed: Mapping[str, int]  # the last revision that materially changed its words, by language
    changed_at: Mapping[str, datetime]  # when that was published


@dataclass(frozen=True, slots=True)
class Held:
    """What one person signed, by document."""

    standing: Mapping[int, Signature] = field(default_factory=dict)
    outdated: Mapping[int, Signature] = field(default_factory=dict)  # the latest; none stands


@dataclass(frozen=True, slots=True)
class Signatures:
    """What some people signed."""

    held: Mapping[int, Held]

    def of(self, person_id: int) -> Held:
        """What one of them signed."""
        return self.held.get(person_id, Held())

    def cover(self, person_id: int, document_id: int, at: datetime) -> bool:
        """Whether a signature that stands was there when one of them completed a document."""
        signature = self.of(person_id).standing.get(document_id)
        return signature is not None and signature.at <= at


def demands() -> Mapping[int, Demand]:
    """The lessons that are to be signed now, by document."""
    return library.of_this_edition("lessons to be signed", _demands)


def signatures(person_ids: Collection[int]) -> Signatures:
    """What people signed of what is to be signed now."""
    return _signatures(person_ids, demands())


def signed_by(
    person_id: int, lesson: Published[Lesson]
) -> tuple[Signature | None, Signature | None]:
    """A person's signature under a lesson: the one that stands, or the latest otherwise.

    Nothing is asked for a lesson that nobody has to sign.
    """
    if not lesson.content.must_sign:
        return None, None
    number = lesson.document_id
    held = _signatures([person_id], {number: demands()[number]}).of(person_id)
    return held.standing.get(number), held.outdated.get(number)


def _demands() -> dict[int, Demand]:
    asked: dict[int, Published[Lesson]] = {
        lesson.document_id: lesson
        for lesson in library.all_published("lesson")
        if lesson.content.must_sign
    }
    states: dict[int, list[State]] = defaultdict(list)
    rows = db.session.execute(STATES, {"documents": tuple(asked)}).all() if asked else []
    for document_id, revision_id, material, published_at in rows:
        state = _state(revision_id, published_at, material=material)
        states[document_id] += [state] if state else []
    return {number: _demand(lesson, states[number]) for number, lesson in asked.items()}


def _state(revision_id: int, published_at: datetime, *, material: bool) -> State | None:
    """None for a text of long ago that no longer fits the syntax: nobody can compare with it."""
    try:
        lesson: Published[Lesson] = library.at_revision(revision_id)
    except ContentError:
        log.warning("a revision cannot be compared", extra={"revision": revision_id})
        return None
    text = lesson.content
    return State(lesson.number, published_at, material, text.must_sign, digests(text))


def _demand(lesson: Published[Lesson], states: list[State]) -> Demand:
    changed, since = last_changes(states), demanded_since(states)
    published = {state.number: state.published_at for state in states}
    at = {tag: max(published.get(number, since), since) for tag, number in changed.items()}
    return Demand(lesson, since, changed, at)


def _signatures(person_ids: Collection[int], asked: Mapping[int, Demand]) -> Signatures:
    if not asked:
        return Signatures({})
    given: dict[int, dict[int, list[Signature]]] = defaultdict(lambda: defaultdict(list))
    rows = read(SIGNATURES, people=tuple(person_ids), documents=tuple(asked))
    for person_id, document_id, *facts in rows:
        given[person_id][document_id].append(Signature(*facts))
    return Signatures({person_id: _held(own, asked) for person_id, own in given.items()})


def _held(given: Mapping[int, list[Signature]], asked: Mapping[int, Demand]) -> Held:
    standing: dict[int, Signature] = {}
    outdated: dict[int, Signature] = {}
    for number, own in given.items():
        valid = [signature for signature in own if signature.stands(asked[number].changed)]
        if valid:
            standing[number] = valid[0]
        else:
            outdated[number] = own[-1]
    return Held(standing, outdated)
