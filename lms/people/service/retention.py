"""Forgetting: traces of signing in are kept only as long as their register entry says."""

from datetime import datetime, timedelta

import sqlalchemy as sa

from lms.db import db
from lms.people.domain import SHOWN_FOR
from lms.people.models import (
    EnrolmentSlip,
    FailedTry,
    KnownBrowser,
    ResetLink,
    SecondFactor,
    SignInSession,
)

TRACES_KEPT = timedelta(days=180)
TRIES_KEPT = timedelta(days=2)  # the longest window of the throttle is one day


def forget_old_traces(*, now: datetime) -> None:
    """Delete failed tries, sessions, browsers, slips and links that nobody needs any more."""
    sessions = sa.delete(SignInSession).where(SignInSession.last_seen_at < now - TRACES_KEPT)
    slips = sa.delete(EnrolmentSlip).where(EnrolmentSlip.expires_at < now - TRACES_KEPT)
    tries = sa.delete(FailedTry).where(FailedTry.at < now - TRIES_KEPT)
    links = sa.delete(ResetLink).where(ResetLink.expires_at < now - TRACES_KEPT)
    browsers = sa.delete(KnownBrowser).where(KnownBrowser.last_seen_at < now - TRACES_KEPT)
    unread = sa.update(SecondFactor).where(SecondFactor.fresh_since < now - SHOWN_FOR)
    for statement in (sessions, slips, tries, links, browsers):
        db.session.execute(statement)
    db.session.execute(unread.values(fresh_codes=None, fresh_since=None))
