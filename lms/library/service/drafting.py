"""Writing: a draft beside what is published, everything saved of it, and its publication."""

from collections.abc import Mapping, Sequence
from datetime import datetime

from lms.db import db, lock
from lms.errors import N_, ProductError, Stale
from lms.library import kinds, queries
from lms.library.domain import Bundle, ContentError, Origin, Problem
from lms.library.models import Document, Draft, DraftText, DraftVersion, Revision
from lms.library.packing import pack
from lms.library.service.checking import Identity, Live, Sound, examine_some
from lms.library.service.loading import OTHER_ID, live_parts, new_revision
from lms.library.service.publishing import keep_html, publish
from lms.people.models import Person

MOST_CHARACTERS = 200_000  # of one file
CLOSED = N_("这份草稿刚刚发布或放弃了；请重新打开，从现在发布的内容接着写。")
MOVED = N_("您打开草稿以后，这份材料又发布过一版。先看看差别，再决定发布哪一份。")
UNCHANGED = N_("草稿和已发布的一样，没有可发布的。")
PUBLISHED_NOW = Live(live_parts)


class Conflict(ProductError):
    """Somebody else has saved since (409): `theirs` is what is kept, `mine` what was sent."""

    status = 409

    def __init__(self, text: DraftText, mine: str) -> None:
        super().__init__(
            N_("您写的时候，%(name)s保存过。两份都在，请选。"), name=text.saved_by.name
        )
        self.text = text
        self.mine = mine


def begin(actor: Person, document: Document, now: datetime) -> Draft:
    """The open draft of a document, begun from what is published if there is none.

    A draft in which nothing was written follows what is published.
    """
    draft = queries.open_draft(document)
    if draft is not None:
        if is_changed(draft) or draft.base_revision_id == document.published_revision_id:
            return draft
        draft.closed_at = now
        db.session.flush()
    revision = queries.published_revision(document)
    texts = revision.texts if revision else {}
    return begin_with(actor, document, texts, now)


def begin_with(actor: Person, document: Document, texts: Mapping[str, str], now: datetime) -> Draft:
    """A draft of a document that has none, with these texts."""
    draft = Draft(
        document_id=document.id,
        base_revision_id=document.published_revision_id,
        begun_at=now,
        begun_by_id=actor.id,
    )
    draft.texts = [
        DraftText(path=path, base=text, text=text, number=0, saved_at=now, saved_by_id=actor.id)
        for path, text in texts.items()
    ]
    db.session.add(draft)
    db.session.flush()
    return draft


def is_changed(draft: Draft) -> bool:
    """Whether it says anything that is not published: always, while nothing is."""
    return draft.base_revision_id is None or any(one.text != one.base for one in draft.texts)


def save(actor: Person, text: DraftText, words: str, number: int, now: datetime) -> DraftText:
    """Keep what was written in a file of a draft, as a version of its own.

    `number` is that of the version from which the author went on. The same words again change
    nothing. Raises Conflict when somebody saved other words since, Stale for a closed draft.
    """
    lock(text)
    if text.draft.closed_at is not None:
        raise Stale(CLOSED)
    if text.text == words:
        return text
    if text.number != number:
        raise Conflict(text, words)
    text.text, text.number = words, text.number + 1
    text.saved_at, text.saved_by_id = now, actor.id
    db.session.add(
        DraftVersion(
            text_id=text.id,
            number=text.number,
            packed=pack(words, text.base),
            saved_at=now,
            saved_by_id=actor.id,
        )
    )
    return text


def add_file(actor: Person, draft: Draft, path: str, now: datetime) -> DraftText:
    """Another, empty file of a draft, such as a translation."""
    text = DraftText(path=path, base="", text="", number=0, saved_at=now, saved_by_id=actor.id)
    draft.texts.append(text)
    db.session.flush()  # its number is what its versions are tied to
    return text


def discard(draft: Draft, now: datetime) -> None:
    """Throw a draft away; its versions stay to be looked up. A closed one stays as it is."""
    lock(draft)
    draft.closed_at = draft.closed_at or now


def bundle_of(draft: Draft, written: Mapping[str, str] | None = None) -> Bundle:
    """The texts of a draft as a document; `written`: path → words not yet saved."""
    texts = {one.path: one.text for one in draft.texts} | dict(written or {})
    media = queries.media_of_draft(draft, texts)
    return Bundle(draft.document.address, texts, media=media)


def examined(draft: Draft, written: Mapping[str, str] | None = None) -> Sound:
    """A draft that can be published. Raises ContentError with every problem."""
    return _examined([(draft, bundle_of(draft, written))])[0]


def examined_together(drafts: Sequence[Draft]) -> tuple[Sound, ...]:
    """Drafts that can be published together, in their order; they may refer to each other.

    Raises ContentError with every problem.
    """
    return _examined([(draft, bundle_of(draft)) for draft in drafts])


def _examined(
    drafts: Sequence[tuple[Draft, Bundle]], live: Live = PUBLISHED_NOW
) -> tuple[Sound, ...]:
    found = examine_some(
        [(kinds.of(draft.document.kind), bundle) for draft, bundle in drafts], live
    )
    names = [draft.document.name for draft, _ in drafts]
    wrong = [
        sound.problem([sound.meta.name], OTHER_ID, name=name)
        for sound, name in zip(found, names, strict=True)
        if sound.meta.name != name
    ]
    if wrong:
        raise ContentError(wrong)
    return found


def problems_of(
    draft: Draft, beside: Mapping[Identity, frozenset[str]] | None = None
) -> tuple[Problem, ...]:
    """Everything that keeps a draft from being published, by file and line.

    `beside`: ids inside documents that are to be published with it.
    """

    def parts(identity: Identity) -> frozenset[str] | None:
        known, more = live_parts(identity), (beside or {}).get(identity)
        return known if more is None else (known or frozenset()) | more

    try:
        _examined([(draft, bundle_of(draft))], Live(parts))
    except ContentError as error:
        return error.problems
    return ()


def publish_draft(actor: Person, draft: Draft, sound: Sound, now: datetime) -> Revision:
    """Let readers see a draft from now on, and close it.

    `sound` is what `examined` found of it, made beforehand. Raises Stale for a closed draft, for
    one that says nothing new or that was saved since, and when something was published meanwhile.
    """
    lock(draft)
    document = draft.document
    lock(document)
    db.session.refresh(draft, ["texts"])
    if draft.closed_at is not None:
        raise Stale(CLOSED)
    if draft.base_revision_id != document.published_revision_id:
        raise Stale(MOVED)
    if bundle_of(draft).digest != sound.bundle.digest:
        raise Stale(N_("检查以后又保存过；请再看一遍再发布。"))
    if not is_changed(draft) and draft.base_revision_id is not None:
        raise Stale(UNCHANGED)
    revision = new_revision(document, sound, Origin.STUDIO, actor, now)
    keep_html(revision.id, sound.html or {})
    publish(document, revision, actor, now, entries=sound.entries)
    draft.closed_at, draft.revision_id = now, revision.id
    return revision


def rebase(draft: Draft) -> None:
    """Let a draft stand on what is published now; what was written in it stays."""
    lock(draft)
    if draft.closed_at is None:
        draft.base_revision_id = draft.document.published_revision_id
