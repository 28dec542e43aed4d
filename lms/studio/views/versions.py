"""What was saved of a document: every version can be looked at and taken up again."""

from flask import flash, render_template, request
from flask.typing import ResponseReturnValue

from lms import clock
from lms.db import write
from lms.errors import NotFound
from lms.i18n import _
from lms.library import queries as library
from lms.pages import page_number, see_other, whole_number
from lms.people.access import current_person, requires
from lms.studio import service
from lms.studio.domain import differences
from lms.studio.views.blueprint import bp, desk_of, sheet_of


@bp.get("/studio/versions/<kind>/<path:name>")
@requires("document.draft")
def show_versions(kind: str, name: str) -> ResponseReturnValue:
    """What was saved of one file of the draft, the newest first, and what was published."""
    desk = desk_of(kind, name)
    sheet, number = sheet_of(desk), page_number()
    text = service.text_of(desk.draft, sheet.path) if desk.draft else None
    page = library.versions(text, number, library.count_versions(text, number)) if text else None
    revisions = library.revisions_of(desk.document)
    return render_template(
        "studio/versions.html", desk=desk, sheet=sheet, page=page, revisions=revisions
    )


@bp.get("/studio/versions/<int:number>/<kind>/<path:name>")
@requires("document.draft")
def show_version(number: int, kind: str, name: str) -> ResponseReturnValue:
    """A version beside what is written now."""
    desk = desk_of(kind, name)
    sheet = sheet_of(desk)
    if desk.draft is None:
        raise NotFound
    words = library.words_of_version(service.text_of(desk.draft, sheet.path), number)
    hunks = differences(words, sheet.text)
    return render_template(
        "studio/version.html", desk=desk, sheet=sheet, number=number, words=words, hunks=hunks
    )


@bp.post("/studio/restorations/<kind>/<path:name>")
@requires("document.edit")
def create_restoration(kind: str, name: str) -> ResponseReturnValue:
    """Take up an earlier version; what is written now stays a version, too."""
    desk = desk_of(kind, name)
    sheet = sheet_of(desk)
    number = whole_number(request.form.get("number", ""))
    if desk.draft is None or number is None:
        raise NotFound
    write(service.restore, current_person(), desk.draft, sheet.path, number, clock.now())
    flash(_("换回了第 %(number)s 次保存的内容。", number=number), "success")
    return see_other(".show_draft", kind=kind, name=name, file=sheet.place)
