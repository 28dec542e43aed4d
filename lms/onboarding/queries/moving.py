"""What moving plans would change, what moves there were, and whom they reached."""

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from datetime import date

import sqlalchemy as sa
from sqlalchemy.orm import contains_eager, joinedload

from lms.db import db
from lms.errors import NotFound
from lms.onboarding.domain import PlanView, Schedule
from lms.onboarding.domain.moving import MOST_PLANS, Change, changes, holidays_passed
from lms.onboarding.models import Plan, PlanAdjustment, PlanMove, PlanMovePart, Workday
from lms.onboarding.queries import workdays
from lms.onboarding.queries.dating import dates_of
from lms.onboarding.queries.plans import views
from lms.people import access
from lms.people.models import Person


@dataclass(frozen=True, slots=True)
class Moving:
    """A plan that would move: its dates before and after, the holidays that they jump over."""

    plan: Plan
    changes: tuple[Change, ...]
    holidays: tuple[str, ...]

    @property
    def gates(self) -> tuple[Change, ...]:
        """The gates that move."""
        return tuple(change for change in self.changes if change.is_gate)

    @property
    def tasks(self) -> tuple[Change, ...]:
        """The open tasks that move."""
        return tuple(change for change in self.changes if not change.is_gate)


def plans_to_move(asker: Person, public_ids: Collection[str], today: date) -> Sequence[Plan]:
    """Those of some plans that run and that the asker may move, by the names of their people."""
    wanted = (
        sa.select(Plan)
        .join(Plan.person)
        .options(contains_eager(Plan.person).joinedload(Person.department, innerjoin=True))
        .where(
            Plan.public_id.in_(public_ids),
            Plan.ended_at.is_(None),
            Plan.person_id != asker.id,
            access.visible_people(asker, "plan.start", today),
        )
        .order_by(Person.name_pinyin, Person.id)
        .limit(MOST_PLANS)
    )
    return db.session.scalars(wanted).all()


def preview_move(plans: Sequence[Plan], days: int, today: date) -> list[Moving]:
    """What moving plans by so many working days would change."""
    later = dates_of(plans, more=days)
    calendar = workdays.calendar()
    found = [
        (plan, tuple(open_changes(view, later[plan.id])))
        for plan, view in zip(plans, views(plans, today), strict=True)
    ]
    passed = [holidays_passed(moved, calendar) for _plan, moved in found]
    names = _occasions({day for days_of_one in passed for day in days_of_one})
    return [
        Moving(plan, moved, tuple(dict.fromkeys(names[day] for day in jumped if day in names)))
        for (plan, moved), jumped in zip(found, passed, strict=True)
    ]


def open_changes(view: PlanView, later: Schedule) -> Iterator[Change]:
    """The days of what is still open in a plan that would be others."""
    tasks = {task.task.id: task.due for task in view.tasks if task.is_open}
    gates = {gate.gate.id: gate.due for gate in view.gates if not gate.is_passed}
    return changes(view.template, tasks, gates, later)


def _occasions(days: Collection[date]) -> dict[date, str]:
    rows = db.session.execute(sa.select(Workday.day, Workday.occasion).where(Workday.day.in_(days)))
    return dict(rows.all())


def move_of(asker: Person, public_id: str, today: date) -> PlanMove:
    """A move of plans of which the asker may move some. Raises NotFound."""
    found = db.session.scalar(sa.select(PlanMove).where(PlanMove.public_id == public_id))
    if found is None or not parts(asker, found, today):
        raise NotFound
    return found


def parts(asker: Person, move: PlanMove, today: date) -> Sequence[PlanAdjustment]:
    """What a move did to the plans that the asker may move, by the names of their people."""
    wanted = (
        sa.select(PlanAdjustment)
        .join(PlanMovePart, PlanMovePart.adjustment_id == PlanAdjustment.id)
        .join(PlanAdjustment.plan)
        .join(Plan.person)
        .where(PlanMovePart.move_id == move.id, access.visible_people(asker, "plan.start", today))
        .options(
            contains_eager(PlanAdjustment.plan).contains_eager(Plan.person),
            joinedload(PlanAdjustment.by, innerjoin=True),
        )
        .order_by(Person.name_pinyin, Person.id)
    )
    return db.session.scalars(wanted).all()


def counter_of(move: PlanMove) -> PlanMove | None:
    """The action that took a move back."""
    return db.session.scalar(sa.select(PlanMove).where(PlanMove.counters_id == move.id))


def adjustments_of(plan_id: int) -> Sequence[PlanAdjustment]:
    """How a plan was moved, the latest first, with who moved it."""
    wanted = (
        sa.select(PlanAdjustment)
        .where(PlanAdjustment.plan_id == plan_id)
        .options(joinedload(PlanAdjustment.by, innerjoin=True))
        .order_by(PlanAdjustment.id.desc())
    )
    return db.session.scalars(wanted).all()
