"""The switches on every page: language, kept with the account too, and theme."""

from flask import Response, current_app, make_response, redirect, request
from flask.typing import ResponseReturnValue
from flask_login import current_user

from lms.db import write
from lms.errors import N_, Invalid
from lms.i18n import LANGUAGES
from lms.pages import THEMES, own_address
from lms.people import service
from lms.people.access import public
from lms.people.views.blueprint import bp

ONE_YEAR = 365 * 24 * 60 * 60  # seconds


@bp.post("/language")
@public
def update_language() -> ResponseReturnValue:
    """Speak another language from now on."""
    language = _chosen("language", LANGUAGES)
    if current_user.is_authenticated:
        write(service.choose_language, current_user.person, language)
    return _back_with("language", language)


@bp.post("/theme")
@public
def update_theme() -> ResponseReturnValue:
    """Show other colours from now on."""
    return _back_with("theme", _chosen("theme", THEMES))


def _chosen(name: str, offered: object) -> str:
    value = request.form.get(name, "")
    if value not in offered:  # type: ignore[operator]
        raise Invalid(N_("请从列表中选一项。"))
    return value


def _back_with(name: str, value: str) -> Response:
    response = make_response(redirect(own_address(request.form.get("back")) or "/", 303))
    response.set_cookie(
        name,
        value,
        max_age=ONE_YEAR,
        secure=current_app.config["SETTINGS"].secure,
        httponly=True,
        samesite="Lax",
    )
    return response
