"""Reading sessions: those of a pair, one with all that belongs to it, to-dos that are open.

What was said is read by the two whose session it is, and by nobody else.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

import sqlalchemy as sa
from sqlalchemy.orm import aliased, joinedload

from lms.db import db
from lms.errors import NotFound
from lms.library import queries as library
from lms.library.domain import Wording
from lms.library.queries import Published
from lms.mentoring.content import KIND
from lms.mentoring.domain import SessionState, Talk, Talks, state_of
from lms.mentoring.models import (
    PrivateNote,
    SessionAnswer,
    SessionRecord,
    SessionTodo,
)
from lms.mentoring.queries.apprentices import is_mentor
from lms.mentoring.queries.reviews import waiting_reviews
from lms.people.access import visible_people
from lms.people.models import Pair, Person
from lms.workday.models import WeekReview

PERMISSION = "session.record"
MOST_SESSIONS = 10  # of a pair that are shown
MOST_TODOS_SHOWN = 30

_later = aliased(SessionRecord)
_WITH_ANSWER = (
    sa.select(SessionRecord, SessionAnswer, _later.public_id)
    .outerjoin(SessionAnswer, SessionAnswer.session_id == SessionRecord.id)
    .outerjoin(_later, _later.corrects_id == SessionRecord.id)
    .options(
        joinedload(SessionRecord.mentor, innerjoin=True).lazyload(Person.grants),
        joinedload(SessionRecord.person, innerjoin=True).lazyload(Person.grants),
        joinedload(SessionRecord.pair, innerjoin=True),
    )
)
OF_PAIR = (
    _WITH_ANSWER.where(SessionRecord.pair_id == sa.bindparam("pair_id"))
    .order_by(SessionRecord.held_on.desc(), SessionRecord.id.desc())
    .limit(sa.bindparam("most"))
)
OF_APPRENTICE = (
    _WITH_ANSWER.where(SessionRecord.person_id == sa.bindparam("person_id"))
    .order_by(SessionRecord.held_on.desc(), SessionRecord.id.desc())
    .limit(sa.bindparam("most"))
)
OPEN_TODOS = (
    sa.select(SessionTodo)
    .where(SessionTodo.pair_id == sa.bindparam("pair_id"), SessionTodo.closed.is_(None))
    .options(joinedload(SessionTodo.owner, innerjoin=True).lazyload(Person.grants))
    .order_by(SessionTodo.due_on, SessionTodo.id)
    .limit(MOST_TODOS_SHOWN)
)


@dataclass(frozen=True, slots=True)
class Session:
    """A record with the apprentice's answer, and the record that took its place, if any."""

    record: SessionRecord
    answer: SessionAnswer | None
    corrected_by: str | None  # public id

    @property
    def state(self) -> SessionState:
        """Where it stands."""
        confirmed = self.answer.is_confirmed if self.answer else None
        return state_of(confirmed, is_corrected=self.corrected_by is not None)

    def has(self, asker: Person) -> bool:
        """Whether somebody was one of the two, and so may read what was said."""
        return asker.id in (self.record.person_id, self.record.mentor_id)

    def may_be_corrected(self, asker: Person, today: date) -> bool:
        """Whether somebody may still put the record right: the mentor, once."""
        is_last = self.state is not SessionState.CORRECTED
        return is_last and is_mentor(asker, self.record.pair, today)

    @property
    def title(self) -> Wording:
        """What sort of session it was."""
        return talk_of(self.record)


@dataclass(frozen=True, slots=True)
class Talking:
    """What the page of a pair shows its two people of their sessions."""

    talks: Sequence[Talk]
    sessions: Sequence[Session]  # the newest first
    todos: Sequence[SessionTodo]  # open ones
    reviews: Sequence[WeekReview]  # that wait for a session


def talking(pair: Pair, asker: Person) -> Talking | None:
    """The sessions of a pair for one of its two; None for everybody else."""
    if asker.id not in (pair.mentor_id, pair.apprentice_id):
        return None
    published = talks()
    sorts = published.content.talks if published else ()
    return Talking(sorts, sessions_of(pair), open_todos(pair), waiting_reviews(pair.apprentice_id))


def talks() -> Published[Talks] | None:
    """The sorts of sessions as published; None as long as they have not been loaded."""
    return library.published(KIND, KIND)


def talk_of(record: SessionRecord) -> Wording:
    """What the sort of a session was called when it was written down."""
    content: Talks = library.at_revision(record.revision_id).content
    talk = content.of(record.talk)
    return talk.title if talk else Wording(record.talk)


def sessions_of(pair: Pair, most: int = MOST_SESSIONS) -> list[Session]:
    """The sessions of a pair, the newest first."""
    rows = db.session.execute(OF_PAIR, {"pair_id": pair.id, "most": most})
    return [Session(*row) for row in rows]


def sessions_as_apprentice(person: Person, most: int) -> list[Session]:
    """The newest sessions of an apprentice with whatever mentor; records replaced are left out.

    What was said in them is read by their two alone: see `Session.has`.
    """
    rows = db.session.execute(OF_APPRENTICE, {"person_id": person.id, "most": most})
    found = (Session(*row) for row in rows)
    return [one for one in found if one.state is not SessionState.CORRECTED]


def session_of(asker: Person, public_id: str, today: date) -> Session:
    """A session in which the asker was one of the two. Raises NotFound for every other."""
    wanted = _WITH_ANSWER.join(Person, Person.id == SessionRecord.person_id).where(
        SessionRecord.public_id == public_id,
        visible_people(asker, PERMISSION, today),
        sa.or_(SessionRecord.person_id == asker.id, SessionRecord.mentor_id == asker.id),
    )
    found = db.session.execute(wanted).one_or_none()
    if found is None:
        raise NotFound
    return Session(*found)


def original_of(record: SessionRecord) -> str | None:
    """The public id of the record that this one puts right."""
    wanted = sa.select(SessionRecord.public_id).where(SessionRecord.id == record.corrects_id)
    return db.session.scalar(wanted) if record.corrects_id else None


def session_by_key(mentor: Person, key: str) -> SessionRecord | None:
    """The record that a post with this key has made."""
    wanted = sa.select(SessionRecord).where(
        SessionRecord.mentor_id == mentor.id, SessionRecord.key == key
    )
    return db.session.scalar(wanted)


def open_todos(pair: Pair) -> Sequence[SessionTodo]:
    """What the two still have to do, what is due first."""
    return db.session.scalars(OPEN_TODOS, {"pair_id": pair.id}).all()


def todos_from(record: SessionRecord) -> Sequence[SessionTodo]:
    """The to-dos to which a session gave rise."""
    wanted = (
        sa.select(SessionTodo)
        .where(SessionTodo.session_id == record.id)
        .options(joinedload(SessionTodo.owner, innerjoin=True).lazyload(Person.grants))
        .order_by(SessionTodo.id)
    )
    return db.session.scalars(wanted).all()


def todo_of(asker: Person, public_id: str, today: date) -> SessionTodo:
    """A to-do of a pair in which the asker is one of the two. Raises NotFound for every other."""
    wanted = (
        sa.select(SessionTodo)
        .join(SessionTodo.pair)
        .join(Person, Person.id == Pair.apprentice_id)
        .where(
            SessionTodo.public_id == public_id,
            visible_people(asker, PERMISSION, today),
            sa.or_(Pair.apprentice_id == asker.id, Pair.mentor_id == asker.id),
        )
    )
    found = db.session.scalar(wanted)
    if found is None:
        raise NotFound
    return found


def private_note(record: SessionRecord, writer: Person) -> str:
    """What somebody noted about a session for themselves alone; empty without."""
    wanted = sa.select(PrivateNote.words).where(
        PrivateNote.session_id == record.id, PrivateNote.writer_id == writer.id
    )
    return db.session.scalar(wanted) or ""
