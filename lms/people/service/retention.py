"""Forgetting: traces of signing in are kept only as long as their register entry says."""

from datetime import datetime, timedelta

import sqlalchemy as sa

from lms.db import db
from lms.people.models import EnrolmentSlip, FailedTry, SignInSession

TRACES_KEPT = timedelta(days=180)
TRIES_KEPT = timedelta(days=2)  # the longest window of the throttle is one day


def forget_old_traces(*, now: datetime) -> None:
    """Delete failed tries, sessions and slips that are older than anybody needs them."""
    sessions = sa.delete(SignInSession).where(SignInSession.last_seen_at < now - TRACES_KEPT)
    slips = sa.delete(EnrolmentSlip).where(EnrolmentSlip.expires_at < now - TRACES_KEPT)
    tries = sa.delete(FailedTry).where(FailedTry.at < now - TRIES_KEPT)
    for statement in (sessions, slips, tries):
        db.session.execute(statement)
