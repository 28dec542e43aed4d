"""What somebody must do before anything else: choose a password, set up the second step."""

from flask import Flask, current_app, request
from flask.typing import ResponseReturnValue
from flask_login import current_user

from lms.errors import N_, Forbidden
from lms.pages import is_fragment, see_other, wants_json
from lms.people.domain import Duty, duty_of
from lms.people.models import Person

FIRST_PAGES = {
    Duty.PASSWORD: "people.edit_password",
    Duty.SECOND_FACTOR: "people.new_second_factor",
}
WORDS = {
    Duty.PASSWORD: N_("请先换一个自己的密码，再接着做。"),
    Duty.SECOND_FACTOR: N_("请先开两步验证，再接着做。"),
}
SET_UP = frozenset(
    {
        "people.new_second_factor",
        "people.create_second_factor",
        "people.edit_second_factor",
        "people.update_second_factor",
    }
)
OPEN = {  # with a second factor a short password is long enough
    Duty.PASSWORD: SET_UP | {"people.edit_password", "people.update_password"},
    Duty.SECOND_FACTOR: SET_UP,
}


def duty_before_all(person: Person) -> Duty | None:
    """What somebody must do before anything else; None: nothing."""
    return duty_of(
        person.roles,
        is_demo=person.is_demo,
        has_second_factor=person.has_second_factor,
        password_due=person.password_due,
    )


def _lead_to_duty() -> ResponseReturnValue | None:
    if request.endpoint is None or request.endpoint == "static":
        return None
    if current_app.view_functions[request.endpoint].__dict__.get("permission") is None:
        return None
    duty = duty_before_all(current_user.person)
    if duty is None or request.endpoint in OPEN[duty]:
        return None
    if wants_json() or is_fragment():
        raise Forbidden(WORDS[duty])
    return see_other(FIRST_PAGES[duty])


def init_app(app: Flask) -> None:
    """Lead there from every page that asks who one is; after the door has let them in."""
    app.before_request(_lead_to_duty)
