"""What the forms over a text share: the text that their sender had before them, and its saving."""

from flask import request

from lms import clock
from lms.db import write
from lms.pages import whole_number
from lms.people.access import current_person
from lms.studio import queries, service
from lms.studio.queries import Desk
from lms.studio.service import Written


def text_before(desk: Desk) -> str:
    """The text that the sender had before them. Raises Stale when the draft has been replaced."""
    return queries.text_from(desk, desk.sheets[0], _sent("number"), _sent("base"))


def keep_text(desk: Desk, text: str) -> None:
    """Save a text as the newest version of the draft. Raises Conflict when somebody else did."""
    written = Written(desk.sheets[0].path, text, _sent("number"), _sent("base"))
    write(service.keep, current_person(), desk.document, written, clock.now())


def _sent(name: str) -> int:
    return whole_number(request.form.get(name, "")) or 0
