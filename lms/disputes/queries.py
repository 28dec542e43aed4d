"""Reading disputes: those of a play, those that wait for somebody, one with what was graded."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

import sqlalchemy as sa
from sqlalchemy.orm import contains_eager, joinedload

from lms.db import db
from lms.disputes.models import Appeal, Dispute
from lms.errors import NotFound
from lms.library import queries as library
from lms.library.models import Document
from lms.people.access import letters, visible_people
from lms.people.models import Department, Person
from lms.questions.domain.kept import Capacity
from lms.scenarios import queries as scenarios
from lms.scenarios.domain import Scenario, Scene, Speech, new_lines, speeches
from lms.scenarios.domain.regrading import gradings
from lms.scenarios.models import Play, Turn
from lms.scenarios.queries import Talk

PERMISSION = "play.mark"
BY_ASSIGNMENT = "G"  # letter of access.csv: here, whoever writes the scenario
SECOND = "dispute.decide"
FIRST_JUDGES = "MG"  # letters of those who decide first
MOST_WAITING = 200  # shown at a time

OF_PLAY = (
    sa.select(Turn.number, Dispute)
    .join(Turn, Turn.id == Dispute.turn_id)
    .where(Turn.play_id == sa.bindparam("play_id"))
    .options(
        joinedload(Dispute.decided_by).lazyload(Person.grants),
        joinedload(Dispute.appeal).joinedload(Appeal.decided_by).lazyload(Person.grants),
    )
    .order_by(Dispute.id)
)


@dataclass(frozen=True, slots=True)
class Contested:
    """A disputed turn as whoever decides must see it."""

    dispute: Dispute
    play: Play
    scenario: Scenario
    scene: Scene
    typed: str | None
    said: Sequence[Speech]  # what the customer had just said
    parts: Mapping[str, bool]  # of the grading as it stands

    @property
    def decisions(self) -> Sequence[str]:
        """What was decided, first and second, as far as it was."""
        appeal = self.dispute.appeal
        decided = (self.dispute.decision, appeal.decision if appeal else None)
        return [decision for decision in decided if decision]


def disputes_of(play: Play) -> Mapping[int, Dispute]:
    """The disputes about turns of a play, by number of the turn."""
    rows = db.session.execute(OF_PLAY, {"play_id": play.id}).unique()
    return dict(rows.all())


def by_key(person_id: int, key: str) -> Dispute | None:
    """The dispute that a post with this key has opened."""
    wanted = sa.select(Dispute).where(Dispute.person_id == person_id, Dispute.key == key)
    return db.session.scalars(wanted).one_or_none()


def turn_of(play: Play, number: int) -> Turn | None:
    """A turn of a play."""
    wanted = sa.select(Turn).where(Turn.play_id == play.id, Turn.number == number)
    return db.session.scalars(wanted).one_or_none()


def waiting(person: Person, today: date) -> Sequence[tuple[Dispute, Play]]:
    """The open disputes that one may decide, the oldest first; never one's own."""
    rows = db.session.execute(
        _within_reach(person, today)
        .where(Dispute.decided_at.is_(None), Dispute.person_id != person.id)
        .order_by(Dispute.opened_at, Dispute.id)
        .limit(MOST_WAITING)
    )
    return [(dispute, play) for dispute, play in rows]


def count_waiting(person: Person, today: date) -> int:
    """How many open disputes one may decide."""
    wanted = _within_reach(person, today).where(
        Dispute.decided_at.is_(None), Dispute.person_id != person.id
    )
    inner = wanted.with_only_columns(Dispute.id).subquery()
    return db.session.scalar(sa.select(sa.func.count()).select_from(inner)) or 0


def dispute_for(person: Person, public_id: str, today: date) -> Contested:
    """A dispute that one may look at to decide it. Raises NotFound for every other."""
    wanted = _within_reach(person, today).where(Dispute.public_id == public_id)
    row = db.session.execute(wanted).one_or_none()
    if row is None:
        raise NotFound
    return contested(row[0], row[1])


def contested(dispute: Dispute, play: Play) -> Contested:
    """A dispute with the turn that it is about, as it is graded now."""
    scenario = scenarios.scenario_of(play).content
    talk = scenarios.talk(play, scenario)
    scene, last = _scene(talk, dispute.turn.number)
    typed = talk.typed[scene.number]
    said = speeches(new_lines(scenario, scene.before, last))
    return Contested(dispute, play, scenario, scene, typed, said, gradings(scenario, scene))


def _scene(talk: Talk, number: int) -> tuple[Scene, Scene | None]:
    last = None
    for scene in talk.scenes:
        if scene.number == number:
            return scene, last
        last = scene
    raise NotFound  # it was taken back


def own_dispute(person: Person, public_id: str) -> tuple[Dispute, Play, int]:
    """A dispute of one's own with its play and turn. Raises NotFound for every other."""
    wanted = (
        sa.select(Dispute, Play, Turn.number)
        .join(Turn, Turn.id == Dispute.turn_id)
        .join(Play, Play.id == Turn.play_id)
        .where(Dispute.public_id == public_id, Dispute.person_id == person.id)
    )
    row = db.session.execute(wanted).one_or_none()
    if row is None:
        raise NotFound
    return row[0], row[1], row[2]


def appeal_of(dispute: Dispute) -> Appeal | None:
    """The second decision that was asked for about a dispute."""
    wanted = sa.select(Appeal).where(Appeal.dispute_id == dispute.id)
    return db.session.scalars(wanted).one_or_none()


def waiting_appeals(person: Person, today: date) -> Sequence[tuple[Appeal, Dispute, Play]]:
    """The disputes taken further that one may decide, the oldest first."""
    rows = db.session.execute(
        _appeals(person, today)
        .where(Appeal.decided_at.is_(None))
        .order_by(Appeal.opened_at, Appeal.id)
        .limit(MOST_WAITING)
    )
    return [(appeal, dispute, play) for appeal, dispute, play in rows]


def count_appeals(person: Person, today: date) -> int:
    """How many of them wait."""
    wanted = _appeals(person, today).where(Appeal.decided_at.is_(None))
    inner = wanted.with_only_columns(Appeal.id).subquery()
    return db.session.scalar(sa.select(sa.func.count()).select_from(inner)) or 0


def appeal_for(person: Person, public_id: str, today: date) -> tuple[Appeal, Contested]:
    """One that somebody may decide, or has. Raises NotFound for every other."""
    wanted = _appeals(person, today).where(Appeal.public_id == public_id)
    row = db.session.execute(wanted).one_or_none()
    if row is None:
        raise NotFound
    return row[0], contested(row[1], row[2])


def lead_over(person: Person) -> Person | None:
    """Who leads the department of somebody."""
    wanted = (
        sa.select(Person)
        .join(Department, Department.lead_id == Person.id)
        .where(Department.id == person.department_id)
    )
    return db.session.scalars(wanted).unique().one_or_none()


def _appeals(person: Person, today: date) -> sa.Select[Appeal, Dispute, Play]:
    """Those of people whom one leads or looks after as HR; never one's own, nor a second time."""
    return (
        sa.select(Appeal, Dispute, Play)
        .join(Dispute, Dispute.id == Appeal.dispute_id)
        .join(Turn, Turn.id == Dispute.turn_id)
        .join(Play, Play.id == Turn.play_id)
        .join(Person, Person.id == Play.person_id)
        .join(Document, Document.id == Play.document_id)
        .where(
            visible_people(person, SECOND, today, but=FIRST_JUDGES),
            Dispute.person_id != person.id,
            Dispute.decided_by_id != person.id,
        )
        .options(
            contains_eager(Dispute.turn),
            contains_eager(Play.person),
            contains_eager(Play.document),
        )
    )


def capacity_of(person: Person, owner: Person, today: date) -> Capacity:
    """As what somebody decides about a person's play: the mentor, else whoever writes."""
    within = visible_people(person, PERMISSION, today)
    found = db.session.scalar(sa.select(Person.id).where(Person.id == owner.id, within))
    return Capacity.MENTOR if found else Capacity.TRAINER


def judges_of(play: Play) -> Sequence[Person]:
    """Those who write the scenario of a play."""
    return library.authors_of(play.document_id)


def titles(plays: Sequence[Play]) -> dict[int, str]:
    """The names of scenarios, by document."""
    known = library.titles([f"{play.document.kind}/{play.document.name}" for play in plays])
    return {play.document_id: known[f"{play.document.kind}/{play.document.name}"] for play in plays}


def _within_reach(person: Person, today: date) -> sa.Select[Dispute, Play]:
    reach = visible_people(person, PERMISSION, today)
    if BY_ASSIGNMENT in letters(person, PERMISSION):
        reach = sa.or_(reach, library.is_theirs_to_change(person, Play.document_id))
    return (
        sa.select(Dispute, Play)
        .join(Turn, Turn.id == Dispute.turn_id)
        .join(Play, Play.id == Turn.play_id)
        .join(Person, Person.id == Play.person_id)
        .join(Document, Document.id == Play.document_id)
        .where(reach)
        .options(
            contains_eager(Dispute.turn),
            contains_eager(Play.person),
            contains_eager(Play.document),
        )
    )
