"""Who can start a plan together, with whom as mentor, and what stands in the way of the others."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

import sqlalchemy as sa
from sqlalchemy.orm import joinedload

from lms.db import db
from lms.errors import N_
from lms.onboarding.domain import Template, schedule
from lms.onboarding.domain.cohort import MOST_MEMBERS, Order
from lms.onboarding.models import Plan, PlanGate
from lms.onboarding.queries import workdays
from lms.onboarding.queries.starting import Gap, Preview, mentor_gaps, plan_to_start
from lms.people import access
from lms.people import queries as people
from lms.people.domain import WrongField
from lms.people.models import Pair, Person


@dataclass(frozen=True, slots=True)
class Candidate:
    """Somebody whose plan is to start: with whom as mentor, and what stands in the way."""

    person: Person
    mentor: Person | None
    is_paired: bool  # the pair exists already
    gaps: tuple[Gap, ...] = ()

    @property
    def may_start(self) -> bool:
        """Whether nothing stands in the way."""
        return not self.gaps


@dataclass(frozen=True, slots=True)
class CohortPreview:
    """What starting a cohort would do."""

    plan: Preview
    candidates: tuple[Candidate, ...]

    @property
    def starting(self) -> tuple[Candidate, ...]:
        """Those whose plans would start."""
        return tuple(one for one in self.candidates if one.may_start)


def preview_cohort(asker: Person, order: Order, today: date) -> CohortPreview | None:
    """What starting a cohort would do; None without a published plan."""
    published = plan_to_start(order.plan)
    if published is None:
        return None
    template: Template = published.content
    calendar = workdays.calendar()
    dates = schedule(template, order.starts_on, calendar)
    plan = Preview(
        template,
        calendar.first_working_day(order.starts_on),
        len(dates.tasks),
        tuple((gate, dates.gates[gate.id]) for gate in template.gates()),
    )
    return CohortPreview(plan, candidates(asker, order, today))


def candidates(asker: Person, order: Order, today: date) -> tuple[Candidate, ...]:
    """The people of an order whose plans the asker may start, by the sound of their names."""
    chosen = people_to_start(asker, order.mentors, today)
    ids = [person.id for person in chosen]
    pairs = people.open_pairs_of(ids, max(today, order.starts_on))
    mentors = _mentors(asker, order, pairs.values(), today)
    wanted = {
        person.id: mentors[order.mentors[person.public_id]]
        for person in chosen
        if person.id not in pairs and order.mentors[person.public_id] in mentors
    }
    by_id = {person.id: person for person in chosen}
    refused = people.pairing_refusals(
        [(mentor, by_id[person_id]) for person_id, mentor in wanted.items()], order.starts_on
    )
    running = set(db.session.scalars(_running(ids)))
    found = []
    for person in chosen:
        pair = pairs.get(person.id)
        mentor = pair.mentor if pair else wanted.get(person.id)
        gaps = list(_gaps(person, asker, is_running=person.id in running))
        if person.id not in running:
            gaps += _mentor_gaps(person, pair, mentor, refused.get(person.id))
        found.append(Candidate(person, mentor, pair is not None, tuple(gaps)))
    return tuple(found)


def people_to_start(asker: Person, public_ids: Collection[str], today: date) -> Sequence[Person]:
    """Those of some people whose plans the asker may start, by the sound of their names."""
    wanted = (
        sa.select(Person)
        .where(
            Person.public_id.in_(public_ids),
            access.visible_people(asker, "plan.start", today),
        )
        .options(joinedload(Person.department, innerjoin=True))
        .order_by(Person.name_pinyin, Person.id)
    )
    return db.session.scalars(wanted.limit(MOST_MEMBERS)).all()


def _mentors(
    asker: Person, order: Order, pairs: Collection[Pair], today: date
) -> Mapping[str, Person]:
    """The mentors that were chosen and those of the pairs, by public id."""
    named = [mentor for mentor in order.mentors.values() if mentor]
    may_assign = access.visible_people(asker, "pair.assign", today)
    known = Person.id.in_([pair.mentor_id for pair in pairs])
    found = db.session.scalars(
        sa.select(Person).where(sa.or_(known, sa.and_(Person.public_id.in_(named), may_assign)))
    )
    return {mentor.public_id: mentor for mentor in found}


def _running(person_ids: Collection[int]) -> sa.Select[int]:
    open_gate = sa.exists().where(PlanGate.plan_id == Plan.id, PlanGate.passed_by_id.is_(None))
    return sa.select(Plan.person_id).where(
        Plan.person_id.in_(person_ids), Plan.ended_at.is_(None), open_gate
    )


def _gaps(person: Person, asker: Person, *, is_running: bool) -> Iterator[Gap]:
    home = f"/people/{person.public_id}"
    if person.id == asker.id:
        yield Gap(N_("自己的计划不能自己开始，请找另一位人事。"), "/people")
    if not person.is_active:
        yield Gap(N_("账号已停用，请先恢复。"), home)
    if is_running:
        yield Gap(N_("已经有进行中的计划。"), f"{home}/plan")


def _mentor_gaps(
    person: Person, pair: Pair | None, mentor: Person | None, refused: WrongField | None
) -> Iterator[Gap]:
    if pair is not None or mentor is None:
        yield from mentor_gaps(person, pair)
    elif refused is not None:
        home = f"/people/{person.public_id}"
        yield Gap(refused.message, f"{home}/pairs/new", refused.parameters)
