"""What all pages of the Studio share: the blueprint, and the document that an address names."""

from collections.abc import Iterable
from dataclasses import dataclass

from flask import Blueprint, render_template, request
from flask.typing import ResponseReturnValue

from lms.errors import NotFound
from lms.i18n import _
from lms.library import service as drafts
from lms.library.domain import Problem
from lms.pages import is_fragment, whole_number
from lms.people.access import current_person
from lms.studio import queries
from lms.studio.domain import differences
from lms.studio.queries import Desk, Sheet

bp = Blueprint("studio", __name__)


@dataclass(frozen=True, slots=True)
class Finding:
    """What an author must change, in words."""

    file: str
    line: int
    words: str


def findings(problems: Iterable[Problem]) -> list[Finding]:
    """Problems in the reader's language."""
    return [Finding(one.file, one.line, one.words(_)) for one in problems]


def desk_of(kind: str, name: str) -> Desk:
    """The document before its author. Raises NotFound for what is not one's own."""
    return queries.desk(current_person(), kind, name)


def sheet_of(desk: Desk) -> Sheet:
    """The file of it that was asked for by `file`, else the first. Raises NotFound."""
    place = whole_number(request.values.get("file", "0"))
    if place is None or place >= len(desk.sheets):
        raise NotFound
    return desk.sheets[place]


def both_texts(desk: Desk, sheet: Sheet, conflict: drafts.Conflict) -> ResponseReturnValue:
    """What somebody else has saved beside what was sent; which is kept is for a person to say."""
    if is_fragment():
        return render_template("studio/conflict_note.html", desk=desk, conflict=conflict), 409
    return render_template(
        "studio/conflict.html",
        desk=desk,
        sheet=sheet,
        conflict=conflict,
        hunks=differences(conflict.text.text, conflict.mine),
    ), 409
