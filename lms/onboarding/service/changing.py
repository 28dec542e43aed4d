"""Deciding for whom a newer text of a plan holds, and taking running plans on to it."""

from collections.abc import Sequence
from datetime import datetime

import sqlalchemy as sa

from lms import clock, jobs
from lms.db import db
from lms.errors import N_, NotFound, Stale
from lms.library import service as shelves
from lms.messages import service as messages
from lms.onboarding import queries
from lms.onboarding.domain import Template
from lms.onboarding.domain.change import Reach, difference
from lms.onboarding.models import Plan, PlanChange, PlanGate, PlanUpdate
from lms.onboarding.service.dating import date_plans
from lms.onboarding.service.starting import ASSIGNED, assigned_documents
from lms.people import audit
from lms.people.models import Person

UPDATE = "onboarding.update"
BATCH = 50  # plans taken on in one transaction
TOLD = N_(
    "您的计划更新了：多了 %(added)s 件，少了 %(dropped)s 件，%(moved)s 件换了日子。做完的都算数。"
)


def decide_change(
    actor: Person, name: str, revision_id: int, reach: Reach, *, key: str, now: datetime
) -> PlanChange:
    """Say for whom the newest text of a plan holds; running plans are taken on to it.

    The same key again gives the same decision. Raises NotFound for an unknown plan, Stale when a
    newer text than the one that was shown is published.
    """
    made = db.session.scalar(
        sa.select(PlanChange).where(PlanChange.by_id == actor.id, PlanChange.key == key)
    )
    if made is not None:
        return made
    published = queries.plan_to_start(name)
    if published is None:
        raise NotFound
    if published.revision_id != revision_id:
        raise Stale(N_("这份计划刚刚又改过，请再看一遍会怎样。"), way_on="/plans/changes")
    change = PlanChange(
        document_id=published.document_id,
        revision_id=revision_id,
        reach=reach,
        by_id=actor.id,
        at=now,
        key=key,
    )
    db.session.add(change)
    db.session.flush()  # the updates need its number
    audit.record(f"plan.change-{reach}", actor=actor, subject=None, now=now, plan=name)
    if reach is Reach.ALL:
        last = update_after(change.id, 0, now=now)
        if last is not None:
            jobs.enqueue(UPDATE, key=f"change-{change.id}", now=now, change=change.id, after=last)
    return change


def update_after(change_id: int, after: int, *, now: datetime) -> int | None:
    """Take some plans on to the text of a decision, those after a plan; the last one, or None.

    Nothing happens to plans that are there already, nor once a newer text is published.
    """
    change = db.session.get_one(PlanChange, change_id)
    published = next(
        (one for one in queries.plans_published() if one.revision_id == change.revision_id), None
    )
    if published is None:
        return None
    plans = queries.plans_behind(change.by, published, after, BATCH, clock.day_of(now))
    if not plans:
        return None
    before = {plan.id: queries.template_of(plan) for plan in plans}
    for plan in plans:
        db.session.add(
            PlanUpdate(
                plan_id=plan.id, change_id=change.id, from_revision_id=plan.revision_id, at=now
            )
        )
        plan.revision_id = published.revision_id
    db.session.flush()  # the dates are read from the rows
    _follow(plans, published.content, now)
    for plan in plans:
        _tell(change, plan, before[plan.id], published.content, now)
    return plans[-1].id if len(plans) == BATCH else None


def _follow(plans: Sequence[Plan], template: Template, now: datetime) -> None:
    """New tasks and gates are dated, and what they ask for is assigned; what was done stays."""
    dates = date_plans(plans)
    ids, gates = [plan.id for plan in plans], {gate.id: gate for gate in template.gates()}
    open_ones = sa.select(PlanGate).where(
        PlanGate.plan_id.in_(ids), PlanGate.passed_by_id.is_(None)
    )
    for row in db.session.scalars(open_ones):
        if row.gate not in gates:
            db.session.delete(row)
        elif row.waits_on_id is None and not row.needs_peer:
            row.needs_lead = gates[row.gate].needs_lead
    documents = assigned_documents(template)
    shelves.assign_all(
        {
            plan.person_id: {
                document: dates[plan.id].tasks[task].on for document, task in documents.items()
            }
            for plan in plans
        },
        ASSIGNED,
        now,
    )


def _tell(change: PlanChange, plan: Plan, before: Template, after: Template, now: datetime) -> None:
    audit.record("plan.updated", actor=change.by, subject=plan.person, now=now, plan=plan.public_id)
    found = difference(before, after)
    if found.is_wording_only:
        return
    messages.tell(
        plan.person,
        sentence=TOLD,
        link="/plan",
        key=f"plan-updated-{change.id}-{plan.public_id}",
        now=now,
        added=len(found.added),
        dropped=len(found.dropped),
        moved=len(found.moved),
    )
