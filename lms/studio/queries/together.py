"""Drafts that need each other: what is published with one, and what is wrong with them."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from lms.library import kinds
from lms.library import queries as library
from lms.library.domain import ContentError, Problem, Reference
from lms.library.models import Document, Draft
from lms.library.service import bundle_of, live_parts, problems_of
from lms.people.models import Person
from lms.studio import content
from lms.studio.queries.desks import COURSE, LESSON


def together(person: Person, draft: Draft) -> list[Draft]:
    """A draft and all those that must be published with it, because one names the other.

    A new lesson needs the draft of its course that lists it, and a new course its new lessons;
    only drafts of the person's own are among them.
    """
    found = {draft.id: draft}
    waiting = [draft]
    while waiting:
        missing = {one for other in waiting for one in _missing(other)}
        waiting = [one for one in _offering(person, missing) if one.id not in found]
        found.update({one.id: one for one in waiting})
    return list(found.values())


@dataclass(frozen=True, slots=True)
class Listing:
    """How a lesson that was never published stands in the list of its course."""

    is_there: bool
    others: tuple[str, ...]  # lessons beside it that were never published either


def listing(person: Person, document: Document) -> Listing | None:
    """How a new lesson stands in the draft of its course; None for all else, and without one."""
    if document.kind != LESSON or document.published_revision_id is not None:
        return None
    course = document.name.partition("/")[0]
    for draft in library.open_drafts(person, {(COURSE, course)}):
        lessons = content.lessons_in(draft.texts[0].text)
        others = [
            one for one in lessons if one != document.name and not library.published(LESSON, one)
        ]
        return Listing(document.name in lessons, tuple(others))
    is_own = any(one.kind == COURSE and one.name == course for one in library.documents_of(person))
    return Listing(is_there=False, others=()) if is_own else None


def own_problems(person: Person, draft: Draft) -> Sequence[Problem]:
    """What is wrong with a draft itself; what it names may be in other drafts of the person's."""
    missing = _missing(draft)
    beside = {
        identity: frozenset(one.part for one in missing if (one.kind, one.name) == identity)
        for other in _offering(person, missing)
        for identity in [(other.document.kind, other.document.name)]
    }
    return problems_of(draft, beside)


def _offering(person: Person, missing: Collection[Reference]) -> list[Draft]:
    """The drafts of a person's that have some of what is missing."""
    identities = {(one.kind, one.name) for one in missing}
    drafts = library.open_drafts(person, identities) if identities else ()
    return [one for one in drafts if _offers(one, missing)]


def _missing(draft: Draft) -> list[Reference]:
    """What a draft names and what readers do not see yet."""
    parsed, references = _parsed(draft), []
    for one in kinds.of(draft.document.kind).references(parsed) if parsed is not None else ():
        parts = live_parts((one.kind, one.name))
        if parts is None or (one.part and one.part not in parts):
            references.append(one)
    return references


def _offers(draft: Draft, missing: Iterable[Reference]) -> bool:
    """Whether a draft has some of what is missing; one with faults is taken to have it."""
    identity = (draft.document.kind, draft.document.name)
    asked = {one.part for one in missing if (one.kind, one.name) == identity}
    if "" in asked:
        return True
    parsed = _parsed(draft)
    return parsed is None or not asked.isdisjoint(kinds.of(identity[0]).parts(parsed))


def _parsed(draft: Draft) -> Any:
    """The domain object of a draft; None for one with faults."""
    try:
        return kinds.parse(kinds.of(draft.document.kind), bundle_of(draft))
    except ContentError:
        return None
