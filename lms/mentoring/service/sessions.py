"""Sessions: writing one down, confirming it, putting it right, to-dos, private notes."""

from datetime import datetime

import sqlalchemy as sa

from lms import clock
from lms.db import db, lock
from lms.errors import N_, Forbidden, Invalid, NotFound, Stale
from lms.mentoring import queries
from lms.mentoring.domain import LONGEST_NOTES, Answer, Meeting
from lms.mentoring.models import (
    PrivateNote,
    SessionAnswer,
    SessionRecord,
)
from lms.mentoring.queries import Session
from lms.mentoring.service.outcomes import follow_up, note
from lms.messages import service as messages
from lms.people import access, audit
from lms.people.models import Pair, Person

TOLD = N_("%(by)s记下了和您的面谈，请看看写得对不对。")
TOLD_AGAIN = N_("%(by)s更正了一次面谈的记录，请再看一遍。")
CONTESTED = N_("%(by)s说面谈记录有出入，写了哪里不一样。")
NOT_MENTOR = N_("只有现在的师父可以记面谈。")
NOT_OWN = N_("记录要由对方确认，自己不能替对方确认。")
ANSWERED = N_("这条记录已经确认过，或者写过哪里不一样了。")
CORRECTED = N_("这条记录已经更正过，请看更正后的那一条。")
USED = N_("这一页已经用过了，请刷新后再写。")
NO_TALK = N_("请选一种面谈。")


def record_session(
    actor: Person, pair: Pair, meeting: Meeting, *, key: str, now: datetime
) -> SessionRecord:
    """Write down a session; the apprentice is asked to confirm it.

    The same key again gives the same record. Raises Forbidden for oneself and for anybody but the
    mentor of this moment, Invalid for an unknown sort of session or a day that cannot be, Stale for
    a key that another pair's record has and for a record that was corrected already.
    """
    today = clock.day_of(now)
    access.must_not_be_self(actor, pair.apprentice_id)
    if not queries.is_mentor(actor, pair, today):
        raise Forbidden(NOT_MENTOR)
    made = queries.session_by_key(actor, key)
    if made is not None:
        if made.pair_id != pair.id:
            raise Stale(USED)
        return made
    meeting.check_day(today, pair.starts_on)
    record = _add(actor, pair, meeting, key, now)
    follow_up(actor, pair, record, meeting, now=now)
    _tell(actor, pair, record, now)
    return record


def answer_session(actor: Person, seen: Session, answer: Answer, *, now: datetime) -> None:
    """Let the apprentice confirm a record, or say what was different; once.

    The same answer again changes nothing. Raises Forbidden for anybody else, Stale for a record
    that was answered otherwise or corrected.
    """
    record = seen.record
    if record.person_id != actor.id:
        raise Forbidden(NOT_OWN)
    lock(record)
    given = _answer_to(record)
    if given is not None:
        if (given.is_confirmed, given.words) != (answer.is_confirmed, answer.words):
            raise Stale(ANSWERED)
        return
    if _correction_of(record) is not None:
        raise Stale(CORRECTED)
    db.session.add(
        SessionAnswer(
            session_id=record.id,
            person_id=actor.id,
            is_confirmed=answer.is_confirmed,
            words=answer.words,
            at=now,
        )
    )
    _tell_answer(actor, record, answer, now)


def keep_private(actor: Person, seen: Session, words: str, *, now: datetime) -> None:
    """Keep what somebody notes about a session for themselves alone; no words: nothing is kept.

    Raises Invalid for too many words.
    """
    if len(words) > LONGEST_NOTES:
        raise Invalid(N_("最多写 %(most)s 个字。"), most=LONGEST_NOTES)
    wanted = sa.select(PrivateNote).where(
        PrivateNote.session_id == seen.record.id, PrivateNote.writer_id == actor.id
    )
    kept = db.session.scalar(wanted)
    if kept is not None and words:
        kept.words, kept.at = words, now
    elif kept is not None:
        db.session.delete(kept)
    elif words:
        note(actor, seen.record, words, now=now)


def _add(actor: Person, pair: Pair, meeting: Meeting, key: str, now: datetime) -> SessionRecord:
    talks = queries.talks()
    if talks is None or talks.content.of(meeting.talk) is None:
        raise Invalid(NO_TALK)
    record = SessionRecord(
        pair_id=pair.id,
        person_id=pair.apprentice_id,
        mentor_id=actor.id,
        revision_id=talks.revision_id,
        talk=meeting.talk,
        held_on=meeting.held_on,
        minutes=meeting.minutes,
        shared=meeting.shared,
        next_on=meeting.next_on,
        corrects_id=_original(actor, pair, meeting.corrects),
        at=now,
        key=key,
    )
    db.session.add(record)
    db.session.flush()  # what belongs to it names it
    return record


def _original(actor: Person, pair: Pair, public_id: str) -> int | None:
    """The record whose place another takes. Raises NotFound, Stale when one has it already."""
    if not public_id:
        return None
    wanted = sa.select(SessionRecord).where(
        SessionRecord.public_id == public_id,
        SessionRecord.pair_id == pair.id,
        SessionRecord.mentor_id == actor.id,
    )
    found = db.session.scalar(wanted)
    if found is None:
        raise NotFound
    lock(found)
    if _correction_of(found) is not None:
        raise Stale(CORRECTED)
    return found.id


def _answer_to(record: SessionRecord) -> SessionAnswer | None:
    wanted = sa.select(SessionAnswer).where(SessionAnswer.session_id == record.id)
    return db.session.scalar(wanted)


def _correction_of(record: SessionRecord) -> int | None:
    wanted = sa.select(SessionRecord.id).where(SessionRecord.corrects_id == record.id)
    return db.session.scalar(wanted)


def _tell(actor: Person, pair: Pair, record: SessionRecord, now: datetime) -> None:
    kind = "session.recorded" if record.corrects_id is None else "session.corrected"
    audit.record(kind, actor=actor, subject=pair.apprentice, now=now, session=record.public_id)
    messages.tell(
        pair.apprentice,
        sentence=TOLD if record.corrects_id is None else TOLD_AGAIN,
        link=f"/mentoring/sessions/{record.public_id}",
        key=f"session-{record.public_id}",
        now=now,
        by=actor,
    )


def _tell_answer(actor: Person, record: SessionRecord, answer: Answer, now: datetime) -> None:
    kind = "session.confirmed" if answer.is_confirmed else "session.contested"
    audit.record(kind, actor=actor, subject=actor, now=now, session=record.public_id)
    if not answer.is_confirmed:
        messages.tell(
            record.mentor,
            sentence=CONTESTED,
            link=f"/mentoring/sessions/{record.public_id}",
            key=f"session-{record.public_id}-different",
            now=now,
            by=actor,
        )
