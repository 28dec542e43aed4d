"""Letting readers see a draft, throwing it away, or letting it stand on what is published now."""

from flask import flash, render_template
from flask.typing import ResponseReturnValue

from lms import clock
from lms.db import write
from lms.errors import NotFound
from lms.i18n import _
from lms.library import service as drafts
from lms.library.domain import ContentError
from lms.library.models import Draft
from lms.pages import see_other
from lms.people.access import current_person, requires
from lms.studio.domain import differences
from lms.studio.queries import Desk
from lms.studio.views.blueprint import bp, desk_of, findings


@bp.get("/studio/publications/<kind>/<path:name>")
@requires("document.publish")
def new_publication(kind: str, name: str) -> ResponseReturnValue:
    """What would change for readers."""
    return _preview(desk_of(kind, name))


@bp.post("/studio/publications/<kind>/<path:name>")
@requires("document.publish")
def create_publication(kind: str, name: str) -> ResponseReturnValue:
    """Publish the draft."""
    desk = desk_of(kind, name)
    try:
        sound = drafts.examined(_draft_of(desk))
    except ContentError:
        return _preview(desk), 422
    now = clock.now()
    revision = write(drafts.publish_draft, current_person(), _draft_of(desk), sound, now)
    flash(_("第 %(number)s 版发布了，现在开始读的人看到它。", number=revision.number), "success")
    return see_other(".show_draft", kind=kind, name=name)


@bp.post("/studio/discards/<kind>/<path:name>")
@requires("document.edit")
def create_discard(kind: str, name: str) -> ResponseReturnValue:
    """Throw the draft away; readers notice nothing."""
    write(drafts.discard, _draft_of(desk_of(kind, name)), clock.now())
    flash(_("草稿放弃了，现在是已发布的内容。"), "success")
    return see_other(".show_draft", kind=kind, name=name)


@bp.post("/studio/bases/<kind>/<path:name>")
@requires("document.edit")
def create_base(kind: str, name: str) -> ResponseReturnValue:
    """Go on with the draft although something else was published meanwhile."""
    write(drafts.rebase, _draft_of(desk_of(kind, name)))
    return see_other(".new_publication", kind=kind, name=name)


def _draft_of(desk: Desk) -> Draft:
    if desk.draft is None:
        raise NotFound
    return desk.draft


def _preview(desk: Desk) -> str:
    changed = [
        (sheet, differences(sheet.published, sheet.text))
        for sheet in desk.sheets
        if sheet.published != sheet.text
    ]
    problems = findings(drafts.problems_of(desk.draft) if desk.draft else ())
    return render_template("studio/publication.html", desk=desk, changed=changed, problems=problems)
