"""What the pages of growth share: the blueprint, whose record is opened, the look logged."""

from flask import Blueprint

from lms import clock
from lms.people import access_log
from lms.people import queries as people
from lms.people.access import current_person
from lms.people.models import Person

bp = Blueprint("growth", __name__)


def seen(public_id: str) -> Person:
    """Somebody whose competencies the asker may see. Raises NotFound for everybody else."""
    return people.person_of(current_person(), public_id, "growth.view", clock.today())


def looked_at(person: Person, page: str) -> str:
    """The page about somebody, once the look at them is logged.

    It is printed before that: what was read is forgotten once something is written.
    """
    access_log.keep_look(current_person(), person, "growth.view", now=clock.now())
    return page
