"""What an author sees: all own documents with their drafts, one document as it is being written."""

from collections.abc import Sequence
from dataclasses import dataclass

from lms.errors import N_, Stale
from lms.library import kinds
from lms.library import queries as library
from lms.library.domain import LANGUAGES, SOURCE, Bundle, Wording
from lms.library.models import Document, Draft, DraftText, Revision
from lms.library.service import bundle_of, is_changed
from lms.people.models import Person
from lms.studio import content

COURSE, LESSON = "course", "lesson"

MOVED_ON = N_("您打开这一页以后，草稿换了一份（发布过或放弃了）。您填的还在，看过再保存。")


@dataclass(frozen=True, slots=True)
class Item:
    """A document of an author's."""

    document: Document
    title: Wording
    draft: Draft | None  # the open one, if something was written in it

    @property
    def newest(self) -> DraftText | None:
        """The file of the draft that was saved last."""
        texts = self.draft.texts if self.draft else ()
        return max(texts, key=lambda text: text.saved_at, default=None)


@dataclass(frozen=True, slots=True)
class Sheet:
    """One file of a document as it is being written."""

    place: int  # among the files of the document, from 0
    path: str
    text: str
    number: int  # of the newest version; 0: nothing was saved yet
    published: str  # what readers see; "" while it is new

    @property
    def language(self) -> str:
        """The language in which it is written: its file says so."""
        stem = self.path.rpartition("/")[2].rpartition(".")[0]
        tag = stem.rpartition(".")[2]
        return tag if tag in LANGUAGES else SOURCE


@dataclass(frozen=True, slots=True)
class Desk:
    """A document as it lies before its author."""

    document: Document
    title: Wording
    draft: Draft | None
    revision: Revision | None  # what readers see
    sheets: Sequence[Sheet]

    @property
    def base(self) -> int:
        """The number of the revision from which the draft goes on; 0 without any."""
        if self.draft is not None:
            return self.draft.base_revision_id or 0
        return self.revision.id if self.revision else 0

    @property
    def can_be_copied(self) -> bool:
        """Whether another document can be made of what is published."""
        return self.is_one_of_many and self.document.kind != COURSE

    @property
    def is_one_of_many(self) -> bool:
        """Whether it is published, and of a kind of which there can be more documents."""
        return self.revision is not None and self.document.kind in kinds_to_write()

    @property
    def is_outdated(self) -> bool:
        """Whether something was published since the draft was begun."""
        return self.base != (self.document.published_revision_id or 0)

    @property
    def is_changed(self) -> bool:
        """Whether the draft says anything that readers do not see yet."""
        return self.draft is not None and is_changed(self.draft)


def title_of(document: Document, draft: Draft | None = None) -> Wording:
    """What a document is called as it is published; before, as its draft says, or its name."""
    live = library.published(document.kind, document.name)
    if live is not None:
        return kinds.of(document.kind).meta(live.content).title
    first = draft.texts[0] if draft and draft.texts else None
    return Wording((content.title_of(first.path, first.text) if first else "") or document.name)


@dataclass(frozen=True, slots=True)
class Chosen:
    """Which of the own documents are asked for."""

    kind: str = ""  # "": all
    words: str = ""  # in the title or the name; "": whatever
    is_draft: bool = False  # only those with a draft

    def fits(self, item: Item) -> bool:
        """Whether it is one of them."""
        title, name = item.title, item.document.name
        told = (title.zh_hans, title.zh_hant, title.en, name)
        return (
            self.kind in ("", item.document.kind)
            and (item.draft is not None or not self.is_draft)
            and any(self.words.casefold() in one.casefold() for one in told)
        )


def items(person: Person) -> list[Item]:
    """All documents of an author's, those with a draft first."""
    return items_of(library.documents_of(person))


def items_of(documents: Sequence[Document]) -> list[Item]:
    """Documents with their titles and drafts, those with a draft first."""
    drafts = library.drafts_of([document.id for document in documents])
    found = [
        Item(document, title_of(document, draft), draft if draft and is_changed(draft) else None)
        for document in documents
        for draft in [drafts.get(document.id)]
    ]
    return sorted(found, key=lambda item: item.draft is None)


def away(person: Person) -> list[Item]:
    """The archived documents of a person's own, the latest first, as they were called."""
    documents = library.archived(person)
    texts = library.texts_of([one.id for one in documents])
    return [Item(one, content.titles_of(texts.get(one.id, {})), None) for one in documents]


def desk(person: Person, kind: str, name: str) -> Desk:
    """A document of the author's as it is being written. Raises NotFound for every other."""
    document = library.authored(person, kind, name)
    draft = library.open_draft(document)
    revision = library.published_revision(document)
    live = dict(revision.texts) if revision else {}
    if draft and not is_changed(draft) and draft.base_revision_id != document.published_revision_id:
        draft = None  # nothing was written in it: the next one goes on from what is published
    written = {one.path: one for one in draft.texts} if draft else {}
    sheets = [
        Sheet(
            place,
            path,
            written[path].text if path in written else live[path],
            written[path].number if path in written else 0,
            live.get(path, ""),
        )
        for place, path in enumerate(written or live)
    ]
    return Desk(document, title_of(document, draft), draft, revision, sheets)


def media_folder(document: Document) -> str:
    """Where pictures lie that authors put beside a document; "" for kinds that take none."""
    return kinds.of(document.kind).media_folder(document.address)


def bundle_with(desk: Desk, sheet: Sheet, text: str) -> Bundle:
    """A document of one file with another text, and the pictures and sound that come with it."""
    if desk.draft:
        return bundle_of(desk.draft, {sheet.path: text})
    media = library.media_of(desk.base) if desk.base else {}
    return Bundle(desk.document.address, {sheet.path: text}, media=media)


def text_from(desk: Desk, sheet: Sheet, number: int, base: int) -> str:
    """The text that an author had before them: of a version, and of what it was begun from.

    Raises Stale when the draft has gone on to another revision since.
    """
    if base != desk.base:
        raise Stale(MOVED_ON)
    if number == sheet.number:
        return sheet.text
    text = (
        next((one for one in desk.draft.texts if one.path == sheet.path), None)
        if desk.draft
        else None
    )
    if text is None:
        raise Stale(MOVED_ON)
    return library.words_of_version(text, number)


def kinds_to_write() -> list[str]:
    """The kinds of which new documents can be written, in the order in which they are known."""
    return [
        name
        for name, kind in kinds.registered().items()
        if kind.file("a/a", 1) and content.has_beginning(name)
    ]
