"""What of an author's material waits for them; every question is asked once for all documents."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from lms.clock import day_of
from lms.library import kinds
from lms.library import queries as library
from lms.library.domain import Wording
from lms.people.models import Person
from lms.scenarios.content import KIND as SCENARIO
from lms.studio.domain.health import LONG_OPEN, Concern, Need, Soundness, in_order, of_lesson
from lms.studio.domain.reviewing import Verdict
from lms.studio.queries import waits
from lms.studio.queries.desks import COURSE, items_of
from lms.studio.queries.reviews import waiting_for
from lms.studio.queries.soundness import soundness
from lms.studio.queries.translations import standings_of
from lms.studio.queries.waits import Reviewed, Within, Written

ADOPTIONS, REPLIES = "/studio/adoptions", "/studio/replies"
LESSONS_OF = "/studio?kind=lesson&q=%s/"
DISPUTES, REACTIONS = "/disputes", "/reactions"

Documents = Mapping[int, Within]


@dataclass(frozen=True, slots=True)
class Line:
    """Something that waits, with what the document is called."""

    need: Need
    title: Wording


def needs(person: Person, today: date) -> list[Need]:
    """What waits for somebody who writes, the most urgent first, also of what is nobody's."""
    within = waits.within(person)
    own = {number: one for number, one in within.items() if one.is_own}
    reviews, written = waits.newest_reviews(own), waits.open_drafts(own)
    return in_order(
        [
            *_of_readers(within, today),
            *_of_players(person, within),
            *_of_texts(within, soundness(), today),
            *_of_translations(within, today),
            *_of_reviews(own, reviews, written),
            *_of_drafts(own, reviews, written, today),
            *_asked_of(person),
        ]
    )


def lines(found: Sequence[Need]) -> list[Line]:
    """Needs with what their documents are called."""
    identities = {(one.kind, one.name) for one in found}
    titles = {
        identity: kinds.of(live.kind).meta(live.content).title
        for identity in identities
        if (live := library.published(*identity))
    }
    unseen = identities - titles.keys()
    if unseen:
        documents = list(library.documents_named(unseen).values())
        titles |= {(one.document.kind, one.document.name): one.title for one in items_of(documents)}
    return [Line(one, titles.get((one.kind, one.name), Wording(one.name))) for one in found]


def _need(one: Within, concern: Concern, address: str, since: date, count: int = 1) -> Need:
    document = one.document
    return Need(
        concern=concern,
        kind=document.kind,
        name=document.name,
        address=address,
        is_own=one.is_own,
        count=count,
        since=since,
    )


def _of_readers(within: Documents, today: date) -> Iterator[Need]:
    for number, said in waits.reactions(within, today).items():
        one = within[number]
        if said.late:
            yield _need(one, Concern.LATE_REACTIONS, REACTIONS, said.due_on, said.late)
        if said.paragraphs > said.late:
            open_ = said.paragraphs - said.late
            yield _need(one, Concern.REACTIONS, REACTIONS, today, open_)


def _of_players(person: Person, within: Documents) -> Iterator[Need]:
    for number, open_ in waits.disputes(person, within).items():
        since = day_of(open_.since)
        yield _need(within[number], Concern.DISPUTES, DISPUTES, since, open_.count)
    for number, typed in waits.replies(within).items():
        one, since = within[number], day_of(typed.since)
        yield _need(one, Concern.REPLIES, _mending(one, REPLIES), since, typed.count)
    for number, weak in waits.weak_spots(within).items():
        one = within[number]
        address = f"/statistics/{one.document.address}"
        found = _need(one, Concern.WEAK, address, day_of(weak.counted_at), weak.spots)
        yield found.saying(weak.gravest if one.is_own else "")


def _of_texts(within: Documents, sound: Mapping[int, Soundness], today: date) -> Iterator[Need]:
    unchanged: dict[tuple[str, bool], list[date]] = defaultdict(list)  # by course, told together
    for number in within.keys() & sound.keys():
        one, text = within[number], sound[number]
        if one.published_at is None:
            continue
        published_on, address = day_of(one.published_at), _mending(one, _editor(one))
        if text.broken:
            first = text.broken[0]
            there = f"{address}?file={first.sheet}" if one.is_own else address
            broken = _need(one, Concern.BROKEN_LINKS, there, published_on, len(text.broken))
            yield broken.saying(first.link)
        for concern, since in of_lesson(text, published_on, today):
            if concern is Concern.UNCHANGED:
                unchanged[one.document.name.partition("/")[0], one.is_own].append(since)
            else:
                yield _need(one, concern, address, since)
    for (course, is_own), days in unchanged.items():
        yield Need(
            concern=Concern.UNCHANGED,
            kind=COURSE,
            name=course,
            address=LESSONS_OF % course if is_own else ADOPTIONS,
            is_own=is_own,
            count=len(days),
            since=min(days),
        )


def _of_translations(within: Documents, today: date) -> Iterator[Need]:
    for number, standing in standings_of(within).items():
        one = within[number]
        document = one.document
        address = _mending(one, f"/studio/translations/{document.kind}/{document.name}")
        if standing.outdated:
            yield _need(one, Concern.TRANSLATION, address, today, standing.outdated)
        if standing.missing:
            yield _need(one, Concern.UNTRANSLATED, address, today, standing.missing)


def _of_reviews(
    own: Documents,
    reviews: Mapping[int, Reviewed],
    written: Mapping[int, Written],
) -> Iterator[Need]:
    for number, review in reviews.items():
        one, draft = own[number], written.get(number)
        if draft is None or review.decided_at is None:
            continue
        since = day_of(review.decided_at)
        if review.verdict == Verdict.RETURNED:
            address = f"/studio/reviews/{review.public_id}"
            yield _need(one, Concern.RETURNED, address, since).saying(review.by)
        elif review.verdict == Verdict.APPROVED and draft.saved_at <= review.decided_at:
            document = one.document
            address = f"/studio/publications/{document.kind}/{document.name}"
            yield _need(one, Concern.APPROVED, address, since).saying(review.by)


def _of_drafts(
    own: Documents,
    reviews: Mapping[int, Reviewed],
    written: Mapping[int, Written],
    today: date,
) -> Iterator[Need]:
    """Those that were left lying; not those that a colleague reads or has sent back."""
    for number, draft in written.items():
        saved_on = day_of(draft.saved_at)
        if number not in reviews and today - saved_on > LONG_OPEN:
            yield _need(own[number], Concern.DRAFT, _editor(own[number]), saved_on)


def _asked_of(person: Person) -> Iterator[Need]:
    for one in waiting_for(person):
        document = one.review.draft.document
        yield Need(
            concern=Concern.REVIEW_ASKED,
            kind=document.kind,
            name=document.name,
            address=f"/studio/reviews/{one.review.public_id}",
            since=day_of(one.review.asked_at),
            detail=one.review.asked_by.name,
        )


def _editor(one: Within) -> str:
    document = one.document
    if document.kind == SCENARIO:
        return f"/studio/outline/{document.name}"
    return f"/studio/drafts/{document.kind}/{document.name}"


def _mending(one: Within, address: str) -> str:
    """Where something is mended: what is nobody's must be adopted first."""
    return address if one.is_own else ADOPTIONS
