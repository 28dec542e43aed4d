"""Reading cohorts: those there are, who is in one, whether it can be taken back."""

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from datetime import date

import sqlalchemy as sa
from sqlalchemy.orm import joinedload

from lms.db import db
from lms.errors import N_, NotFound
from lms.onboarding.models import Cohort, CohortPlan, Plan, SignOff
from lms.onboarding.queries.plans import views
from lms.onboarding.queries.radar import Row
from lms.pages import Page, counted
from lms.people import access
from lms.people import queries as people
from lms.people.models import Person


@dataclass(frozen=True, slots=True)
class Line:
    """A cohort in the list: its first day, who started it, how many plans it has."""

    cohort: Cohort
    plans: int
    undone: int


def list_cohorts(asker: Person, number: int, today: date) -> Page[Line]:
    """One page of the cohorts of whose people the asker sees some, the latest first."""
    seen = _seen(asker, today)
    total = counted(seen, number)
    page: Page[Line] = Page((), number, total)
    shown = db.session.scalars(
        sa.select(Cohort)
        .where(Cohort.id.in_(seen))
        .options(joinedload(Cohort.started_by, innerjoin=True))
        .order_by(Cohort.id.desc())
        .offset((number - 1) * page.size)
        .limit(page.size)
    ).all()
    sizes = _sizes([cohort.id for cohort in shown])
    rows = [Line(cohort, *sizes.get(cohort.id, (0, 0))) for cohort in shown]
    return Page(rows, number, total)


def _seen(asker: Person, today: date) -> sa.Select[int]:
    cohorts = sa.select(Cohort.id)
    if access.sees_everybody(asker, "plan.view"):
        return cohorts
    members = (
        sa.select(CohortPlan.cohort_id)
        .join(Plan, Plan.id == CohortPlan.plan_id)
        .join(Person, Person.id == Plan.person_id)
        .where(access.visible_people(asker, "plan.view", today))
    )
    return cohorts.where(Cohort.id.in_(members))


def _sizes(cohort_ids: Collection[int]) -> dict[int, tuple[int, int]]:
    rows = db.session.execute(
        sa.select(CohortPlan.cohort_id, sa.func.count(), sa.func.count(CohortPlan.undone_at))
        .where(CohortPlan.cohort_id.in_(cohort_ids))
        .group_by(CohortPlan.cohort_id)
    )
    return {cohort_id: (plans, undone) for cohort_id, plans, undone in rows}


def cohort_for(asker: Person, permission: str, public_id: str, today: date) -> Cohort:
    """A cohort of whose people the asker sees some.

    Raises NotFound.
    """
    found = db.session.scalar(sa.select(Cohort).where(Cohort.public_id == public_id))
    if found is None or not members(asker, permission, found, today):
        raise NotFound
    return found


def members(asker: Person, permission: str, cohort: Cohort, today: date) -> Sequence[CohortPlan]:
    """The plans of a cohort whose people the asker may see, by the sound of their names."""
    wanted = (
        sa.select(CohortPlan)
        .join(CohortPlan.plan)
        .join(Plan.person)
        .where(CohortPlan.cohort_id == cohort.id, access.visible_people(asker, permission, today))
        .options(
            joinedload(CohortPlan.plan, innerjoin=True)
            .joinedload(Plan.person, innerjoin=True)
            .joinedload(Person.department, innerjoin=True)
        )
        .order_by(Person.name_pinyin, Person.id)
    )
    return db.session.scalars(wanted).all()


def rows_of_cohort(found: Sequence[CohortPlan], today: date) -> list[Row]:
    """How the running plans of a cohort stand today."""
    plans = [one.plan for one in found if one.plan.ended_at is None]
    return [Row(plan.person, view) for plan, view in zip(plans, views(plans, today), strict=True)]


def staying(asker: Person, found: Sequence[CohortPlan]) -> dict[int, str]:
    """Why some plans of a cohort cannot be taken back: plan id → message id.

    Plans that ended or were taken back before are not among them.
    """
    signed = set(
        db.session.scalars(
            sa.select(SignOff.plan_id)
            .where(SignOff.plan_id.in_([one.plan_id for one in found]))
            .distinct()
        )
    )
    made = [one.pair_id for one in found if one.pair_id is not None]
    in_use = people.pairs_in_use(made, but=CohortPlan.__tablename__) if made else set()
    return {
        one.plan_id: reason
        for one in found
        if one.plan.ended_at is None
        for reason in _reasons(one, asker, signed=signed, in_use=in_use)
    }


def _reasons(
    one: CohortPlan, asker: Person, *, signed: set[int], in_use: set[int]
) -> Iterator[str]:
    if one.pair_id in in_use:
        yield N_("师徒之间已经有记录")
    if one.plan_id in signed:
        yield N_("计划里已经签过字")
    if one.plan.person_id == asker.id:
        yield N_("自己的记录不能自己办")
