"""Telling people something, in the product and by e-mail, and noting that they have read it."""

from datetime import datetime

import sqlalchemy as sa

from lms.db import db, lock
from lms.messages.domain import MESSAGE, PERSON, Stored, is_own_link, stored
from lms.messages.models import Message
from lms.messages.service.mail import is_mailed, write_to
from lms.people.models import Person


def tell(
    person: Person, *, sentence: str, link: str, key: str, now: datetime, **parameters: object
) -> Message:
    """Tell a person something, once per key, in the running transaction.

    Whoever has given an address and wants letters gets one, too.

    `sentence` is a message id, `link` the page where it can be seen. A parameter is a plain value,
    a day, a text by language, or a person, whose name is looked up when the message is read.
    Raises ValueError for a link that leads elsewhere or a parameter that is none of these.
    """
    told = db.session.scalar(
        sa.select(Message).where(Message.person_id == person.id, Message.key == key)
    )
    if told is not None:
        return told
    if not is_own_link(link):
        raise ValueError(f"{link!r} does not lead to a page of this product")
    message = Message(
        person_id=person.id,
        key=key,
        sentence=sentence,
        parameters={name: _stored(value) for name, value in parameters.items()},
        link=link,
        created_at=now,
    )
    db.session.add(message)
    if is_mailed(person):
        db.session.flush()  # the letter refers to the message
        write_to(person, MESSAGE, key=message.public_id, message=message, now=now)
    return message


def read(message: Message, *, now: datetime) -> str:
    """Note that a message was read; the page it leads to."""
    lock(message)
    message.read_at = message.read_at or now
    return message.link


def read_all(person: Person, *, now: datetime) -> None:
    """Note that a person has read everything."""
    db.session.execute(
        sa.update(Message)
        .where(Message.person_id == person.id, Message.read_at.is_(None))
        .values(read_at=now)
    )


def _stored(value: object) -> Stored:
    return {PERSON: value.id} if isinstance(value, Person) else stored(value)
