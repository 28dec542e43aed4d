"""Reading verdicts with what was said back: one, or all about a person.

What was said is read by the trainee and the mentor of this moment, and by nobody else.
"""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date
from operator import attrgetter

import sqlalchemy as sa
from sqlalchemy.orm import joinedload

from lms.db import db
from lms.errors import NotFound
from lms.people import access
from lms.people.models import Person
from lms.verdicts.models import VerdictMessage
from lms.verdicts.registry import Verdict, kinds

PERMISSION = "session.record"
MOST = 30  # verdicts on a page


@dataclass(frozen=True, slots=True)
class Listed:
    """A verdict in a list, with how much was said of it."""

    verdict: Verdict
    said: int


def verdict_for(asker: Person, kind: str, public_id: str, today: date) -> Verdict:
    """A verdict about oneself, or about an apprentice of today. Raises NotFound."""
    known = kinds().get(kind)
    found = known.verdict(public_id) if known else None
    if found is None or not is_one_of_two(asker, found.person, today):
        raise NotFound
    return found


def is_one_of_two(asker: Person, person: Person, today: date) -> bool:
    """Whether somebody is the trainee, or the mentor of this moment."""
    return access.may_about(asker, PERMISSION, person, today)


def person_for(asker: Person, public_id: str, today: date) -> Person:
    """An apprentice of whom the asker is the mentor today. Raises NotFound for others."""
    wanted = sa.select(Person).where(
        Person.public_id == public_id, access.visible_people(asker, PERMISSION, today)
    )
    found = db.session.scalar(wanted)
    if found is None:
        raise NotFound
    return found


def messages_of(kind: str, public_id: str) -> Sequence[VerdictMessage]:
    """What was said about a verdict, in the order in which it was written."""
    wanted = (
        sa.select(VerdictMessage)
        .where(VerdictMessage.kind == kind, VerdictMessage.verdict == public_id)
        .options(joinedload(VerdictMessage.by, innerjoin=True).lazyload(Person.grants))
        .order_by(VerdictMessage.number)
    )
    return db.session.scalars(wanted).all()


def message_by_key(by: Person, key: str) -> VerdictMessage | None:
    """The message that a post with this key has made."""
    wanted = sa.select(VerdictMessage).where(
        VerdictMessage.by_id == by.id, VerdictMessage.key == key
    )
    return db.session.scalar(wanted)


def said_back(kind: str, public_ids: Collection[str]) -> dict[str, int]:
    """How much was said of some verdicts of a kind, by id; those without a word are absent."""
    wanted = (
        sa.select(VerdictMessage.verdict, sa.func.count(VerdictMessage.id))
        .where(VerdictMessage.kind == kind, VerdictMessage.verdict.in_(list(public_ids)))
        .group_by(VerdictMessage.verdict)
    )
    return dict(db.session.execute(wanted).all()) if public_ids else {}


def verdicts_about(person: Person) -> list[Listed]:
    """The newest verdicts about a person, of every kind; queries grow with kinds alone."""
    found = [one for kind in kinds().values() for one in kind.verdicts(person, MOST)]
    newest = sorted(found, key=attrgetter("at"), reverse=True)[:MOST]
    said = {
        kind: said_back(kind, [one.public_id for one in newest if one.kind == kind])
        for kind in {one.kind for one in newest}
    }
    return [Listed(one, said[one.kind].get(one.public_id, 0)) for one in newest]
