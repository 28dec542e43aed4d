"""The shelf of pictures: what is beside own documents, where it is shown, what nobody needs."""

from flask import flash, render_template, request
from flask.typing import ResponseReturnValue

from lms.db import write
from lms.forms import cleaned
from lms.i18n import _
from lms.pages import page_number, see_other
from lms.people.access import current_person, requires
from lms.studio import queries, service
from lms.studio.views.blueprint import bp


@bp.get("/studio/media")
@requires("media.upload")
def show_shelf() -> ResponseReturnValue:
    """The pictures beside own documents, the newest first."""
    person, words = current_person(), cleaned(request.args.get("q", ""))
    total = queries.count_shelved(person, words, page_number())
    page = queries.shelved(person, words, page_number(), total)
    return render_template("studio/shelf.html", page=page, words=words)


@bp.post("/studio/media/<public_id>/removal")
@requires("media.upload")
def delete_picture(public_id: str) -> ResponseReturnValue:
    """Take a picture away that no text shows."""
    write(service.take_away, queries.upload_of(current_person(), public_id))
    flash(_("图删掉了。"), "success")
    return see_other(".show_shelf")
