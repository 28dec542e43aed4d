"""Letters by e-mail: asked for in the transaction of what they tell, sent by a job, never lost.

A letter is written when it is sent: in the language and to the address of that moment.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from datetime import datetime

import sqlalchemy as sa

from lms import i18n, jobs
from lms.db import db, lock
from lms.errors import N_, NotFound, Stale
from lms.jobs import JobStatus
from lms.messages.domain import MESSAGE, SEND, Trouble, Undelivered
from lms.messages.models import Mail, Message
from lms.people import post
from lms.people.models import Person
from lms.people.post import Letter

_is_quiet: ContextVar[bool] = ContextVar("quiet", default=False)


@dataclass(frozen=True, slots=True)
class Prepared:
    """A letter that can be sent now; the language is the one spoken from now on."""

    letter: Letter
    address: str
    public_id: str


@contextmanager
def quietly() -> Iterator[None]:
    """Send no letters about what happens meanwhile: it happened long ago."""
    token = _is_quiet.set(True)
    try:
        yield
    finally:
        _is_quiet.reset(token)


def is_mailed(person: Person) -> bool:
    """Whether a message to a person goes out by e-mail, too."""
    return bool(person.email and person.wants_mail and person.is_active and not _is_quiet.get())


def write_to(
    person: Person, kind: str, *, key: str, message: Message | None = None, now: datetime
) -> Mail:
    """Send a person a letter of a kind, once per key, after the running transaction.

    Raises KeyError for a kind that nobody registered.
    """
    post.kind_of(kind)
    asked = sa.select(Mail).where(Mail.person_id == person.id, Mail.key == key)
    found = db.session.scalar(asked)
    if found is not None:
        return found
    mail = Mail(person_id=person.id, kind=kind, key=key, message=message, created_at=now)
    db.session.add(mail)
    db.session.flush()  # the job carries its number
    jobs.enqueue(SEND, key=mail.public_id, now=now, number=mail.id)
    return mail


def prepare(number: int, *, now: datetime) -> Prepared | None:
    """Write a letter, in its reader's language, which is spoken from now on.

    None when it was sent or dropped before, or is dropped now because nobody would read it.
    """
    mail = db.session.get_one(Mail, number)
    lock(mail)
    if mail.sent_at or mail.dropped_at:
        return None
    trouble = _why_not(mail, now)
    if trouble:
        mail.trouble, mail.dropped_at = trouble, now
        return None
    person = mail.person
    i18n.speak(person.language or i18n.SOURCE)
    letter = post.kind_of(mail.kind).write(person, mail.key, now)
    return Prepared(letter, person.email or "", mail.public_id)


def _why_not(mail: Mail, now: datetime) -> Trouble | None:
    """Why a letter is not worth sending any more; None when it is."""
    person, life = mail.person, post.kind_of(mail.kind).life
    reasons = {
        Trouble.SUSPENDED: not person.is_active,
        Trouble.NO_ADDRESS: not person.email,
        Trouble.UNWANTED: mail.kind == MESSAGE and not person.wants_mail,
        Trouble.READ: mail.message is not None and mail.message.read_at is not None,
        Trouble.LATE: life is not None and now - mail.created_at > life,
    }
    return next((trouble for trouble, holds in reasons.items() if holds), None)


def note_sent(number: int, *, now: datetime) -> None:
    """Note that a letter was handed over."""
    mail = db.session.get_one(Mail, number)
    mail.sent_at, mail.trouble, mail.answer = now, None, None


def note_trouble(number: int, failure: Undelivered, *, now: datetime) -> None:
    """Note why a letter was not delivered; one that never will be is dropped."""
    mail = db.session.get_one(Mail, number)
    mail.trouble, mail.answer = failure.trouble, failure.answer or None
    if failure.is_final:
        mail.dropped_at = now


def try_again(public_id: str, *, now: datetime) -> Mail:
    """Send a letter once more that was dropped or given up.

    Raises NotFound for an unknown letter, Stale for one that was sent or waits still.
    """
    mail = db.session.scalar(sa.select(Mail).where(Mail.public_id == public_id))
    if mail is None:
        raise NotFound
    lock(mail)
    job = jobs.enqueue(SEND, key=mail.public_id, now=now, number=mail.id)
    lock(job)
    if mail.sent_at or not (mail.dropped_at or job.status == JobStatus.FAILED):
        raise Stale(N_("这封信已经寄出，或者还会自动再试，不用重试。"))
    mail.dropped_at = mail.trouble = mail.answer = None
    jobs.wait_again(job, now=now)
    return mail


def forget_old_mail(*, before: datetime) -> None:
    """Delete what is known of letters that were asked for before an instant."""
    db.session.execute(sa.delete(Mail).where(Mail.created_at < before))
