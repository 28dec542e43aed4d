"""Documents as packages: the files of one, and what the files of a package would do."""

import re
import tempfile
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import Any

from lms.courses.content.kinds import ODD_FILE, TWO_FILES
from lms.errors import N_
from lms.library import kinds
from lms.library import queries as library
from lms.library.content import NAME
from lms.library.domain import Bundle
from lms.library.kinds import DocumentKind
from lms.library.models import LONGEST_NAME, Document
from lms.people.models import Person
from lms.studio.content import Refused, title_of
from lms.studio.queries.uses import archived_with

IDENTITY = re.compile(f"{NAME}(?:/{NAME})?")
Identity = tuple[str, str]

NO_DOCUMENT = N_("%(file)s 不属于任何一份材料；请去掉它，或者放到该放的文件夹。")
NOT_YOURS = N_("已经有这一份，作者不是您；没有作者的可以先认领。")
AWAY = N_("在归档里；先拿出来。")
ODD_ID = N_("文件名不能作标识：只用小写字母、数字和连字符。")
ODD_FILES = N_("文件名不对，或者同一种语言有两个文件。")


class Fate(StrEnum):
    """What would become of a document of a package."""

    NEW = "new"
    CHANGED = "changed"
    SAME = "same"
    REFUSED = "refused"


@dataclass(frozen=True, slots=True)
class Incoming:
    """A document of a package."""

    kind: str
    name: str
    title: str
    texts: Mapping[str, str]
    media: Mapping[str, bytes]
    fate: Fate
    reason: str = ""  # why it is refused: a message id

    @property
    def is_taken(self) -> bool:
        """Whether drafts would change."""
        return self.fate in (Fate.NEW, Fate.CHANGED)


def package_of(person: Person, document: Document) -> dict[str, bytes]:
    """The files of what is published, by path: texts and media; a course with its lessons.

    Raises NotFound for a lesson of it that is not the person's.
    """
    files: dict[str, bytes] = {}
    for one in archived_with(person, document):
        revision = library.published_revision(one)
        if revision is not None:
            files |= {path: text.encode("utf-8") for path, text in revision.texts.items()}
            files |= library.media_of(revision.id)
    return files


def incoming(person: Person, files: Mapping[str, bytes]) -> list[Incoming]:
    """What the files of a package would do to drafts. Raises Refused for one of no document."""
    with tempfile.TemporaryDirectory() as folder:
        root = Path(folder)
        for path, content in files.items():
            (root / path).parent.mkdir(parents=True, exist_ok=True)
            (root / path).write_bytes(content)
        found = [(kind, one) for kind in kinds.registered().values() for one in kind.files(root)]
    belonging = {path for _, one in found for path in (*one.texts, *one.media)}
    for path in files:
        if path not in belonging:
            raise Refused(NO_DOCUMENT, file=path)
    return list(_incoming(person, found))


def _incoming(
    person: Person, found: Sequence[tuple[DocumentKind[Any], Bundle]]
) -> Iterator[Incoming]:
    there = library.documents_named({(kind.name, one.address) for kind, one in found})
    own = {one.id for one in library.documents_of(person)}
    now = _texts_now([one.id for one in there.values()])
    away = {one.id for one in library.archived(person)}
    for kind, one in found:
        document = there.get((kind.name, one.address))
        fate, reason = _fate(one, document, own, now)
        if document is not None and document.id in away:
            reason = AWAY
        title = title_of(one.file, one.text) or one.address
        yield Incoming(kind.name, one.address, title, one.texts, one.media, fate, reason)


def _texts_now(documents: Collection[int]) -> dict[int, Mapping[str, str]]:
    """The texts of documents as they are being written, else as they are published."""
    drafts = library.drafts_of(list(documents))
    written = {
        number: {one.path: one.text for one in draft.texts} for number, draft in drafts.items()
    }
    return {**library.texts_of(documents), **written}


def _fate(
    found: Bundle,
    document: Document | None,
    own: Collection[int],
    now: Mapping[int, Mapping[str, str]],
) -> tuple[Fate, str]:
    if not IDENTITY.fullmatch(found.address) or len(found.address) > LONGEST_NAME:
        return Fate.REFUSED, ODD_ID
    if any(problem.message in (ODD_FILE, TWO_FILES) for problem in found.problems):
        return Fate.REFUSED, ODD_FILES
    if document is None or document.id not in now:  # the latter was thrown away
        return Fate.NEW, ""
    if document.id not in own:
        return Fate.REFUSED, NOT_YOURS
    current = now[document.id]
    is_same = all(current.get(path) == text for path, text in found.texts.items())
    return (Fate.SAME if is_same else Fate.CHANGED), ""
