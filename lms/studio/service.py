"""What an author does with a document: save, take up an earlier version, publish, throw away."""

from dataclasses import dataclass
from datetime import datetime

from lms.errors import NotFound
from lms.library import queries as library
from lms.library import service as drafts
from lms.library.models import Document, Draft, DraftText
from lms.people.models import Person


@dataclass(frozen=True, slots=True)
class Written:
    """What an author has sent: words for a file, and from which version they went on."""

    path: str
    words: str
    number: int  # of the version; 0: what is published
    base: int  # the revision from which the draft goes on; 0 without any


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


def text_of(draft: Draft, path: str) -> DraftText:
    """A file of a draft. Raises NotFound."""
    for text in draft.texts:
        if text.path == path:
            return text
    raise NotFound
