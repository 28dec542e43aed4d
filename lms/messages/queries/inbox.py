"""A person's own messages, in words."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

import sqlalchemy as sa

from lms import i18n
from lms.db import db
from lms.errors import NotFound
from lms.i18n import _
from lms.messages.domain import DAY, PERSON, Stored, in_language
from lms.messages.models import Message
from lms.pages import PAGE_SIZE, Page, counted
from lms.people.models import Person
from lms.people.queries import names_of

_message = Message.__table__.c
# Every page asks this one; made once, since making it costs more than carrying it out.
UNREAD = sa.select(sa.func.count()).where(
    _message.person_id == sa.bindparam("person_id"), _message.read_at.is_(None)
)


@dataclass(frozen=True, slots=True)
class Letter:
    """A message as its reader sees it."""

    public_id: str
    words: str
    created_at: datetime
    is_read: bool


def unread_count(person_id: int) -> int:
    """How many messages a person has not read."""
    return db.session.scalar(UNREAD, {"person_id": person_id}) or 0


def inbox(person: Person, number: int = 1, size: int = PAGE_SIZE) -> Page[Letter]:
    """A person's messages, unread ones first, then newest first."""
    own = Message.person_id == person.id
    total = counted(sa.select(Message.id).where(own), number)
    messages = db.session.scalars(
        sa.select(Message)
        .where(own)
        .order_by(Message.read_at.is_not(None), Message.id.desc())
        .limit(size)
        .offset((number - 1) * size)
    ).all()
    names = names_of(_people_in(messages))
    return Page([_letter(message, names) for message in messages], number, total, size)


def own_message(person: Person, public_id: str) -> Message:
    """One of a person's own messages.

    Raises NotFound.
    """
    found = db.session.scalar(
        sa.select(Message).where(Message.public_id == public_id, Message.person_id == person.id)
    )
    if found is None:
        raise NotFound
    return found


def sentence_of(message: Message) -> str:
    """What a message says, in the present language and without naming anybody: for letters.

    A letter passes through other people's computers.
    """
    return _letter(message, {}, _("一位同事")).words


def _people_in(messages: Iterable[Message]) -> set[int]:
    values = (value for message in messages for value in message.parameters.values())
    return {value[PERSON] for value in values if isinstance(value, dict) and PERSON in value}


def _letter(message: Message, names: dict[int, str], nobody: str | None = None) -> Letter:
    nobody = nobody or _("（已删除的人）")
    words = {name: _in_words(value, names, nobody) for name, value in message.parameters.items()}
    sentence = str(_(message.sentence, **words))
    return Letter(message.public_id, sentence, message.created_at, message.read_at is not None)


def _in_words(value: Stored, names: dict[int, str], nobody: str) -> object:
    if not isinstance(value, dict):
        return value
    if PERSON in value:
        return names.get(int(value[PERSON] or 0), nobody)
    if DAY in value:
        return i18n.day(date.fromisoformat(str(value[DAY])))
    return in_language(value, i18n.language())
