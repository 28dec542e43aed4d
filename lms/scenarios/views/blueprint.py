"""The blueprint that all pages of role-play belong to."""

from flask import Blueprint
from flask.typing import ResponseReturnValue

from lms.pages import see_other

bp = Blueprint("scenarios", __name__)


def to_play(public_id: str) -> ResponseReturnValue:
    """Go on to a play, to the place where something has just happened."""
    return see_other("scenarios.show_play", public_id=public_id, _anchor="now")
