"""What is over stays over: the end of sessions, slips and links is written down when it is reached.

Whoever then puts the machine's clock back opens none of them again. And what was dated while the
clock was ahead is dated anew, so that it does not last longer than its rule, nor make people wait.
See docs/decisions/0011-the-latest-moment.md.
"""

from datetime import datetime

import sqlalchemy as sa

from lms.db import db
from lms.people.domain import (
    ABSOLUTE_LIMIT,
    AHEAD,
    IDLE_LIMIT,
    LINK_LIFE,
    SLIP_LIFE,
    EndReason,
)
from lms.people.models import EnrolmentSlip, FailedTry, ResetLink, SignInSession
from lms.people.queries import token_hash


def close_what_is_over(*, now: datetime) -> None:
    """Write down all ends that were reached, and date anew what comes from a clock ahead."""
    _end_sessions(now)
    _close_ways_in(now)
    _date_sessions_anew(now)
    _date_ways_in_anew(now)
    db.session.execute(sa.delete(FailedTry).where(FailedTry.at > now + AHEAD))


def end_expired_session(token: str, *, now: datetime) -> None:
    """Write down that a session is over, if it is by now."""
    _end_sessions(now, SignInSession.token_hash == token_hash(token))


def close_expired(token: str, *, now: datetime) -> None:
    """Write down that a slip or link is over, if it is by now."""
    _close_ways_in(now, token_hash(token))


def _end_sessions(now: datetime, *wanted: sa.ColumnElement[bool]) -> None:
    is_over = sa.or_(
        SignInSession.last_seen_at <= now - IDLE_LIMIT,
        SignInSession.created_at <= now - ABSOLUTE_LIMIT,
    )
    db.session.execute(
        sa.update(SignInSession)
        .where(SignInSession.ended_at.is_(None), is_over, *wanted)
        .values(ended_at=now, end_reason=EndReason.EXPIRED)
    )


def _close_ways_in(now: datetime, hash_: str | None = None) -> None:
    for way in (EnrolmentSlip, ResetLink):
        over = sa.update(way).where(way.used_at.is_(None), way.expires_at <= now)
        if hash_ is not None:
            over = over.where(way.token_hash == hash_)
        db.session.execute(over.values(used_at=now))


def _date_sessions_anew(now: datetime) -> None:
    live = SignInSession.ended_at.is_(None)
    for column in (SignInSession.created_at, SignInSession.last_seen_at):
        anew = sa.update(SignInSession).where(live, column > now + AHEAD)
        db.session.execute(anew.values({column: now}))


def _date_ways_in_anew(now: datetime) -> None:
    for way in (EnrolmentSlip, ResetLink):
        life = SLIP_LIFE if way is EnrolmentSlip else LINK_LIFE
        anew = sa.update(way).where(way.used_at.is_(None), way.expires_at > now + life + AHEAD)
        db.session.execute(anew.values(created_at=now, expires_at=now + life))
