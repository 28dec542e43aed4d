"""What stands on each role's home: asked of the features, nothing kept here.

Every function makes a number of queries that does not grow with people or records.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from lms.certification import queries as certification
from lms.courses import queries as courses
from lms.courses.queries import Place
from lms.framework import queries as framework
from lms.framework.domain import Competency
from lms.growth import queries as growth
from lms.growth.domain import Rule, Standing
from lms.jobs import queries as jobs
from lms.mentoring import queries as mentoring
from lms.mentoring.domain import Light
from lms.mentoring.domain import Standing as Trouble
from lms.mentoring.models import ObservationRecord
from lms.mentoring.queries import Apprentice
from lms.onboarding import proofs
from lms.onboarding import queries as plans
from lms.onboarding.domain import PlanView, TaskView
from lms.people import queries as people
from lms.people.domain import Role
from lms.people.models import Pair, Person

DAY = timedelta(days=1)


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
