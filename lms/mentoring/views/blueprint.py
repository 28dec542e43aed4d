"""What all pages of mentor and apprentice share: the blueprint, noting that a list was shown."""

from flask import Blueprint

from lms import clock
from lms.people import access, access_log
from lms.people.models import Person

bp = Blueprint("mentoring", __name__)
SEEN = "pairs.view"


def note_list(person: Person, count: int, chosen: str = "") -> None:
    """Log a list of pairs before it is shown."""
    access_log.keep_list(
        person,
        SEEN,
        scope=access.scope_of(person, SEEN),
        chosen=chosen,
        count=count,
        purpose="",
        now=clock.now(),
    )
