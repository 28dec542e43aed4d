"""Sessions and slips, found by their secret or by their owner."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import joinedload

from lms.db import adopted, db, editions, fixed
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
    RoleGrant,
    SecondFactor,
    SignInSession,
)
from lms.people.queries.people import called

_session, _person = SignInSession.__table__, Person.__table__
_factor, _grant = SecondFactor.__table__, RoleGrant.__table__
_edition = editions.Edition.__table__
# What every request asks for, as columns: to make objects of all of it costs more than to ask. The
# rest, such as the address or the hash of the password, is read by who needs it.
_OF_PERSON = tuple(
    _person.c[name]
    for name in (
        *("id", "public_id", "login", "name", "language", "department_id"),
        *("status", "password_due", "is_demo"),
    )
)
_NAMES = tuple(column.name for column in _OF_PERSON)
LIVE_SESSION = (
    sa.select(
        _session.c.id,
        _session.c.created_at,
        _session.c.last_seen_at,
        _session.c.ended_at,
        _session.c.end_reason,
        _session.c.renewal_due,
        sa.exists().where(Department.__table__.c.lead_id == _person.c.id).label("leads"),
        _factor.c.id.label("factor_id"),
        _factor.c.confirmed_at,
        _grant.c.role,
        _grant.c.department_id.label("narrowed_to"),
        _edition.c.name.label("edition"),
        _edition.c.number.label("edition_number"),
        *_OF_PERSON,
    )
    .select_from(
        _session.join(_person, _person.c.id == _session.c.person_id)
        .outerjoin(_factor, _factor.c.person_id == _person.c.id)
        .outerjoin(
            _grant, sa.and_(_grant.c.person_id == _person.c.id, _grant.c.revoked_at.is_(None))
        )
        .outerjoin(_edition, sa.true())
    )
    .where(
        _session.c.token_hash == sa.bindparam("token_hash"),
        _person.c.status == fixed(Status.ACTIVE),
    )
)


@dataclass(frozen=True, slots=True)
class LiveSession:
    """The session behind a cookie, as far as every request asks, and whose it is."""

    id: int
    last_seen_at: datetime
    ended_at: datetime | None  # renewed a moment ago, under another token
    renewal_due: bool
    person: Person

    def row(self) -> SignInSession:
        """All of it, for what changes it."""
        return db.session.get_one(SignInSession, self.id)


def token_hash(token: str) -> str:
    """What the database keeps of a secret that a cookie or a link carries."""
    return sha256(token.encode()).hexdigest()


def live_session(token: str, now: datetime) -> LiveSession | None:
    """The session behind a cookie's token, if it signs in still.

    One query brings its person, the roles, whether the person leads a department, and the editions
    of what seldom changes: what every page asks for.
    """
    rows = db.session.execute(LIVE_SESSION, {"token_hash": token_hash(token)}).all()
    if not rows:
        return None
    number, created_at, seen_at, ended_at, reason, renewal_due, leads, *_ = rows[0]
    if not is_live(
        created_at=created_at, last_seen_at=seen_at, ended_at=ended_at, end_reason=reason, now=now
    ):
        return None
    person = _person_of(rows)
    access.remember_leading(person.id, leads=leads)
    editions.know({row.edition: row.edition_number for row in rows if row.edition})
    return LiveSession(number, seen_at, ended_at, renewal_due, person)


def _person_of(rows: Sequence[sa.Row[*tuple[Any, ...]]]) -> Person:
    """Whose session it is; every role in force stands in some of the rows."""
    first = rows[0]
    values = dict(zip(_NAMES, first[-len(_NAMES) :], strict=True))
    grants = [
        RoleGrant(person_id=values["id"], role=role, department_id=narrowed_to)
        for role, narrowed_to in {row.role: row.narrowed_to for row in rows if row.role}.items()
    ]
    return adopted(Person, values, grants=grants, second_factor=_factor_of(first, values["id"]))


def _factor_of(row: sa.Row[*tuple[Any, ...]], person_id: int) -> SecondFactor | None:
    if row.factor_id is None:
        return None
    values = {"id": row.factor_id, "person_id": person_id, "confirmed_at": row.confirmed_at}
    return adopted(SecondFactor, values)


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
