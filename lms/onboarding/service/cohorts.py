"""Starting the plans of many people together, and taking such a start back."""

from collections.abc import Collection, Iterable, Sequence
from datetime import datetime

import sqlalchemy as sa

from lms import clock
from lms.db import db, lock
from lms.errors import N_, Invalid, NotFound, Stale
from lms.library import service as shelves
from lms.library.domain import LANGUAGES
from lms.messages import service as messages
from lms.onboarding import queries
from lms.onboarding.domain import Owner, Template
from lms.onboarding.domain.cohort import Order
from lms.onboarding.models import Cohort, CohortPlan, Plan
from lms.onboarding.queries import Candidate
from lms.onboarding.service.starting import ASSIGNED, begin_plans, started_key
from lms.people import audit
from lms.people import service as people
from lms.people.domain import Role
from lms.people.models import Pair, Person

DAYS_OF_FIRST_WEEK = 5  # working days


def start_cohort(actor: Person, order: Order, *, key: str, now: datetime) -> Cohort:
    """Start the plans of people from one first day, with their pairs; everybody is told.

    Who is missing something is left out. The same key again gives the same cohort. Raises Invalid
    for an order that makes no sense, or when nobody can start.
    """
    today = clock.day_of(now)
    order.check(today)
    _lock(queries.people_to_start(actor, order.mentors, today))
    made = db.session.scalar(
        sa.select(Cohort).where(Cohort.started_by_id == actor.id, Cohort.key == key)
    )
    if made is not None:
        return made
    starting = [one for one in queries.candidates(actor, order, today) if one.may_start]
    published = queries.plan_to_start(order.plan)
    if published is None:
        raise NotFound
    if not starting:
        raise Invalid(N_("现在没有人可以开始：请先补齐每个人名下写的那一项。"))
    cohort = Cohort(starts_on=order.starts_on, started_at=now, started_by_id=actor.id, key=key)
    db.session.add(cohort)
    plans = begin_plans(
        actor, [one.person for one in starting], published, order.starts_on, now=now
    )
    for one, plan in zip(starting, plans, strict=True):
        pair = _pair(actor, one, order, now)
        member = CohortPlan(plan=plan, cohort=cohort, pair_id=pair.id if pair else None)
        db.session.add(member)
    _tell_trainees(plans, published.content, now)
    _tell_mentors(cohort, [one.mentor for one in starting if one.mentor], now)
    return cohort


def _lock(chosen: Sequence[Person]) -> None:
    """Whoever starts the same people at the same time waits here."""
    ids = [person.id for person in chosen]
    wanted = sa.select(Person).where(Person.id.in_(ids)).order_by(Person.id)
    locking = wanted.with_for_update(of=Person).execution_options(populate_existing=True)
    db.session.scalars(locking).all()


def _pair(actor: Person, one: Candidate, order: Order, now: datetime) -> Pair | None:
    if one.is_paired or one.mentor is None:
        return None
    return people.pair_up(actor, one.mentor, one.person, starts_on=order.starts_on, now=now)


def _tell_trainees(plans: Sequence[Plan], template: Template, now: datetime) -> None:
    first_week = [
        task
        for task in template.tasks()
        if task.due_day <= DAYS_OF_FIRST_WEEK and task.owner is Owner.TRAINEE
    ]
    first = min(first_week, key=lambda task: task.due_day, default=None)
    calendar = queries.calendar()
    for plan in plans:
        messages.tell(
            plan.person,
            sentence=N_("您的计划从%(day)s开始。第一周有 %(count)s 件事，先做“%(title)s”。")
            if first
            else N_("您的计划从%(day)s开始。"),
            link="/plan",
            key=started_key(plan),
            now=now,
            day=calendar.first_working_day(plan.starts_on),
            count=len(first_week),
            title={tag: first.title.in_(tag) for tag in LANGUAGES} if first else "",
        )


def _tell_mentors(cohort: Cohort, mentors: Iterable[Person], now: datetime) -> None:
    told: dict[int, list[Person]] = {}
    for mentor in mentors:
        told.setdefault(mentor.id, []).append(mentor)
    for same in told.values():
        messages.tell(
            same[0],
            sentence=N_("您带的 %(count)s 位徒弟从%(day)s起开始计划，请约好第一次谈话。"),
            link="/mentoring",
            key=f"cohort-{cohort.public_id}",
            now=now,
            count=len(same),
            day=queries.calendar().first_working_day(cohort.starts_on),
        )


def undo_cohort(actor: Person, cohort: Cohort, *, now: datetime) -> int:
    """Take the start of a cohort back, of those of whom nothing was signed; how many plans.

    Pairs that were made with it go too. Raises Stale when nothing is left that can be taken back.
    """
    lock(cohort)
    found = queries.members(actor, "plan.start", cohort, clock.day_of(now))
    staying = queries.staying(actor, found)
    going = [one for one in found if one.plan.ended_at is None and one.plan_id not in staying]
    if not going:
        raise Stale(N_("没有可以撤回的计划：都已签过字、有了记录，或者已经撤回。"))
    pairs = _pairs([one.pair_id for one in going if one.pair_id is not None])
    for one in going:
        _undo(actor, one, now)
    db.session.flush()  # no plan refers to the pairs any more
    people.unpair(actor, pairs, now=now)
    shelves.take_assignments_back(
        [one.plan.person_id for one in going], ASSIGNED, cohort.started_at
    )
    return len(going)


def _pairs(pair_ids: Collection[int]) -> Sequence[Pair]:
    return db.session.scalars(sa.select(Pair).where(Pair.id.in_(pair_ids))).all()


def _undo(actor: Person, one: CohortPlan, now: datetime) -> None:
    plan, person = one.plan, one.plan.person
    plan.ended_at = one.undone_at = now
    one.pair_id = None
    people.forget_training(person, begun_at=plan.started_at)
    if any(g.role == Role.TRAINEE and g.granted_at == plan.started_at for g in person.grants):
        people.revoke_role(actor, person, Role.TRAINEE, now=now)
    audit.record("plan.undone", actor=actor, subject=person, now=now, plan=plan.public_id)
    messages.tell(
        person,
        sentence=N_("您的计划撤回了，学过的都还在。新的安排请等人事的消息。"),
        link="/plan",
        key=f"plan-undone-{plan.public_id}",
        now=now,
    )
