"""Pictures beside documents: put there, shown by the text of a draft, taken away."""

from datetime import datetime

from lms.db import lock
from lms.errors import N_, NotFound, Stale
from lms.library import kinds
from lms.library import service as drafts
from lms.library.models import Document, DraftText, Upload
from lms.library.pictures import Redrawn
from lms.people.models import Person
from lms.studio import content, queries
from lms.studio.service.writing import Written, keep

STILL_SHOWN = N_("还有课用着这张图；先在那里去掉，再删。")


def add_picture(
    actor: Person, document: Document, picture: Redrawn, alt: str, now: datetime
) -> Upload:
    """Put a picture beside a document; the same picture again is the one that is there.

    Raises NotFound for a kind that takes none, Invalid for one too many.
    """
    folder = kinds.of(document.kind).media_folder(document.address)
    if not folder:
        raise NotFound
    words = content.described(alt)
    path = f"{folder}/{content.file_name(words, picture.content)}"
    return drafts.keep_upload(actor, document, path, picture, words, now)


def take_away(upload: Upload) -> None:
    """Take a picture away. Raises Stale while some text shows it."""
    lock(upload.document)
    if queries.uses_of_pictures([upload])[upload.id]:
        raise Stale(STILL_SHOWN)
    drafts.drop_upload(upload)


def keep_with_picture(
    actor: Person,
    document: Document,
    written: Written,
    picture: tuple[Redrawn, str],
    now: datetime,
) -> DraftText:
    """Save words with a picture (and its own words) at their end. Raises as both do."""
    text = keep(actor, document, written, now)
    upload = add_picture(actor, document, *picture, now)
    line = content.line_for(picture[1], upload.file)
    return drafts.save(actor, text, content.with_line(text.text, line), text.number, now)
