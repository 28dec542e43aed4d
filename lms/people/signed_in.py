"""Who is signed in in this browser: Flask-Login reads the cookie's token, the database decides."""

from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime

import flask
from flask import Flask, g, request
from flask_login import AnonymousUserMixin, LoginManager, current_user
from sqlalchemy.exc import SQLAlchemyError

from lms import clock, i18n
from lms.db import db, note
from lms.errors import NotSaved
from lms.people import service
from lms.people.domain import touch_is_due
from lms.people.models import Person, SignInSession
from lms.people.queries import LiveSession, expired_session, live_session

TOKEN = "_user_id"  # noqa: S105  # where Flask-Login keeps it in the cookie


@dataclass(frozen=True)
class SignedIn:
    """The person who is signed in, and the session that says so."""

    session: LiveSession
    person: Person
    name: str
    language: str | None
    token: str
    is_authenticated = True
    is_active = True
    is_anonymous = False

    def get_id(self) -> str:
        """What Flask-Login keeps in the cookie."""
        return self.token


def enter(token: str) -> None:
    """Let this browser be signed in by a token; whatever else its cookie held is forgotten."""
    flask.session.clear()
    flask.session[TOKEN] = token


def go_on(token: str) -> None:
    """Let this browser's session go on under a new token; its open forms stay good."""
    flask.session[TOKEN] = token


def leave() -> None:
    """Let this browser forget who was signed in."""
    flask.session.clear()


def current_session() -> SignInSession | None:
    """The session of this browser."""
    return live.row() if (live := _live()) else None


def _live() -> LiveSession | None:
    live: LiveSession | None = current_user.session if current_user.is_authenticated else None
    return live


def _load(token: str) -> SignedIn | None:
    try:
        session = live_session(token, clock.now())
    except SQLAlchemyError:
        g._login_user = AnonymousUserMixin()  # the page that says so is shown without a name
        raise
    if session is None:
        return None
    person = session.person
    return SignedIn(session, person, person.name, person.language, token)


def _keep() -> None:
    """Note that the session is used, and renew its token when that is due."""
    if request.endpoint in (None, "static") or TOKEN not in flask.session:
        return
    session, now = _live(), clock.now()
    with suppress(NotSaved):  # reading goes on when nothing can be written
        if session is None:
            _note_end(flask.session[TOKEN], now)
        elif session.ended_at is not None:
            return
        elif session.renewal_due:
            token = note(service.renew_session, session.row(), now=now)
            if token:
                go_on(token)
                g.pop("_login_user")  # asked again, the new session answers
        elif touch_is_due(session.last_seen_at, now):
            note(service.touch_session, session.id, now=now)


def _note_end(token: str, now: datetime) -> None:
    """Write down that a session has expired, so that no clock put back lets it go on."""
    if expired_session(token, now):
        note(service.end_expired_session, token, now=now)


def _language() -> str | None:
    try:
        language: str | None = current_user.language if current_user.is_authenticated else None
    except SQLAlchemyError:  # a page that tells of trouble with the database is shown too
        db.session.rollback()
        return None
    return language


def init_app(app: Flask) -> None:
    """Let every request know who is signed in."""
    manager = LoginManager(app)
    manager.session_protection = None  # the token is bound to its row, not to an address
    manager.user_loader(_load)
    app.before_request(_keep)
    i18n.prefer(app, _language)
