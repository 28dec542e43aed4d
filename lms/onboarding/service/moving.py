"""Moving plans by working days, many at once, and taking a move back by a counter-move."""

from collections.abc import Collection, Sequence
from datetime import datetime

import sqlalchemy as sa

from lms import clock
from lms.db import db, lock
from lms.errors import N_, NotFound, Stale
from lms.messages import service as messages
from lms.onboarding import queries
from lms.onboarding.domain.moving import check_days, check_reason
from lms.onboarding.models import Plan, PlanAdjustment, PlanMove, PlanMovePart
from lms.onboarding.service.dating import date_plans
from lms.onboarding.service.starting import assign_again
from lms.people import audit
from lms.people.models import Person

MOVED = {
    True: N_("您的计划往后挪了 %(days)s 个工作日，原因写在计划页上。"),
    False: N_("您的计划往前挪了 %(days)s 个工作日，原因写在计划页上。"),
}
TAKEN_BACK = N_("上次挪动撤回了，您计划里的日子回到原来。")


def move_plans(
    actor: Person,
    public_ids: Collection[str],
    days: int | None,
    reason: str,
    *,
    key: str,
    now: datetime,
) -> PlanMove:
    """Move running plans on by working days, or back by a negative number; everybody is told.

    The same key again gives the same move. Raises Invalid for a number or reason that makes no
    sense, NotFound when none of the plans runs and is the actor's to move.
    """
    shift, reason = check_days(days), check_reason(reason)
    plans = _locked(queries.plans_to_move(actor, public_ids, clock.day_of(now)))
    made = _made_before(actor, key)
    if made is not None:
        return made
    if not plans:
        raise NotFound
    move = PlanMove(by_id=actor.id, key=key)
    _move(actor, move, plans, shift, reason, now)
    _tell(plans, move, MOVED[shift > 0], abs(shift), now)
    return move


def take_move_back(actor: Person, move: PlanMove, *, key: str, now: datetime) -> PlanMove:
    """Move the plans of a move the other way, those of them that still run; everybody is told.

    The same key again gives the same answer. Raises Stale when it was taken back already, is
    itself such a counter-move, or no plan of it runs any more.
    """
    lock(move)
    made = _made_before(actor, key)
    if made is not None:
        return made
    done = queries.parts(actor, move, clock.day_of(now))
    ids = [part.plan.public_id for part in done]
    plans = _locked(queries.plans_to_move(actor, ids, clock.day_of(now)))
    if move.counters_id is not None or queries.counter_of(move) is not None or not plans:
        raise Stale(N_("这次挪动不能再撤回：已经撤回过，或者计划都已结束。"))
    counter = PlanMove(by_id=actor.id, key=key, counters_id=move.id)
    _move(actor, counter, plans, -done[0].shift, done[0].reason, now)
    _tell(plans, counter, TAKEN_BACK, abs(done[0].shift), now)
    return counter


def _made_before(actor: Person, key: str) -> PlanMove | None:
    wanted = sa.select(PlanMove).where(PlanMove.by_id == actor.id, PlanMove.key == key)
    return db.session.scalar(wanted)


def _locked(plans: Sequence[Plan]) -> Sequence[Plan]:
    """The plans that still run, in their order; whoever moves them at the same time waits."""
    ids = [plan.id for plan in plans]
    running = sa.select(Plan).where(Plan.id.in_(ids), Plan.ended_at.is_(None)).order_by(Plan.id)
    locking = running.with_for_update(of=Plan).execution_options(populate_existing=True)
    still = {plan.id for plan in db.session.scalars(locking)}
    return [plan for plan in plans if plan.id in still]


def _move(
    actor: Person, move: PlanMove, plans: Sequence[Plan], shift: int, reason: str, now: datetime
) -> None:
    db.session.add(move)
    made = [
        PlanAdjustment(plan_id=plan.id, shift=shift, reason=reason, at=now, by_id=actor.id)
        for plan in plans
    ]
    db.session.add_all(made)
    db.session.flush()  # the dates are read from the rows, the parts need their numbers
    db.session.add_all(
        PlanMovePart(adjustment_id=adjustment.id, move_id=move.id) for adjustment in made
    )
    assign_again(plans, date_plans(plans), now=now)
    kind = "plan.moved" if shift > 0 else "plan.moved-back"
    for plan in plans:
        audit.record(
            kind, actor=actor, subject=plan.person, now=now, plan=plan.public_id, days=abs(shift)
        )


def _tell(plans: Sequence[Plan], move: PlanMove, sentence: str, days: int, now: datetime) -> None:
    for plan in plans:
        messages.tell(
            plan.person,
            sentence=sentence,
            link="/plan",
            key=f"plan-moved-{move.public_id}",
            now=now,
            days=days,
        )
