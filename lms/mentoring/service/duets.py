"""Two-seat role-plays: beginning one, saying something, ending it."""

from datetime import datetime

import sqlalchemy as sa

from lms import clock
from lms.db import db, lock
from lms.errors import N_, Forbidden, Stale
from lms.library.queries import Published
from lms.mentoring import queries
from lms.mentoring.domain import MOST_LINES, Card, check_line
from lms.mentoring.models import ChecklistRecord, Duet, DuetLine
from lms.messages import service as messages
from lms.people import access, audit
from lms.people.models import Pair, Person

TOLD = N_("%(by)s扮客户，等您来接：一次对练开始了。")
NOT_MENTOR = N_("只有现在的师父可以开始对练。")
OVER = N_("这次对练已经结束了。")
FULL = N_("这次对练说满了 %(most)s 句，请结束它。")


def begin_duet(
    actor: Person, pair: Pair, card: Published[Card], *, key: str, now: datetime
) -> Duet:
    """Begin a role-play; while one is going on, or with the same key, that one is given.

    Raises Forbidden for oneself and for anybody but the mentor of this moment.
    """
    access.must_not_be_self(actor, pair.apprentice_id)
    if not queries.is_mentor(actor, pair, clock.day_of(now)):
        raise Forbidden(NOT_MENTOR)
    lock(pair)
    made = queries.duet_by_key(actor, key) or queries.open_duet(pair)
    if made is not None:
        return made
    duet = Duet(
        pair_id=pair.id,
        person_id=pair.apprentice_id,
        mentor_id=actor.id,
        revision_id=card.revision_id,
        started_at=now,
        key=key,
    )
    db.session.add(duet)
    db.session.flush()  # the audit event and the message name it
    audit.record("duet.begun", actor=actor, subject=pair.apprentice, now=now, duet=duet.public_id)
    messages.tell(
        pair.apprentice,
        sentence=TOLD,
        link=f"/mentoring/duets/{duet.public_id}",
        key=f"duet-{duet.public_id}",
        now=now,
        by=actor,
    )
    return duet


def say(actor: Person, duet: Duet, words: str, *, key: str, now: datetime) -> None:
    """Say something; the same key again says nothing more.

    Raises Invalid for no words or too many, Forbidden for anybody but the two, Stale once it is
    over.
    """
    check_line(words)
    if actor.id not in (duet.mentor_id, duet.person_id):
        raise Forbidden(NOT_MENTOR)
    lock(duet)
    of_duet = DuetLine.duet_id == duet.id
    if db.session.scalar(sa.select(DuetLine.id).where(of_duet, DuetLine.key == key)) is not None:
        return
    if duet.ended_at is not None:
        raise Stale(OVER)
    said = db.session.scalar(sa.select(sa.func.max(DuetLine.number)).where(of_duet)) or 0
    if said >= MOST_LINES:
        raise Stale(FULL, most=MOST_LINES)
    line = DuetLine(duet_id=duet.id, number=said + 1, by_id=actor.id, words=words, at=now, key=key)
    db.session.add(line)


def end_duet(actor: Person, duet: Duet, *, now: datetime) -> None:
    """End a role-play; again changes nothing. Raises Forbidden for anybody but the mentor."""
    if actor.id != duet.mentor_id:
        raise Forbidden(NOT_MENTOR)
    lock(duet)
    if duet.ended_at is None:
        duet.ended_at = now


def keep_finding(duet: Duet, record: ChecklistRecord, *, now: datetime) -> None:
    """Let a role-play lead to the checklist that was filled in about it; the first one stays."""
    lock(duet)
    if duet.checklist_record_id is None:
        duet.ended_at = duet.ended_at or now
        duet.checklist_record_id = record.id
