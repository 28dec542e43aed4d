"""Sessions: signing in and out, renewing, ending. Browsers keep a token, the database its hash."""

import secrets
from datetime import datetime

import sqlalchemy as sa

from lms.db import db, lock
from lms.errors import N_, Invalid
from lms.people import access, audit
from lms.people.domain import TOUCH_EVERY, EndReason, PasswordDue
from lms.people.models import KnownBrowser, Person, SignInSession
from lms.people.queries import token_hash
from lms.people.service.tries import Try, forgive

LONGEST_BROWSER = 80


def new_token() -> str:
    """A secret nobody can guess (256 bits), for a cookie or a link."""
    return secrets.token_urlsafe(32)


def sign_in(
    person: Person,
    *,
    checked_hash: str | None,
    new_hash: str | None = None,
    browser: str,
    right: Try | None,
    replaced: SignInSession | None = None,
    known_as: str | None = None,
    is_short: bool = False,
    now: datetime,
) -> str:
    """Start a session; the token for the browser's cookie.

    `checked_hash` is what the password was checked against, `new_hash` the same password kept with
    today's parameters, `right` the try that is forgiven, `replaced` the session that this browser
    had before, `known_as` the hash by which this browser is known from now on; `is_short`: the
    password must be changed first. Raises Invalid when the account changed in between.
    """
    keep_password(person, checked_hash=checked_hash, new_hash=new_hash)
    if is_short and not (person.is_demo or person.password_due):
        person.password_due = PasswordDue.SHORT
    if right:
        forgive(right)
    if known_as:
        _know(person, known_as, now)
    if replaced:
        _end_at_once(replaced, EndReason.SIGNED_OUT, now)
    return _start(person.id, browser, created_at=now, now=now)


def keep_password(person: Person, *, checked_hash: str | None, new_hash: str | None) -> None:
    """Keep a right password with today's parameters.

    Raises Invalid when the account changed since the password was checked.
    """
    lock(person)
    if not person.is_active or person.password_hash != checked_hash:
        raise Invalid(N_("账号刚刚有变动，请再登录一次。"))
    person.password_hash = new_hash or checked_hash


def _know(person: Person, browser_hash: str, now: datetime) -> None:
    """Remember a browser, so that strangers' tries do not keep the person out of it."""
    mine = (KnownBrowser.person_id == person.id, KnownBrowser.browser_hash == browser_hash)
    browser = db.session.scalar(sa.select(KnownBrowser).where(*mine))
    if browser is None:
        browser = KnownBrowser(person_id=person.id, browser_hash=browser_hash)
        db.session.add(browser)
    browser.last_seen_at = now


def forget_browsers(person: Person) -> None:
    """Know no browser of a person any more: somebody else may have signed in there."""
    db.session.execute(sa.delete(KnownBrowser).where(KnownBrowser.person_id == person.id))


def _start(person_id: int, browser: str, *, created_at: datetime, now: datetime) -> str:
    token = new_token()
    db.session.add(
        SignInSession(
            token_hash=token_hash(token),
            person_id=person_id,
            browser=browser[:LONGEST_BROWSER],
            created_at=created_at,
            last_seen_at=now,
        )
    )
    return token


def renew_session(session: SignInSession, *, now: datetime) -> str | None:
    """Let a session go on under a new token; None when another request has renewed or ended it."""
    return _go_on(session, EndReason.RENEWED, now)


def _go_on(session: SignInSession, reason: EndReason, now: datetime) -> str | None:
    lock(session)
    if session.ended_at is not None:
        return None
    _end(session, reason, now)
    return _start(session.person_id, session.browser, created_at=session.created_at, now=now)


def touch_session(session_id: int, *, now: datetime) -> None:
    """Note that a session was used, also when the clock went back since it was used last."""
    seen = SignInSession.last_seen_at
    db.session.execute(
        sa.update(SignInSession)
        .where(SignInSession.id == session_id, sa.or_(seen < now, seen > now + TOUCH_EVERY))
        .values(last_seen_at=now)
    )


def sign_out(session: SignInSession, *, now: datetime) -> None:
    """End the session of this browser."""
    lock(session)
    _end_at_once(session, EndReason.SIGNED_OUT, now)


def end_session(session: SignInSession, *, now: datetime) -> None:
    """End one of one's own sessions from another browser."""
    lock(session)
    _end_at_once(session, EndReason.ENDED, now)


def end_all_sessions(
    person: Person, reason: EndReason, *, now: datetime, but: SignInSession | None = None
) -> int:
    """End all sessions of a person, except `but`; how many there were."""
    ended = db.session.execute(
        sa.update(SignInSession)
        .where(
            SignInSession.person_id == person.id,
            SignInSession.ended_at.is_(None),
            SignInSession.id != (but.id if but else 0),
        )
        .values(ended_at=now, end_reason=reason)
    )
    _forget_renewed(person.id, reason)
    return int(ended.rowcount)  # type: ignore[attr-defined]


def sign_out_everywhere(actor: Person, person: Person, *, now: datetime) -> int:
    """End all sessions of somebody else; how many there were.

    Raises Forbidden for oneself, who ends them under the own account.
    """
    access.must_not_be_self(actor, person.id)
    count = end_all_sessions(person, EndReason.ENDED, now=now)
    audit.record("sessions.ended", actor=actor, subject=person, now=now)
    return count


def end_other_sessions(person: Person, but: SignInSession, *, now: datetime) -> int:
    """End one's own sessions in all other browsers; how many there were."""
    return end_all_sessions(person, EndReason.ENDED, now=now, but=but)


def renew_all_sessions(person: Person) -> None:
    """Give every browser of a person a new token with its next request."""
    db.session.execute(
        sa.update(SignInSession)
        .where(SignInSession.person_id == person.id, SignInSession.ended_at.is_(None))
        .values(renewal_due=True)
    )


def change_password(
    person: Person,
    session: SignInSession,
    *,
    checked_hash: str | None,
    new_hash: str,
    now: datetime,
) -> str | None:
    """Keep a new password; all other sessions end, this one goes on under the new token returned.

    Raises Invalid when the password was changed elsewhere in between.
    """
    lock(person)
    if person.password_hash != checked_hash:
        raise Invalid(N_("密码刚刚在别处改过，请用新密码重新登录。"))
    set_password(person, new_hash)
    audit.record("password.changed", actor=person, subject=person, now=now)
    return go_on_alone(person, session, reason=EndReason.PASSWORD, now=now)


def set_password(person: Person, new_hash: str) -> None:
    """Keep a password that its owner has chosen."""
    person.password_hash, person.password_due = new_hash, None


def go_on_alone(
    person: Person,
    session: SignInSession,
    *,
    reason: EndReason = EndReason.ENDED,
    now: datetime,
) -> str | None:
    """End all other sessions and let this one go on, at once under the new token returned.

    Somebody may have copied the cookie. None when another request has ended this session.
    """
    end_all_sessions(person, reason, now=now, but=session)
    return _go_on(session, reason, now)


def _end(session: SignInSession, reason: EndReason, now: datetime) -> None:
    if session.ended_at is None:
        session.ended_at, session.end_reason = now, reason


def _end_at_once(session: SignInSession, reason: EndReason, now: datetime) -> None:
    _end(session, reason, now)
    _forget_renewed(session.person_id, reason)


def _forget_renewed(person_id: int, reason: EndReason) -> None:
    """Let no token of before a renewal sign in any more, not even requests under way."""
    db.session.execute(
        sa.update(SignInSession)
        .where(SignInSession.person_id == person_id, SignInSession.end_reason == EndReason.RENEWED)
        .values(end_reason=reason)
    )
