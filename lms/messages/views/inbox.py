"""A person's own messages."""

from flask import flash, redirect, render_template
from flask.typing import ResponseReturnValue

from lms import clock
from lms.db import write
from lms.i18n import _
from lms.messages import queries, service
from lms.messages.views.blueprint import bp
from lms.pages import page_number, see_other
from lms.people.access import current_person, requires


@bp.get("/messages")
@requires("message.read")
def show_messages() -> ResponseReturnValue:
    """All messages, unread ones first."""
    page = queries.inbox(current_person(), page_number())
    return render_template("messages/inbox.html", page=page, unread=unread())


@bp.post("/messages/<public_id>/reading")
@requires("message.read")
def create_reading(public_id: str) -> ResponseReturnValue:
    """Open what a message is about."""
    message = queries.own_message(current_person(), public_id)
    return redirect(write(service.read, message, now=clock.now()), 303)


@bp.post("/messages/readings")
@requires("message.read")
def create_readings() -> ResponseReturnValue:
    """Note that everything was read."""
    write(service.read_all, current_person(), now=clock.now())
    flash(_("都标成已读了。"), "success")
    return see_other(".show_messages")


def unread() -> int:
    """How many messages wait for the signed-in person."""
    return queries.unread_count(current_person().id)
