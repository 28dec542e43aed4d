"""Saying something about a verdict: the trainee, or the mentor of this moment."""

from datetime import datetime

from lms import clock
from lms.db import db, lock
from lms.errors import N_, NotFound, Stale
from lms.messages import service as messages
from lms.people import audit
from lms.people import queries as people
from lms.people.models import Person
from lms.verdicts import queries
from lms.verdicts.domain import MOST_MESSAGES, check_words
from lms.verdicts.models import VerdictMessage
from lms.verdicts.registry import Verdict

TOLD = N_("%(by)s对一条结论写了一句，请看一看。")
FULL = N_("这里已经写了 %(most)s 句，再要说的请当面谈。")
USED = N_("这一页已经用过了，请刷新后再写。")


def say(actor: Person, verdict: Verdict, words: str, *, key: str, now: datetime) -> VerdictMessage:
    """Add a message to the thread of a verdict; the other of the two is told.

    The same key again gives the same message. Raises WrongField for no words or too many, NotFound
    for anybody but the two, Stale for a key of another thread and for a thread that is full.
    """
    check_words(words)
    made = queries.message_by_key(actor, key)
    if made is not None:
        if (made.kind, made.verdict) != (verdict.kind, verdict.public_id):
            raise Stale(USED)
        return made
    today = clock.day_of(now)
    if not queries.is_one_of_two(actor, verdict.person, today):
        raise NotFound
    lock(verdict.person)  # two at once get two numbers
    number = len(queries.messages_of(verdict.kind, verdict.public_id)) + 1
    if number > MOST_MESSAGES:
        raise Stale(FULL, most=MOST_MESSAGES)
    message = VerdictMessage(
        kind=verdict.kind,
        verdict=verdict.public_id,
        number=number,
        person_id=verdict.person.id,
        by_id=actor.id,
        words=words,
        at=now,
        key=key,
    )
    db.session.add(message)
    _tell(actor, verdict, number, now)
    return message


def page_of(kind: str, public_id: str) -> str:
    """Where a verdict stands with what was said of it."""
    return f"/verdicts/{kind}/{public_id}"


def _tell(actor: Person, verdict: Verdict, number: int, now: datetime) -> None:
    person, kind, name = verdict.person, verdict.kind, verdict.public_id
    audit.record("verdict.answered", actor=actor, subject=person, now=now, verdict=name)
    is_own = actor.id == person.id
    other = people.mentor_of(person.id, clock.day_of(now)) if is_own else person
    if other is not None:
        messages.tell(
            other,
            sentence=TOLD,
            link=page_of(kind, name),
            key=f"verdict-{kind}-{name}-{number}",
            now=now,
            by=actor,
        )
