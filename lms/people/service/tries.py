"""The throttle: tries are counted before they are checked, so that no two slip through at once."""

import math
from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256

import sqlalchemy as sa

from lms.db import db
from lms.errors import N_, TooMany
from lms.people.domain import LIMITS, Entrance, Knock, Lane, Limit, pause_left
from lms.people.models import FailedTry

SECONDS_PER_MINUTE = 60
WAIT = {
    Entrance.SIGN_IN: N_("试得太多了，请等 %(wait)s 分钟再试。忘记密码可以重设，见下面。"),
    Entrance.VERIFICATION: N_("查询太多了，请等 %(wait)s 分钟再试。"),
}
WAIT_ELSEWHERE = N_("试得太多了，请等 %(wait)s 分钟再试。")


@dataclass(frozen=True, slots=True)
class Try:
    """A counted try: what was tried, when, and the number of its row under the network."""

    knock: Knock
    at: datetime
    network_row: int | None


def count_try(knock: Knock, *, now: datetime) -> Try:
    """Count a try as failed until `forgive` says otherwise.

    It does not matter whether the account exists. Raises TooMany with the pause to keep.
    """
    hashes = _hashes(knock)
    _queue_up(*hashes.values())
    check_may_try(knock, now=now)
    rows = {
        lane: FailedTry(door=knock.entrance, subject_hash=hash_, at=now)
        for lane, hash_ in hashes.items()
    }
    db.session.add_all(rows.values())
    db.session.flush()  # the number of the network's row is asked for at once
    return Try(knock, now, rows[Lane.NETWORK].id if Lane.NETWORK in rows else None)


def count_failure(knock: Knock, *, now: datetime) -> None:
    """Count what has failed already, after `check_may_try` let it be made."""
    db.session.add_all(
        FailedTry(door=knock.entrance, subject_hash=hash_, at=now)
        for hash_ in _hashes(knock).values()
    )


def check_may_try(knock: Knock, *, now: datetime) -> None:
    """Whether the next try may be made now, without counting it. Raises TooMany."""
    limits = LIMITS[knock.entrance]
    pauses = (
        _pause(knock.entrance, hash_, limits[lane], now) for lane, hash_ in _hashes(knock).items()
    )
    pause = max(pauses, default=0)
    if pause:
        raise TooMany(
            WAIT.get(knock.entrance, WAIT_ELSEWHERE),
            retry_after=pause,
            wait=math.ceil(pause / SECONDS_PER_MINUTE),
        )


def forgive(right: Try) -> None:
    """A try was right: forget it and the failed ones of the same account from here.

    What failed elsewhere at the same account stays counted, and what others failed from here.
    """
    hashes, tried = _hashes(right.knock), FailedTry.door == right.knock.entrance
    from_here = FailedTry.subject_hash == (hashes.get(Lane.OWN) or hashes.get(Lane.FROM_NETWORK))
    moments = {right.at, *db.session.scalars(sa.select(FailedTry.at).where(tried, from_here))}
    at_the_account = sa.and_(
        FailedTry.subject_hash == hashes.get(Lane.ACCOUNT), FailedTry.at.in_(moments)
    )
    own = sa.or_(from_here, at_the_account, FailedTry.id == right.network_row)
    db.session.execute(sa.delete(FailedTry).where(tried, own))


def _pause(entrance: Entrance, subject_hash: str, limit: Limit, now: datetime) -> int:
    counted = sa.select(sa.func.count(), sa.func.max(FailedTry.at)).where(
        FailedTry.door == entrance,
        FailedTry.subject_hash == subject_hash,
        FailedTry.at > now - limit.window,
    )
    failures, last = db.session.execute(counted).one()
    return math.ceil(pause_left(failures, last, now, limit).total_seconds())


def _hashes(knock: Knock) -> dict[Lane, str]:
    return {
        lane: sha256(f"{lane}: {subject}".encode()).hexdigest()
        for lane, subject in knock.subjects.items()
    }


def _queue_up(*hashes: str) -> None:
    """PostgreSQL: tries at the same account or from the same network are counted one by one."""
    if db.session.get_bind().dialect.name == "postgresql":
        for hash_ in sorted(hashes):
            number = int(hash_[:15], 16)  # fits the 63 bits that PostgreSQL takes
            db.session.execute(sa.select(sa.func.pg_advisory_xact_lock(number)))
