"""What mentors do for their apprentices: record an observation, alone or with a checklist."""

from collections.abc import Iterator
from datetime import date, datetime

import sqlalchemy as sa

from lms import clock
from lms.db import db
from lms.errors import N_, Forbidden, Stale
from lms.library.queries import Published
from lms.mentoring import queries
from lms.mentoring.domain import Checklist, Mark, Observation, Sheet, Verdict
from lms.mentoring.models import ChecklistMark, ChecklistRecord, Duet, ObservationRecord
from lms.mentoring.service.duets import keep_finding
from lms.mentoring.service.requests import settle_requests
from lms.messages import service as messages
from lms.people import access, audit
from lms.people.models import Pair, Person

TOLD = {
    Verdict.MET: N_("%(by)s观察了您的工作，写了一条记录：达到。"),
    Verdict.NOT_YET: N_("%(by)s观察了您的工作，写了一条记录：还没达到，并写明了看到的情况。"),
}
USED = N_("这一页已经用过了，请刷新后再写。")


def record_observation(
    actor: Person, pair: Pair, observation: Observation, *, key: str, now: datetime
) -> ObservationRecord:
    """Write down what a mentor saw of the apprentice.

    The same key again gives the same record. Raises Forbidden for oneself and for anybody but the
    mentor of this moment, Stale for a key that another record has.
    """
    access.must_not_be_self(actor, pair.apprentice_id)
    must_be_mentor(actor, pair, clock.day_of(now))
    made = db.session.scalar(
        sa.select(ObservationRecord).where(
            ObservationRecord.mentor_id == actor.id, ObservationRecord.key == key
        )
    )
    if made is not None:
        if made.pair_id != pair.id:
            raise Stale(USED)
        return made
    record = ObservationRecord(
        pair_id=pair.id,
        person_id=pair.apprentice_id,
        mentor_id=actor.id,
        competency=observation.competency,
        verdict=observation.verdict,
        evidence=observation.evidence,
        setting=observation.setting,
        at=now,
        key=key,
    )
    db.session.add(record)
    db.session.flush()  # the audit event and the message name it
    settle_requests(pair, [record.competency], now=now)
    _tell(actor, pair, record, now)
    return record


def record_checklist(
    actor: Person,
    pair: Pair,
    checklist: Published[Checklist],
    sheet: Sheet,
    *,
    duet: Duet | None = None,
    key: str,
    now: datetime,
) -> ChecklistRecord:
    """Write down what a mentor saw of the apprentice, item by item, and what it says.

    With a `duet` it is about that role-play.

    The same key again gives the same record. Raises WrongField for what is missing, Forbidden for
    oneself and for anybody but the mentor of this moment, Stale for a key that another record has.
    """
    access.must_not_be_self(actor, pair.apprentice_id)
    must_be_mentor(actor, pair, clock.day_of(now))
    made = queries.record_by_key(actor, key)
    if made is not None:
        if made.pair_id != pair.id:
            raise Stale(USED)
        return made
    for gap in sheet.gaps():
        raise gap
    record = ChecklistRecord(
        pair_id=pair.id,
        person_id=pair.apprentice_id,
        mentor_id=actor.id,
        revision_id=checklist.revision_id,
        setting=sheet.setting,
        verdict=sheet.verdict,
        evidence=sheet.said,
        at=now,
        key=key,
    )
    db.session.add(record)
    db.session.flush()  # marks, findings, the audit event and the message name it
    db.session.add_all([*_marks(record, sheet), *_findings(record, sheet)])
    if duet is not None:
        keep_finding(duet, record, now=now)
    settle_requests(pair, [found.competency for found in sheet.findings()], now=now)
    _tell_checklist(actor, pair, record, now)
    return record


def must_be_mentor(actor: Person, pair: Pair, today: date) -> None:
    """Only the mentor of this moment observes. Raises Forbidden."""
    if not queries.is_mentor(actor, pair, today):
        raise Forbidden(N_("只有现在的师父可以写观察记录。"))


def _tell(actor: Person, pair: Pair, record: ObservationRecord, now: datetime) -> None:
    audit.record(
        "observation.recorded",
        actor=actor,
        subject=pair.apprentice,
        now=now,
        observation=record.public_id,
        competency=record.competency,
        verdict=record.verdict,
    )
    messages.tell(
        pair.apprentice,
        sentence=TOLD[Verdict(record.verdict)],
        link="/mentoring#observations",
        key=f"observation-{record.public_id}",
        now=now,
        by=actor,
    )


def _marks(record: ChecklistRecord, sheet: Sheet) -> Iterator[ChecklistMark]:
    for mark in (Mark.YES, Mark.NO):
        for item in sheet.marked(mark):
            words = sheet.of(item).words
            yield ChecklistMark(
                record_id=record.id, item=item.id, is_done=mark is Mark.YES, words=words
            )


def _findings(record: ChecklistRecord, sheet: Sheet) -> Iterator[ObservationRecord]:
    for found in sheet.findings():
        yield ObservationRecord(
            pair_id=record.pair_id,
            person_id=record.person_id,
            mentor_id=record.mentor_id,
            competency=found.competency,
            verdict=found.verdict,
            evidence=record.evidence,
            setting=record.setting,
            checklist_record_id=record.id,
            done=found.done,
            seen=found.seen,
            share=found.share,
            at=record.at,
            key=f"{record.public_id}-{found.competency}",
        )


def _tell_checklist(actor: Person, pair: Pair, record: ChecklistRecord, now: datetime) -> None:
    audit.record(
        "observation.recorded",
        actor=actor,
        subject=pair.apprentice,
        now=now,
        checklist=record.public_id,
        verdict=record.verdict,
    )
    messages.tell(
        pair.apprentice,
        sentence=TOLD[Verdict(record.verdict)],
        link=f"/mentoring/observations/{record.public_id}",
        key=f"observation-{record.public_id}",
        now=now,
        by=actor,
    )
