"""One play: whose it is, who may read it, how it went."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime

import sqlalchemy as sa

from lms.db import adopted, db
from lms.errors import NotFound
from lms.library import queries as library
from lms.library.queries import Published
from lms.people.access import visible_people
from lms.people.models import Person
from lms.questions import queries as questions
from lms.scenarios.domain import (
    Judged,
    Mode,
    Pace,
    Result,
    Scenario,
    Scene,
    Verdict,
    judged,
    replay,
    waiting_since,
)
from lms.scenarios.domain.regrading import amended_scenario
from lms.scenarios.models import DrillWindow, Mark, Play, Regrading, Turn
from lms.scenarios.queries.windows import OPEN_TO_REVIEW

# Every turn asks these; made once, since making a statement costs more than carrying it out.
_play, _turn = Play.__table__, Turn.__table__
OWN = sa.select(_play).where(
    _play.c.public_id == sa.bindparam("public_id"), _play.c.person_id == sa.bindparam("person_id")
)
LAST_PACE = (
    sa.select(Play.is_unhurried)
    .where(Play.person_id == sa.bindparam("person_id"), Play.mode != Mode.ASSESSMENT)
    .order_by(Play.id.desc())
    .limit(1)
)
TURNS = (
    sa.select(_turn.c.key, _turn.c.at, _turn.c.verdict, _turn.c.text)
    .where(_turn.c.play_id == sa.bindparam("play_id"))
    .order_by(_turn.c.number)
)
REGRADED = (
    sa.select(Regrading.verdicts)
    .where(Regrading.play_id == sa.bindparam("play_id"), Regrading.mark_number.is_not(None))
    .order_by(Regrading.mark_number)
)


@dataclass(frozen=True, slots=True)
class Talk:
    """How a play has gone so far, from its stored turns."""

    turns: Sequence[Judged]
    keys: frozenset[str]
    scenes: Sequence[Scene]  # turns that were taken back left out
    typed: Mapping[int, str | None]  # number of the turn → what was typed; None: nothing, or erased
    at: Mapping[int, datetime]  # number of the turn → when it was taken; 0: when the play began

    @property
    def since(self) -> datetime:
        """When the customer began to wait for the next answer."""
        return self.at[waiting_since(self.turns)]


def readable_play(person: Person, public_id: str, today: date) -> Play:
    """A play of one's own; of others only those that have ended, if one may read them.

    Raises NotFound for every other.
    """
    others = sa.and_(OPEN_TO_REVIEW, visible_people(person, "play.read", today))
    wanted = (
        sa.select(Play)
        .join(Person, Person.id == Play.person_id)
        .where(Play.public_id == public_id, sa.or_(Play.person_id == person.id, others))
    )
    return _one(wanted)


def own_play(person: Person, public_id: str) -> Play:
    """A play of one's own. Raises NotFound for every other."""
    row = db.session.execute(OWN, {"public_id": public_id, "person_id": person.id}).one_or_none()
    if row is None:
        raise NotFound
    return adopted(Play, row._asdict())


def _one(wanted: sa.Select[Play]) -> Play:
    play = db.session.scalars(wanted).one_or_none()
    if play is None:
        raise NotFound
    return play


def by_key(person_id: int, key: str) -> Play | None:
    """The play that a post with this key has started."""
    wanted = sa.select(Play).where(Play.person_id == person_id, Play.key == key)
    return db.session.scalars(wanted).one_or_none()


def open_counted(person_id: int, document_id: int) -> Play | None:
    """The play that a person has open in a scenario, previews apart."""
    wanted = sa.select(Play).where(
        Play.person_id == person_id,
        Play.document_id == document_id,
        Play.ended_at.is_(None),
        sa.not_(Play.is_preview),
    )
    return db.session.scalars(wanted).one_or_none()


def run_out(now: datetime) -> Sequence[int]:
    """The ids of plays whose clock has run out and whose end is not stored yet."""
    wanted = sa.select(Play.id).where(Play.ended_at.is_(None), Play.deadline <= now)
    return db.session.scalars(wanted.order_by(Play.deadline)).all()


def begun_ahead(now: datetime) -> Sequence[int]:
    """The ids of open plays with a clock that begin in days to come: ours went back.

    Customers of a drill come later than it begins.
    """
    wanted = sa.select(Play.id).where(Play.ended_at.is_(None), Play.deadline > now)
    is_window = sa.exists().where(DrillWindow.play_id == Play.id)
    return db.session.scalars(wanted.where(Play.started_at > now, sa.not_(is_window))).all()


def scenario_of(play: Play) -> Published[Scenario]:
    """The scenario at the revision on which a play was begun, with what was accepted since."""
    document = library.at_revision(play.revision_id)
    amendments = questions.amendments(document.document_id, document.revision_id)
    return replace(document, content=amended_scenario(document.content, amendments))


def talk(play: Play, scenario: Scenario) -> Talk:
    """A play as it has gone, replayed from its stored verdicts; of turns regraded the latest."""
    rows = db.session.execute(TURNS, {"play_id": play.id}).all()
    anew = regraded_turns(play) if play.ended_at else {}
    turns = [anew.get(number) or judged(row.verdict) for number, row in enumerate(rows, 1)]
    return Talk(
        turns,
        frozenset(row.key for row in rows),
        replay(scenario, turns),
        {number: row.text for number, row in enumerate(rows, 1)},
        dict(enumerate([play.started_at, *(row.at for row in rows)])),
    )


def pace_of(play: Play) -> Pace:
    """How the clocks of a play run."""
    return Pace(play.extra_time, play.is_unhurried)


def was_last_unhurried(person_id: int) -> bool:
    """Whether a person had switched off the customer's clock in her last practice."""
    return bool(db.session.scalar(LAST_PACE, {"person_id": person_id}))


def regraded_turns(play: Play) -> Mapping[int, Verdict]:
    """The verdicts of turns that were graded anew, by number, as far as they count."""
    found = db.session.scalars(REGRADED, {"play_id": play.id})
    return {
        int(number): Verdict.of(verdict)
        for verdicts in found
        for number, verdict in verdicts.items()
    }


def latest_mark(play: Play) -> Mark | None:
    """The mark of a play that counts; None of one that has none."""
    wanted = sa.select(Mark).where(Mark.play_id == play.id).order_by(Mark.number.desc()).limit(1)
    return db.session.scalars(wanted).one_or_none()


def stored_result(play: Play) -> Result | None:
    """What a play came to, by its latest mark."""
    mark = latest_mark(play)
    return Result.of(mark.points, passed=mark.passed) if mark else None
