"""The pictures that an author has put beside own documents, and which texts show them."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import sqlalchemy as sa
from sqlalchemy.orm import joinedload

from lms.db import db
from lms.errors import NotFound
from lms.library import beside
from lms.library import queries as library
from lms.library.domain import Wording
from lms.library.models import Document, DocumentAuthor, RevisionFile, StoredPicture, Upload
from lms.pages import PAGE_SIZE, Page, Total, counted
from lms.people.models import Person
from lms.studio.queries.desks import title_of


@dataclass(frozen=True, slots=True)
class Shelved:
    """A picture on the shelf."""

    upload: Upload
    width: int  # pixels
    height: int
    uses: Sequence[tuple[Document, Wording]]  # documents whose readers or drafts show it


def count_shelved(person: Person, words: str, number: int) -> Total:
    """How many pictures there are with these words, for the page of this number."""
    return counted(_own(person, words).with_only_columns(Upload.id), number)


def shelved(person: Person, words: str, number: int, total: Total) -> Page[Shelved]:
    """One page of the pictures beside own documents, the newest first."""
    wanted = (
        _own(person, words)
        .options(joinedload(Upload.document, innerjoin=True))
        .order_by(Upload.id.desc())
        .limit(PAGE_SIZE)
        .offset((number - 1) * PAGE_SIZE)
    )
    uploads = db.session.scalars(wanted).all()
    uses, sizes = uses_of_pictures(uploads), _sizes(uploads)
    drafts = library.drafts_of(list({one.document_id for one in uploads}))
    titles: dict[int, Wording] = {}
    for document in (one for found in uses.values() for one in found):
        if document.id not in titles:
            titles[document.id] = title_of(document, drafts.get(document.id))
    rows = [
        Shelved(one, *sizes[one.file_id], [(used, titles[used.id]) for used in uses[one.id]])
        for one in uploads
    ]
    return Page(rows, number, total)


def upload_of(person: Person, public_id: str) -> Upload:
    """A picture beside a document of a person's own. Raises NotFound for every other."""
    found = db.session.scalar(_own(person, "").where(Upload.public_id == public_id))
    if found is None:
        raise NotFound
    return found


def uses_of_pictures(uploads: Sequence[Upload]) -> Mapping[int, Sequence[Document]]:
    """The documents that show each of these pictures (by its number), to readers or in a draft."""
    found: dict[int, dict[int, Document]] = defaultdict(dict)
    by_file: dict[int, list[Upload]] = defaultdict(list)
    for one in uploads:
        by_file[one.file_id].append(one)
    published = (
        sa.select(RevisionFile.file_id, Document)
        .join(Document, Document.published_revision_id == RevisionFile.revision_id)
        .where(RevisionFile.file_id.in_(by_file), Document.archived_at.is_(None))
        .order_by(Document.kind, Document.name)
    )
    for file_id, document in db.session.execute(published).all():
        for one in by_file[file_id]:
            found[one.id][document.id] = document
    drafts = library.drafts_of(list({one.document_id for one in uploads}))
    names = {
        number: beside.mentioned(text.text for text in draft.texts)
        for number, draft in drafts.items()
    }
    for one in uploads:
        if one.file in names.get(one.document_id, ()):
            found[one.id][one.document_id] = one.document
    return {one.id: list(found[one.id].values()) for one in uploads}


def _own(person: Person, words: str) -> sa.Select[Upload]:
    wanted = (
        sa.select(Upload)
        .join(DocumentAuthor, DocumentAuthor.document_id == Upload.document_id)
        .where(DocumentAuthor.person_id == person.id)
    )
    if words:
        said = (Upload.alt.icontains(words, autoescape=True),)
        wanted = wanted.where(sa.or_(*said, Upload.path.icontains(words, autoescape=True)))
    return wanted


def _sizes(uploads: Sequence[Upload]) -> Mapping[int, tuple[int, int]]:
    numbers = [one.file_id for one in uploads]
    wanted = sa.select(StoredPicture.file_id, StoredPicture.width, StoredPicture.height)
    rows = db.session.execute(wanted.where(StoredPicture.file_id.in_(numbers))).all()
    return {number: (width, height) for number, width, height in rows}
