"""What stands on each role's home: asked of the features, nothing kept here.

Every function makes a number of queries that does not grow with people or records.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

import sqlalchemy as sa

from lms.certification import queries as certification
from lms.courses import queries as courses
from lms.courses.queries import Place
from lms.db import db
from lms.framework import queries as framework
from lms.framework.domain import Competency
from lms.growth import queries as growth
from lms.growth.domain import Rule, Standing
from lms.jobs import queries as jobs
from lms.library import kinds
from lms.library import queries as library
from lms.library.domain import Wording
from lms.library.models import Document
from lms.library.queries import Published
from lms.mentoring import queries as mentoring
from lms.mentoring.domain import Light
from lms.mentoring.domain import Standing as Trouble
from lms.mentoring.models import ObservationRecord
from lms.mentoring.queries import Apprentice
from lms.notes import queries as notes
from lms.onboarding import proofs
from lms.onboarding import queries as plans
from lms.onboarding.domain import PlanView, TaskView
from lms.pages import Total, total_of
from lms.people import queries as people
from lms.people.domain import Role
from lms.people.models import Pair, Person
from lms.scenarios.models import Mark, Play

WEEK = timedelta(days=7)
DAY = timedelta(days=1)
MOST_PLAYS = 200  # of a scenario that are looked at
FEWEST = 5  # plays from which a share is shown: fewer would point at persons


@dataclass(frozen=True, slots=True)
class TraineeHome:
    """The day of somebody who learns."""

    plan: PlanView | None
    place: Place | None  # where reading goes on
    to_sign: Place | None  # a lesson that waits for the own signature
    practice: courses.Due  # missed checks that are asked again today
    pair: Pair | None
    observation: ObservationRecord | None  # the newest
    certificates: Sequence[certification.Progress]
    competencies: Sequence[Standing]  # the seven

    @property
    def is_measured(self) -> bool:
        """Whether there is anything to draw: at least one competency has a value."""
        return any(one.value is not None for one in self.competencies)

    @property
    def known(self) -> Mapping[str, Competency]:
        """The seven in words, by id."""
        return framework.known()

    @property
    def rule(self) -> Rule | None:
        """The rule by which competencies are measured; None as long as none is published."""
        measure = growth.measure()
        return measure.rule if measure else None

    @property
    def action(self) -> TaskView | None:
        """The one next action."""
        return self.plan.next_action if self.plan else None

    @property
    def action_address(self) -> str:
        """Where the next action is done; the plan, where it has no page of its own."""
        task = self.action.task if self.action else None
        found = proofs.of(task.proof.kind).address(task) if task else None
        return found or "/plan"


@dataclass(frozen=True, slots=True)
class Written:
    """A document that a trainer may change, as readers know it."""

    kind: str
    title: Wording
    address: str | None  # of its page; None where it has none
    is_published: bool


@dataclass(frozen=True, slots=True)
class WeekOfPlays:
    """The counted plays of one scenario within the last seven days."""

    document: "Written"
    plays: Total
    ended: int
    passed: int

    @property
    def share(self) -> int | None:
        """Percent passed of those ended; None when there are too few to say."""
        return None if self.ended < FEWEST else round(100 * self.passed / self.ended)


@dataclass(frozen=True, slots=True)
class TrainerHome:
    """What a trainer has written and what people did with it."""

    documents: Sequence[Written]
    weeks: Sequence[WeekOfPlays]
    waiting: notes.Waiting  # what readers say of paragraphs
    reactions: Sequence[notes.Reacted]  # due first


@dataclass(frozen=True, slots=True)
class HrHome:
    """Certificates and gates."""

    outlook: certification.Outlook
    radar: plans.Radar
    without_plan: Sequence[Person]
    fallen: Sequence[certification.Fallen]  # certificates whose evidence fell
    to_sign: Sequence[courses.Figures]  # lessons that are to be signed
    in_need: Sequence[tuple[Person, Trouble]]  # of those whose gates are late or due soon


@dataclass(frozen=True, slots=True)
class AdminHome:
    """Whether the product is well."""

    jobs: jobs.Load
    failed_sign_ins: int  # within 24 hours


def trainee(person: Person, today: date) -> TraineeHome:
    """The home of somebody who learns."""
    observations = mentoring.observations_of(person.id, most=1)
    shelf = courses.courses_of(person)
    return TraineeHome(
        plan=plans.plan_of(person.id, today),
        place=courses.place_among(shelf),
        to_sign=courses.to_sign_among(shelf),
        practice=courses.due_in_short(person, today),
        pair=mentoring.own_pair(person.id, today),
        observation=observations[0] if observations else None,
        certificates=certification.progress_of(person),
        competencies=growth.standings_of(person, today),
    )


def mentor(person: Person, today: date) -> list[Apprentice]:
    """A mentor's apprentices, those who need the mentor most first."""
    return mentoring.apprentices(person, today)


def trainer(person: Person, today: date, now: datetime) -> TrainerHome:
    """The home of somebody who writes."""
    own = written(library.documents_of(person))
    waiting, first = notes.waiting_reactions(person, today), notes.first_reactions(person)
    return TrainerHome(list(own.values()), week_of_plays(own, now), waiting, first)


def written(documents: Sequence[Document]) -> dict[int, Written]:
    """Documents by their number, with titles; one query for each kind, however many there are."""
    live = {
        found.document_id: found
        for kind in {document.kind for document in documents}
        for found in library.all_published(kind)
    }
    return {document.id: _written(document, live.get(document.id)) for document in documents}


def _written(document: Document, live: Published[Any] | None) -> Written:
    if live is None:
        return Written(document.kind, Wording(document.name), None, is_published=False)
    title = kinds.of(document.kind).meta(live.content).title
    place = PLACES.get(document.kind)
    return Written(document.kind, title, place(live) if place else None, is_published=True)


PLACES: dict[str, Callable[[Published[Any]], str]] = {
    "course": lambda course: f"/courses/{course.address}",
    "lesson": courses.address_of,
    "scenario": lambda scenario: f"/scenarios/{scenario.address}",
}


def week_of_plays(documents: dict[int, Written], now: datetime) -> list[WeekOfPlays]:
    """The plays of the last seven days of some scenarios, in one query; without any: not listed.

    Of a scenario that is played very often, only the newest are looked at.
    """
    own = [number for number, document in documents.items() if document.kind == "scenario"]
    if not own:
        return []
    plays = sa.union_all(*(_newest_plays(number, now) for number in own)).subquery()
    was_passed = sa.exists().where(Mark.play_id == plays.c.id, Mark.passed.is_(True))
    rows = sa.select(
        plays.c.document_id,
        sa.func.count(),
        sa.func.count(plays.c.ended_at),
        sa.func.sum(sa.case((was_passed, 1), else_=0)),
    ).group_by(plays.c.document_id)
    return [
        WeekOfPlays(documents[number], total_of(count, MOST_PLAYS), *counts)
        for number, count, *counts in db.session.execute(rows)
    ]


def _newest_plays(document_id: int, now: datetime) -> sa.Select[int, int, datetime | None]:
    newest = (
        sa.select(Play.id, Play.document_id, Play.ended_at)
        .where(
            Play.document_id == document_id,
            Play.started_at > now - WEEK,
            Play.is_preview.is_(False),
        )
        .order_by(Play.started_at.desc())
        .limit(MOST_PLAYS + 1)
    )
    return sa.select(newest.subquery())


def hr(person: Person, today: date, latest_day: date) -> HrHome:
    """The home of an HR officer; certificates expire by the latest day that was seen."""
    radar = plans.gates_due(person, today)
    return HrHome(
        outlook=certification.outlook(person, latest_day),
        radar=radar,
        without_plan=plans.without_plan(person, today),
        fallen=certification.fallen_certificates(person, latest_day),
        to_sign=courses.figures(person, today),
        in_need=_in_need(radar, today),
    )


def _in_need(radar: plans.Radar, today: date) -> list[tuple[Person, Trouble]]:
    """The people of the radar with an alert, each with every reason and its rule."""
    people = {due.person.id: due.person for due in radar.gates}
    views = {due.person.id: due.view for due in radar.gates}
    found = mentoring.standings_of(views, today) if views else {}
    return [
        (people[person_id], standing)
        for person_id, standing in found.items()
        if standing.light in {Light.TROUBLE, Light.ATTENTION}
    ]


def admin(now: datetime) -> AdminHome:
    """The home of an administrator."""
    return AdminHome(jobs.load(now), people.failed_sign_ins(since=now - DAY))


def leads_from(roles: frozenset[Role]) -> list[Role]:
    """The order in which the blocks of somebody's roles stand: who learns sees that first."""
    return [role for role in Role if role in roles]
