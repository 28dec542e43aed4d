"""What readers would see of a draft as it was saved last."""

from http import HTTPStatus

from flask import render_template
from flask.typing import ResponseReturnValue

from lms.errors import NotFound
from lms.library import kinds, writing
from lms.library import queries as library
from lms.library import service as drafts
from lms.library.domain import Bundle, ContentError
from lms.pages import is_fragment
from lms.people.access import requires
from lms.studio.queries import Desk
from lms.studio.views.blueprint import bp, desk_of, sheet_of
from lms.studio.views.picturing import photos_of


@bp.get("/studio/previews/<kind>/<path:name>")
@requires("document.draft")
def show_preview(kind: str, name: str) -> ResponseReturnValue:
    """The draft in the language of one of its files; what was shown stays while it has faults."""
    help_ = writing.of(kind)
    if help_ is None:
        raise NotFound
    desk = desk_of(kind, name)
    sheet = sheet_of(desk)
    try:
        content = kinds.parse(kinds.of(kind), _bundle(desk))
    except ContentError:
        seen = None
    else:
        html = kinds.of(kind).render(content, sheet.language)
        seen = help_.show(content, html, sheet.language, photos_of(desk))
    if not is_fragment():
        return render_template("studio/preview.html", desk=desk, sheet=sheet, seen=seen)
    if seen is None:
        return "", HTTPStatus.NO_CONTENT
    return render_template(seen.template, seen=seen)


def _bundle(desk: Desk) -> Bundle:
    if desk.draft is not None:
        return drafts.bundle_of(desk.draft)
    texts = {sheet.path: sheet.text for sheet in desk.sheets}
    media = library.media_of(desk.revision.id) if desk.revision else {}
    return Bundle(desk.document.address, texts, media=media)
