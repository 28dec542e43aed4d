"""The throttle: tries are counted before they are checked, so that no two slip through at once."""

import math
from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256

import sqlalchemy as sa

from lms.db import db
from lms.errors import N_, TooMany
from lms.people.domain import LIMITS, SIGN_IN, Limit, folded, pause_left
from lms.people.models import FailedTry

LONGEST_TYPED = 200  # characters of a login that are looked at
SECONDS_PER_MINUTE = 60


@dataclass(frozen=True, slots=True)
class Try:
    """A counted try: who was tried, and the number of its row under the network."""

    own_hashes: tuple[str, ...]  # the login, and the login from this network
    network_row: int


def count_try(login: str, network: str, *, now: datetime) -> Try:
    """Count a try to sign in as failed until `forgive` says otherwise.

    It does not matter whether the login exists. Raises TooMany with the pause to keep.
    """
    login = folded(login[:LONGEST_TYPED])
    subjects = {"login and network": f"{login} {network}", "login": login, "network": network}
    hashes = {kind: _subject_hash(kind, text) for kind, text in subjects.items()}
    _queue_up(hashes["login"], hashes["network"])
    pause = max(_pause(hashes[kind], limit, now) for kind, limit in LIMITS.items())
    if pause:
        raise TooMany(
            N_("试得太多了，请等 %(wait)s 分钟再试。忘记密码可以请人事重开一张登录凭条。"),
            retry_after=pause,
            wait=math.ceil(pause / SECONDS_PER_MINUTE),
        )
    rows = {kind: FailedTry(door=SIGN_IN, subject_hash=h, at=now) for kind, h in hashes.items()}
    db.session.add_all(rows.values())
    db.session.flush()  # the number of the network's row is asked for at once
    own_hashes = tuple(h for kind, h in hashes.items() if kind != "network")
    return Try(own_hashes, rows["network"].id)


def forgive(right: Try) -> None:
    """A try was right: forget it and the failed ones of the same person.

    What others failed from the same network stays counted.
    """
    own = FailedTry.subject_hash.in_(right.own_hashes)
    db.session.execute(
        sa.delete(FailedTry).where(
            FailedTry.door == SIGN_IN, sa.or_(own, FailedTry.id == right.network_row)
        )
    )


def _pause(subject_hash: str, limit: Limit, now: datetime) -> int:
    counted = sa.select(sa.func.count(), sa.func.max(FailedTry.at)).where(
        FailedTry.door == SIGN_IN,
        FailedTry.subject_hash == subject_hash,
        FailedTry.at > now - limit.window,
    )
    failures, last = db.session.execute(counted).one()
    return math.ceil(pause_left(failures, last, now, limit).total_seconds())


def _subject_hash(kind: str, text: str) -> str:
    return sha256(f"{kind}: {text}".encode()).hexdigest()


def _queue_up(*hashes: str) -> None:
    """PostgreSQL: tries at the same login or from the same network are counted one by one."""
    if db.session.get_bind().dialect.name == "postgresql":
        for hash_ in hashes:
            number = int(hash_[:15], 16)  # fits the 63 bits that PostgreSQL takes
            db.session.execute(sa.select(sa.func.pg_advisory_xact_lock(number)))
