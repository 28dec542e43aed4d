"""Enrolment slips: a single-use secret with which a person sets a first or new password."""

from datetime import datetime

import sqlalchemy as sa

from lms.db import db, lock
from lms.errors import N_, Forbidden, NotFound
from lms.people import access, audit
from lms.people.domain import SLIP_LIFE, EndReason, may_issue_slip
from lms.people.models import EnrolmentSlip, Person
from lms.people.queries import token_hash
from lms.people.service.reset import end_ways_in
from lms.people.service.sessions import end_all_sessions, new_token, set_password, sign_in


def issue_slip(actor: Person | None, person: Person, *, now: datetime) -> str:
    """Make a slip valid for 72 hours; its secret is returned once. Older slips stop working.

    Raises Forbidden for oneself, and for somebody whose account the actor must not be able to
    enter.
    """
    if actor is not None:
        access.must_not_be_self(actor, person.id)
        if not may_issue_slip(actor.roles, person.roles):
            raise Forbidden(N_("这个账号的登录凭条只能由管理员来开。"))
    _end_open_slips(person, now)
    token = new_token()
    db.session.add(
        EnrolmentSlip(
            person_id=person.id,
            token_hash=token_hash(token),
            created_at=now,
            created_by_id=actor.id if actor else None,
            expires_at=now + SLIP_LIFE,
        )
    )
    audit.record("slip.issued", actor=actor, subject=person, now=now)
    return token


def enrol(
    slip: EnrolmentSlip,
    *,
    new_hash: str,
    browser: str,
    known_as: str | None = None,
    now: datetime,
) -> str | None:
    """Set the password by a slip and sign in; the token for the browser's cookie.

    None when a code of the second factor is needed too. All other sessions end. Raises NotFound
    when the slip was used, replaced or has expired meanwhile.
    """
    lock(slip)
    person = slip.person
    lock(person)
    if slip.used_at is not None or slip.expires_at <= now or not person.is_active:
        raise NotFound(N_("这张登录凭条用过了、换过了或者过期了。请向给您凭条的人再要一张。"))
    set_password(person, new_hash)
    end_ways_in(person, now)
    end_all_sessions(person, EndReason.PASSWORD, now=now)
    audit.record("password.enrolled", actor=person, subject=person, now=now)
    if person.has_second_factor:
        return None
    return sign_in(
        person, checked_hash=new_hash, browser=browser, right=None, known_as=known_as, now=now
    )


def _end_open_slips(person: Person, now: datetime) -> None:
    db.session.execute(
        sa.update(EnrolmentSlip)
        .where(EnrolmentSlip.person_id == person.id, EnrolmentSlip.used_at.is_(None))
        .values(used_at=now)
    )
