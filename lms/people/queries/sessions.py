"""Sessions and slips, found by their secret or by their owner."""

from datetime import datetime
from hashlib import sha256

import sqlalchemy as sa
from sqlalchemy.orm import contains_eager, joinedload

from lms.db import db
from lms.errors import N_, Gone, NotFound
from lms.people import access
from lms.people.domain import Entrance, Status, is_live
from lms.people.models import (
    Department,
    EnrolmentSlip,
    FailedTry,
    KnownBrowser,
    Person,
    ResetLink,
    SecondFactor,
    SignInSession,
)
from lms.people.queries.people import called

# Every page asks this one; made once, since making it costs more than carrying it out.
LIVE_SESSION = (
    sa.select(SignInSession, sa.exists().where(Department.lead_id == Person.id))
    .join(SignInSession.person)
    .where(SignInSession.token_hash == sa.bindparam("token_hash"), Person.status == Status.ACTIVE)
    .options(
        contains_eager(SignInSession.person).joinedload(Person.grants),
        contains_eager(SignInSession.person)
        .joinedload(Person.second_factor)
        .load_only(SecondFactor.confirmed_at),
    )
)


def token_hash(token: str) -> str:
    """What the database keeps of a secret that a cookie or a link carries."""
    return sha256(token.encode()).hexdigest()


def live_session(token: str, now: datetime) -> SignInSession | None:
    """The session behind a cookie's token, if it signs in still.

    One query brings its person, the roles, and whether the person leads a department: all that most
    pages need to know about who asks.
    """
    found = db.session.execute(LIVE_SESSION, {"token_hash": token_hash(token)})
    row = found.unique().one_or_none()
    if row is None or not _is_live(row[0], now):
        return None
    session: SignInSession = row[0]
    access.remember_leading(session.person_id, leads=row[1])
    return session


def expired_session(token: str, now: datetime) -> bool:
    """Whether the session behind a cookie's token is over, and nobody has written that down yet."""
    session = db.session.scalar(
        sa.select(SignInSession).where(
            SignInSession.token_hash == token_hash(token), SignInSession.ended_at.is_(None)
        )
    )
    return session is not None and not _is_live(session, now)


def sessions_of(person: Person, now: datetime) -> list[SignInSession]:
    """A person's sessions that sign in still, the one used last first."""
    rows = db.session.scalars(
        sa.select(SignInSession)
        .where(SignInSession.person_id == person.id, SignInSession.ended_at.is_(None))
        .order_by(SignInSession.last_seen_at.desc(), SignInSession.id.desc())
    )
    return [session for session in rows if _is_live(session, now)]


def own_session(person: Person, public_id: str) -> SignInSession:
    """One of a person's own sessions.

    Raises NotFound.
    """
    found = db.session.scalar(
        sa.select(SignInSession).where(
            SignInSession.public_id == public_id, SignInSession.person_id == person.id
        )
    )
    if found is None:
        raise NotFound
    return found


def open_slip(token: str, now: datetime) -> EnrolmentSlip:
    """The enrolment slip behind a link, if it can still be used.

    Raises NotFound for one that is unknown, used, replaced or expired, without telling which.
    """
    found = db.session.scalar(
        sa.select(EnrolmentSlip)
        .join(Person, Person.id == EnrolmentSlip.person_id)
        .where(
            EnrolmentSlip.token_hash == token_hash(token),
            EnrolmentSlip.used_at.is_(None),
            EnrolmentSlip.expires_at > now,
            Person.status == Status.ACTIVE,
        )
        .options(joinedload(EnrolmentSlip.person, innerjoin=True))
    )
    if found is None:
        raise Gone(
            N_("这张凭条不能用了"),
            N_("这张登录凭条用过了、换过了或者过期了。请向给您凭条的人再要一张。"),
        )
    return found


def open_link(token: str, now: datetime) -> ResetLink:
    """The link to a new password, if it can still be used.

    Raises Gone for one that is unknown, used or expired, without telling which.
    """
    found = db.session.scalar(
        sa.select(ResetLink)
        .join(Person, Person.id == ResetLink.person_id)
        .where(
            ResetLink.token_hash == token_hash(token),
            ResetLink.used_at.is_(None),
            ResetLink.expires_at > now,
            Person.status == Status.ACTIVE,
        )
        .options(joinedload(ResetLink.person, innerjoin=True))
    )
    if found is None:
        raise Gone(
            N_("这个链接不能用了"),
            N_("这个链接用过了，或者过了 30 分钟。请再要一个新的。"),
            way_on="/forgotten",
        )
    return found


def is_known_browser(browser_hash: str, typed: str) -> bool:
    """Whether the person with a login or an address has signed in from a browser before."""
    known = (
        sa.select(KnownBrowser.id)
        .join(Person, Person.id == KnownBrowser.person_id)
        .where(KnownBrowser.browser_hash == browser_hash, called(typed))
    )
    return db.session.scalar(known.limit(1)) is not None


def failed_sign_ins(since: datetime) -> int:
    """How many tries to sign in failed since an instant; the rows of one try share theirs."""
    tries = sa.select(sa.func.count(sa.distinct(FailedTry.at))).where(
        FailedTry.door == Entrance.SIGN_IN, FailedTry.at > since
    )
    return db.session.scalar(tries) or 0


def _is_live(session: SignInSession, now: datetime) -> bool:
    return is_live(
        created_at=session.created_at,
        last_seen_at=session.last_seen_at,
        ended_at=session.ended_at,
        end_reason=session.end_reason,
        now=now,
    )
