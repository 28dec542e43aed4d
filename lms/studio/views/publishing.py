"""Letting readers see a draft, throwing it away, or letting it stand on what is published now."""

from flask import flash, request
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
from lms.studio import queries, service
from lms.studio.queries import Desk
from lms.studio.views.blueprint import bp, desk_of
from lms.studio.views.reviewing import four_eyes, publication


@bp.get("/studio/publications/<kind>/<path:name>")
@requires("document.publish")
def new_publication(kind: str, name: str) -> ResponseReturnValue:
    """What would change for readers."""
    return publication(desk_of(kind, name))


@bp.post("/studio/publications/<kind>/<path:name>")
@requires("document.publish")
def create_publication(kind: str, name: str) -> ResponseReturnValue:
    """Publish the draft."""
    desk = desk_of(kind, name)
    try:
        ready = _examined(queries.together(current_person(), _draft_of(desk)))
    except ContentError:
        return publication(desk), 422
    now, person = clock.now(), current_person()
    revision = write(service.publish, person, ready, four_eyes=four_eyes(), now=now)[0]
    flash(_("第 %(number)s 版发布了，现在开始读的人看到它。", number=revision.number), "success")
    return see_other(".show_draft", kind=kind, name=name)


@bp.post("/studio/discards/<kind>/<path:name>")
@requires("document.edit")
def create_discard(kind: str, name: str) -> ResponseReturnValue:
    """Throw the draft away; readers notice nothing."""
    desk = desk_of(kind, name)
    write(service.discard, current_person(), _draft_of(desk), clock.now())
    if desk.revision is None:
        flash(_("草稿放弃了；这份没有发布过，标识又空出来了。"), "success")
        return see_other(".show_desk")
    flash(_("草稿放弃了，现在是已发布的内容。"), "success")
    return see_other(".show_draft", kind=kind, name=name)


@bp.post("/studio/bases/<kind>/<path:name>")
@requires("document.edit")
def create_base(kind: str, name: str) -> ResponseReturnValue:
    """Go on with the draft although something else was published meanwhile."""
    write(drafts.rebase, _draft_of(desk_of(kind, name)))
    return see_other(".new_publication", kind=kind, name=name)


@bp.post("/studio/listings/<path:name>")
@requires("document.edit")
def create_listing(name: str) -> ResponseReturnValue:
    """Let the draft of a course list a new lesson; if asked to, no other new one."""
    person, desk = current_person(), desk_of(queries.LESSON, name)
    listing = queries.listing(person, desk.document)
    if listing is None:
        raise NotFound
    without = listing.others if "alone" in request.form else ()
    write(service.put_into_course, person, name, clock.now(), without=without)
    return see_other(".new_publication", kind=queries.LESSON, name=name)


def _examined(needed: list[Draft]) -> list[tuple[Draft, drafts.Sound]]:
    return list(zip(needed, drafts.examined_together(needed), strict=True))


def _draft_of(desk: Desk) -> Draft:
    if desk.draft is None:
        raise NotFound
    return desk.draft
