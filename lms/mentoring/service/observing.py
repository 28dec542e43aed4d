"""What mentors do for their apprentices: record an observation."""

from datetime import date, datetime

import sqlalchemy as sa

from lms import clock
from lms.db import db
from lms.errors import N_, Forbidden, Stale
from lms.mentoring import queries
from lms.mentoring.domain import Observation, Verdict
from lms.mentoring.models import ObservationRecord
from lms.messages import service as messages
from lms.people import access, audit
from lms.people.models import Pair, Person

TOLD = {
    Verdict.MET: N_("%(by)s观察了您的工作，写了一条记录：达到。"),
    Verdict.NOT_YET: N_("%(by)s观察了您的工作，写了一条记录：还没达到，并写明了看到的情况。"),
}


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
            raise Stale(N_("这一页已经用过了，请刷新后再写。"))
        return made
    record = ObservationRecord(
        pair_id=pair.id,
        person_id=pair.apprentice_id,
        mentor_id=actor.id,
        competency=observation.competency,
        verdict=observation.verdict,
        evidence=observation.evidence,
        at=now,
        key=key,
    )
    db.session.add(record)
    db.session.flush()  # the audit event and the message name it
    _tell(actor, pair, record, now)
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
