"""Looking back on a play: what people said about its turns, and where it began."""

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

import sqlalchemy as sa
from sqlalchemy.orm import contains_eager

from lms.db import db
from lms.errors import NotFound
from lms.people.access import visible_people
from lms.people.models import Person
from lms.scenarios.models import Comment, Play, Retry, Turn
from lms.scenarios.queries.windows import OPEN_TO_REVIEW


@dataclass(frozen=True, slots=True)
class Source:
    """The play in the middle of which another began, and its turn there."""

    public_id: str
    from_turn: int


def comments_on(play_id: int) -> Mapping[int, Sequence[Comment]]:
    """What people said about a play, with their names: by turn, the oldest first."""
    found: dict[int, list[Comment]] = defaultdict(list)
    wanted = (
        sa.select(Comment)
        .join(Comment.by)
        .options(contains_eager(Comment.by))
        .where(Comment.play_id == play_id)
        .order_by(Comment.turn, Comment.at, Comment.id)
    )
    for comment in db.session.scalars(wanted):
        found[comment.turn].append(comment)
    return found


def commentable_play(person: Person, public_id: str, today: date) -> Play:
    """A play of somebody else that is over and that a person may read.

    Raises NotFound for every other.
    """
    wanted = (
        sa.select(Play)
        .join(Play.person)
        .options(contains_eager(Play.person))
        .where(
            Play.public_id == public_id,
            Play.person_id != person.id,
            OPEN_TO_REVIEW,
            visible_people(person, "play.read", today),
        )
    )
    play = db.session.scalars(wanted).one_or_none()
    if play is None:
        raise NotFound
    return play


def comment_by_key(person_id: int, key: str) -> Comment | None:
    """The comment that a post with this key has made."""
    wanted = sa.select(Comment).where(Comment.by_id == person_id, Comment.key == key)
    return db.session.scalars(wanted).one_or_none()


def own_comment(person_id: int, play_id: int, public_id: str) -> Comment:
    """A comment that somebody has made on a play. Raises NotFound for every other."""
    wanted = sa.select(Comment).where(
        Comment.public_id == public_id, Comment.play_id == play_id, Comment.by_id == person_id
    )
    found = db.session.scalars(wanted).one_or_none()
    if found is None:
        raise NotFound
    return found


def source_of(play_id: int) -> Source | None:
    """In the middle of which play a play began; None: at the beginning."""
    wanted = (
        sa.select(Play.public_id, Retry.from_turn)
        .join(Play, Play.id == Retry.source_id)
        .where(Retry.play_id == play_id)
    )
    row = db.session.execute(wanted).one_or_none()
    return Source(*row) if row else None


def turns_of(play_id: int, numbers: Collection[int]) -> Sequence[Turn]:
    """Some turns of a play, in their order."""
    wanted = sa.select(Turn).where(Turn.play_id == play_id).order_by(Turn.number)
    return [turn for turn in db.session.scalars(wanted) if turn.number in numbers]
