"""Granting more time in assessments, and taking it back; both are audited without the reason."""

from datetime import date, datetime

from lms.db import db, lock
from lms.errors import N_, Invalid, NotFound
from lms.messages import service as messages
from lms.people import audit
from lms.people.access import must_not_be_self
from lms.people.models import Person
from lms.scenarios import queries
from lms.scenarios.models import ExtraTime

GRANTED, ENDED = "extra-time.granted", "extra-time.ended"
GRANTED_WORDS = N_("给%(subject)s的情景考核加时 %(percent)s%%")
ENDED_WORDS = N_("收回%(subject)s的情景考核加时 %(percent)s%%")
TOLD = N_(
    "您的情景考核加时 %(percent)s%%，从下一次考核起，整场的时间和客户等您的时间都按这个放宽。"
)
TAKEN_BACK = N_("您的情景考核加时已收回，下一次考核按原来的时间。有疑问请找给您加时的同事。")
NOBODY = N_("没有找到可以加时的同事。请核对登录名；培训师只能给分到自己情景的同事加时。")


def grant_extra_time(
    actor: Person,
    *,
    login: str,
    document_id: int | None,
    percent: int,
    reason: str,
    key: str,
    today: date,
    now: datetime,
) -> ExtraTime:
    """Give somebody more time in assessments begun from now on; the same key gives it once.

    `document_id` None means all scenarios. Raises Invalid when nobody of that login may be given
    it, Forbidden for oneself.
    """
    granted = queries.by_granting_key(actor, key)
    if granted is not None:
        return granted
    person = queries.receiver(actor, login, document_id, today)
    if person is None:
        raise Invalid(NOBODY)
    must_not_be_self(actor, person.id)
    made = ExtraTime(
        person=person,
        document_id=document_id,
        percent=percent,
        reason=reason,
        key=key,
        granted_by=actor,
        granted_at=now,
    )
    db.session.add(made)
    db.session.flush()  # its public id is told
    _keep(GRANTED, TOLD, made, actor, now)
    return made


def end_extra_time(actor: Person, public_id: str, *, today: date, now: datetime) -> None:
    """Take extra time back, for assessments begun from now on.

    Raises NotFound for what somebody may not see, or has been taken back; Forbidden for one's own.
    """
    found = queries.extra_time(actor, public_id, today)
    if found is None:
        raise NotFound
    must_not_be_self(actor, found.person_id)
    lock(found)
    found.ended_at, found.ended_by_id = now, actor.id
    _keep(ENDED, TAKEN_BACK, found, actor, now)


def _keep(kind: str, told: str, extra: ExtraTime, actor: Person, now: datetime) -> None:
    facts = {"percent": extra.percent, "document": extra.document_id}
    audit.record(kind, actor=actor, subject=extra.person, now=now, **facts)
    messages.tell(
        extra.person,
        sentence=told,
        link="/scenarios",
        key=f"{kind}-{extra.public_id}",
        now=now,
        percent=extra.percent,
    )
