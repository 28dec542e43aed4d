"""What an author does with a document: begin, save, take up an earlier version, publish."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime

from lms.db import lock
from lms.errors import N_, NotFound, Stale
from lms.library import queries as library
from lms.library import service as drafts
from lms.library.domain import Bundle
from lms.library.models import Document, Draft, DraftText
from lms.people import audit
from lms.people.models import Person
from lms.scenarios import service as scenarios
from lms.scenarios.domain import Mode
from lms.scenarios.models import Play
from lms.studio import content, queries
from lms.studio.queries import Fate, Incoming

ADOPTED = "document.adopted"
ADOPTED_WORDS = N_("%(actor)s认领了《%(document)s》")
STILL_USED = N_("别的材料还用着它；先在那些地方去掉，再归档。")


@dataclass(frozen=True, slots=True)
class Written:
    """What an author has sent: words for a file, and from which version they went on."""

    path: str
    words: str
    number: int  # of the version; 0: what is published
    base: int  # the revision from which the draft goes on; 0 without any


@dataclass(frozen=True, slots=True)
class New:
    """The document that somebody wants to begin."""

    kind: str
    title: str
    name: str = ""  # without its course; "": by the sound of the title
    course: str = ""  # of a lesson
    origin: str = ""  # the name of the document from which it is made; "": the text for its kind
    texts: Mapping[str, str] = field(default_factory=dict)  # with which it begins, in place of both

    def names(self) -> Iterator[str]:
        """The ids to try, in turn."""
        wanted = content.alternatives(content.proposed(self.title))
        for name in [self.name] if self.name else wanted:
            yield f"{self.course}/{name}" if self.course else name


def keep(actor: Person, document: Document, written: Written, now: datetime) -> DraftText:
    """Save words in a file of the draft, which is begun if there is none.

    Raises Conflict when somebody saved or published other words since, NotFound for a file that
    the document does not have.
    """
    draft = drafts.begin(actor, document, now)
    text = text_of(draft, written.path)
    if text.number == 0 and (draft.base_revision_id or 0) != written.base:
        if text.text == written.words:
            return text
        raise drafts.Conflict(text, written.words)
    return drafts.save(actor, text, written.words, written.number, now)


def restore(actor: Person, draft: Draft, path: str, number: int, now: datetime) -> DraftText:
    """Take up an earlier version of a file: what it said is saved as the newest."""
    text = text_of(draft, path)
    words = library.words_of_version(text, number)
    return drafts.save(actor, text, words, text.number, now)


def create(actor: Person, wanted: New, now: datetime) -> Draft:
    """Begin a new document from the text for its kind, from another document, or from texts.

    A lesson is also put into the draft of its course. Raises Taken for a name that is used
    already, NotFound for a course or another document that is not theirs.
    """
    texts, media = _origin(actor, wanted)
    return create_from(actor, wanted, texts, media, now)


def create_from(
    actor: Person,
    wanted: New,
    texts: Mapping[str, str],
    media: Mapping[str, bytes],
    now: datetime,
) -> Draft:
    """Begin a new document from these texts, under its own name and title; else like `create`."""
    for name in wanted.names():
        naming = queries.naming(wanted.kind, name, wanted.title)
        renamed = content.renamed(texts, naming)
        try:
            draft = drafts.begin_document(actor, wanted.kind, name, renamed, media, now)
        except drafts.Taken:
            if wanted.name:
                raise
            continue
        if wanted.kind == queries.LESSON:
            put_into_course(actor, name, now)
        return draft
    raise NotFound


def _origin(actor: Person, wanted: New) -> tuple[Mapping[str, str], Mapping[str, bytes]]:
    if wanted.texts:
        return wanted.texts, {}
    if wanted.origin:
        return queries.origin(actor, wanted.kind, wanted.origin)
    return content.beginning(wanted.kind), {}


def put_into_course(
    actor: Person, lesson: str, now: datetime, *, without: Sequence[str] = ()
) -> None:
    """Let the draft of a lesson's course list it, as the last one if it is not there yet.

    `without`: lessons that leave the list; their drafts stay. Raises NotFound for a course that
    is not theirs.
    """
    course = library.authored(actor, queries.COURSE, lesson.partition("/")[0])
    text = drafts.begin(actor, course, now).texts[0]
    words = content.listed(text.text, lesson)
    for other in without:
        words = content.unlisted(words, other)
    drafts.save(actor, text, words, text.number, now)


def discard(actor: Person, draft: Draft, now: datetime) -> None:
    """Throw a draft away; a lesson that was never published leaves the draft of its course."""
    drafts.discard(draft, now)
    kind, name = draft.document.kind, draft.document.name
    if kind != queries.LESSON or draft.document.published_revision_id is not None:
        return
    for course in library.open_drafts(actor, {(queries.COURSE, name.partition("/")[0])}):
        text = course.texts[0]
        drafts.save(actor, text, content.unlisted(text.text, name), text.number, now)


def take_in(actor: Person, documents: Sequence[Incoming], now: datetime) -> int:
    """Put the documents of a package into drafts; how many. Nothing published changes.

    Raises Taken or NotFound for one that became somebody else's meanwhile.
    """
    taken = [one for one in documents if one.is_taken]
    for one in taken:
        if one.fate is Fate.NEW:
            drafts.begin_document(actor, one.kind, one.name, one.texts, one.media, now)
        else:
            _take_over(actor, one, now)
    return len(taken)


def _take_over(actor: Person, one: Incoming, now: datetime) -> None:
    draft = drafts.begin(actor, library.authored(actor, one.kind, one.name), now)
    there = {text.path: text for text in draft.texts}
    for path, words in one.texts.items():
        text = there.get(path) or drafts.add_file(actor, draft, path, now)
        drafts.save(actor, text, words, text.number, now)
    drafts.keep_draft_media(draft.id, one.media)


def adopt(actor: Person, document: Document, now: datetime) -> None:
    """Become the author of a document without one. Raises Stale if somebody else is by now."""
    lock(document)
    if actor in library.authors_of(document.id):
        return
    drafts.adopt(actor, document)
    name = f"{document.kind}/{document.name}"
    audit.record(ADOPTED, actor=actor, subject=None, now=now, document=name)


def archive(actor: Person, document: Document, now: datetime) -> None:
    """Take a document out of readers' sight, a course with its lessons.

    Raises Stale while other published documents use it, NotFound for lessons that are not theirs.
    """
    documents = queries.archived_with(actor, document)
    if queries.kept_by(documents):
        raise Stale(STILL_USED)
    for one in documents:
        drafts.archive(actor, one, now)


def take_out(actor: Person, document: Document, now: datetime) -> None:
    """Let readers see an archived document again, a course with its lessons.

    Raises Stale while something that it names is away.
    """
    for one in reversed(queries.returned_with(actor, document)):
        drafts.take_out(actor, one, now)


def try_out(
    actor: Person, document: Document, bundle: Bundle, *, language: str, key: str, now: datetime
) -> Play:
    """Play a role-play as it is being written; it counts nowhere, and no reader sees the text.

    The same key begins only one play.
    """
    revision = drafts.keep_trial(actor, document, bundle, now)
    trial = library.at_revision(revision.id)
    return scenarios.start_preview(actor, trial, Mode.PRACTICE, language=language, key=key, now=now)


def text_of(draft: Draft, path: str) -> DraftText:
    """A file of a draft. Raises NotFound."""
    for text in draft.texts:
        if text.path == path:
            return text
    raise NotFound
