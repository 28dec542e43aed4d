"""Granting another attempt at an assessment, and taking it back; audited without the reason."""

from datetime import date, datetime

from lms.db import db, lock
from lms.errors import N_, Invalid, NotFound, Stale
from lms.library import queries as library
from lms.library.domain import LANGUAGES
from lms.library.models import Document
from lms.messages import service as messages
from lms.people import audit
from lms.people.access import must_not_be_self
from lms.people.models import Person
from lms.scenarios import queries
from lms.scenarios.content import KIND
from lms.scenarios.models import ExtraAttempt

GRANTED, ENDED = "extra-attempt.granted", "extra-attempt.ended"
GRANTED_WORDS = N_("多给%(subject)s一次情景考核的机会")
ENDED_WORDS = N_("收回多给%(subject)s的一次情景考核机会")
TOLD = N_("%(by)s多给您一次“%(scenario)s”的考核机会。准备好了再考，不急。")
TAKEN_BACK = N_("%(by)s收回了多给您的一次“%(scenario)s”考核机会。有疑问请直接问对方。")
NOBODY = N_(
    "没有找到可以补考的同事。请核对登录名；培训师只能给分到自己情景、或者考过这个情景的同事补考。"
)
USED = N_("这次机会已经用掉了，收不回来；考出来的成绩照算。")


def grant_attempt(
    actor: Person,
    *,
    login: str,
    document_id: int,
    reason: str,
    key: str,
    today: date,
    now: datetime,
) -> ExtraAttempt:
    """Give somebody one more assessment of a scenario; the same key gives it once.

    Raises Invalid when nobody of that login may be given it, Forbidden for oneself.
    """
    granted = queries.attempt_by_granting_key(actor, key)
    if granted is not None:
        return granted
    person = queries.attempt_receiver(actor, login, document_id, today)
    if person is None:
        raise Invalid(NOBODY)
    must_not_be_self(actor, person.id)
    made = ExtraAttempt(
        person=person,
        document=db.session.get_one(Document, document_id),
        reason=reason,
        key=key,
        granted_by=actor,
        granted_at=now,
    )
    db.session.add(made)
    db.session.flush()  # its public id is told
    _keep(GRANTED, TOLD, made, actor, now)
    return made


def take_attempt_back(actor: Person, public_id: str, *, today: date, now: datetime) -> None:
    """Take an attempt back that is not used; one that was taken back stays so.

    Raises NotFound for what somebody may not see, Forbidden for one's own, Stale when it is used.
    """
    found = queries.granted_attempt(actor, public_id, today)
    if found is None:
        raise NotFound
    must_not_be_self(actor, found.person_id)
    lock(found)  # whoever begins an assessment on it now, does so before or after
    if found.ended_at is not None:
        return
    if queries.is_used(found):
        raise Stale(USED)
    found.ended_at, found.ended_by_id = now, actor.id
    _keep(ENDED, TAKEN_BACK, found, actor, now)


def _keep(kind: str, told: str, extra: ExtraAttempt, actor: Person, now: datetime) -> None:
    document = extra.document
    audit.record(kind, actor=actor, subject=extra.person, now=now, document=document.id)
    messages.tell(
        extra.person,
        sentence=told,
        link=f"/scenarios/{document.address}#assessment",
        key=f"{kind}-{extra.public_id}",
        now=now,
        by=actor,
        scenario=_title(document),
    )


def _title(document: Document) -> dict[str, str]:
    """What a scenario is called in each language; by its id once it is published no more."""
    live = library.published(KIND, document.name)
    title = live.content.title if live else None
    return {one: title.in_(one) if title else document.name for one in LANGUAGES}
