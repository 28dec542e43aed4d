"""What a page says of the signature under a lesson: whose turn it is, and what has changed."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from lms.courses.domain import Change, Changed, Lesson, Requirement, changes, digests
from lms.courses.queries import Reading
from lms.i18n import _
from lms.library import queries as library
from lms.library.domain import ContentError
from lms.library.queries import Published


@dataclass(frozen=True, slots=True)
class ShownDeclaration:
    """The declaration at the end of a lesson."""

    language: str
    digest: str  # of the words on the page
    unread: int  # sections that are to be read before
    signed_at: datetime | None  # by a signature that stands
    signed_number: int  # of the revision under which any signature is; 0: none
    outdated_at: datetime | None  # of a signature that stands no more
    changes: tuple[tuple[str, str], ...]  # since then: in words, and where on the page


def shown_declaration(reading: Reading, language: str) -> ShownDeclaration | None:
    """The declaration of a lesson that is signed, as its reader sees it; None for others."""
    lesson = reading.lesson.content
    if not lesson.must_sign:
        return None
    last = reading.signature or reading.outdated
    return ShownDeclaration(
        language=language,
        digest=digests(lesson)[language],
        unread=_unread(reading),
        signed_at=reading.signature.at if reading.signature else None,
        signed_number=last.number if last else 0,
        outdated_at=reading.outdated.at if reading.outdated else None,
        changes=tuple(_changes(reading, language)),
    )


def _unread(reading: Reading) -> int:
    missing = reading.progress.missing
    return sum(p.need - p.have for p in missing if p.requirement is Requirement.SECTIONS)


def _changes(reading: Reading, language: str) -> Iterator[tuple[str, str]]:
    if reading.outdated is None:
        return
    try:
        before: Published[Lesson] = library.at_revision(reading.outdated.revision_id)
    except ContentError:
        return
    after, signed_in = reading.lesson.content, reading.outdated.language
    for changed in changes(before.content, after, signed_in, language):
        yield _words(changed), changed.section


def _words(changed: Changed) -> str:
    if changed.change is Change.NEW:
        return _("新增：%(title)s", title=changed.title)
    if changed.change is Change.GONE:
        return _("删去：%(title)s", title=changed.title)
    return _("改过：%(title)s", title=changed.title)
