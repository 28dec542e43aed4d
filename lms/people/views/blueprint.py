"""What all pages of people share: the blueprint, saving a form, opening a record."""

from collections.abc import Callable
from typing import ParamSpec, TypeVar

from flask import Blueprint, request

from lms import clock
from lms.db import write
from lms.errors import Invalid
from lms.forms import Form
from lms.people import access, access_log, service
from lms.people.access import current_person
from lms.people.domain import Entrance, Knock, WrongField, network_of
from lms.people.models import Person
from lms.people.queries import person_of

P = ParamSpec("P")
T = TypeVar("T")

bp = Blueprint("people", __name__)

NOT_TO_ONESELF = frozenset(
    {"factor.reset", "person.edit", "person.suspend", "role.grant", "pair.assign", "session.end"}
)


def saved(form: Form, act: Callable[P, T], *args: P.args, **kwargs: P.kwargs) -> T | None:
    """Carry out a use case; None when it was refused, with the reason at the form."""
    try:
        return write(act, *args, **kwargs)
    except WrongField as refusal:
        form.refuse(refusal, refusal.field if refusal.field in form else None)
    except Invalid as refusal:
        form.refuse(refusal)
    return None


def opened(public_id: str, permission: str) -> Person:
    """The record that somebody opens, noted in the access log when it is shown.

    Raises NotFound when it is none of theirs, Forbidden when nobody may do this to oneself.
    """
    person = person_of(current_person(), public_id, permission, clock.today())
    if permission in NOT_TO_ONESELF:
        access.must_not_be_self(current_person(), person.id)
    if request.method == "GET":
        access_log.keep_look(current_person(), person, "person.view", now=clock.now())
    return person


def slow_down_guessing() -> None:
    """Count a slip or link that nobody made; whoever holds a real one is never held up.

    Raises TooMany for a network from which too many came.
    """
    knock = Knock(Entrance.LINK, network_of(network_address()))
    write(service.count_try, knock, now=clock.now())


def browser_line() -> str:
    """What the browser calls itself."""
    return request.user_agent.string


def network_address() -> str:
    """Where the request comes from."""
    return request.remote_addr or ""
