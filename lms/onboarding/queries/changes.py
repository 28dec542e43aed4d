"""Plans that follow an older text than the one that is published, and what a newer one changes."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

import sqlalchemy as sa
from sqlalchemy.orm import contains_eager, joinedload

from lms.db import db
from lms.library import queries as library
from lms.library.models import Revision
from lms.library.queries import Published
from lms.onboarding import proofs
from lms.onboarding.domain import Evidence, Task, Template
from lms.onboarding.domain.change import Difference, Reach, difference
from lms.onboarding.models import Plan, PlanChange, PlanGate, PlanUpdate
from lms.onboarding.queries.starting import KIND
from lms.people import access
from lms.people.domain import Status
from lms.people.models import Person


@dataclass(frozen=True, slots=True)
class Behind:
    """How many people follow one older text of a plan, and what the newest changes for them."""

    people: int
    difference: Difference


@dataclass(frozen=True, slots=True)
class Outdated:
    """A plan of which people follow older texts, and what was decided about the newest."""

    published: Published[Template]
    behind: tuple[Behind, ...]  # most people first
    decision: PlanChange | None

    @property
    def people(self) -> int:
        """How many people follow an older text."""
        return sum(one.people for one in self.behind)

    @property
    def is_undecided(self) -> bool:
        """Whether nobody has said yet for whom the newest text holds, or not for these people."""
        return self.decision is None or self.decision.reach == Reach.ALL


@dataclass(frozen=True, slots=True)
class Kept:
    """A task that the newest text no longer has, and that was done all the same."""

    task: Task
    evidence: Evidence


def outdated(asker: Person, today: date) -> list[Outdated]:
    """The plans of which people whose plans the asker may change follow an older text."""
    published = {one.document_id: one for one in library.all_published(KIND)}
    counted: dict[int, list[tuple[int, int]]] = {}
    for document_id, revision_id, number in db.session.execute(_counts(asker, published, today)):
        counted.setdefault(document_id, []).append((revision_id, number))
    if not counted:
        return []
    decisions = _decisions([published[document_id].revision_id for document_id in counted])
    return [
        _outdated(published[document_id], parts, decisions)
        for document_id, parts in sorted(counted.items())
    ]


def _counts(
    asker: Person, published: Mapping[int, Published[Template]], today: date
) -> sa.Select[int, int, int]:
    return (
        _behind(asker, published, today)
        .with_only_columns(Plan.document_id, Plan.revision_id, sa.func.count())
        .group_by(Plan.document_id, Plan.revision_id)
        .order_by(sa.func.count().desc())
    )


def _behind(
    asker: Person, published: Mapping[int, Published[Template]], today: date
) -> sa.Select[Plan]:
    """The plans that run on an older text and are not complete."""
    older = sa.select(Revision.id).where(
        Revision.document_id.in_(published),
        Revision.id.not_in([one.revision_id for one in published.values()]),
    )
    open_gate = sa.exists().where(PlanGate.plan_id == Plan.id, PlanGate.passed_by_id.is_(None))
    return (
        sa.select(Plan)
        .join(Plan.person)
        .where(
            Plan.revision_id.in_(older),
            Plan.ended_at.is_(None),
            Plan.person_id != asker.id,
            Person.status == Status.ACTIVE,
            open_gate,
            access.visible_people(asker, "plan.start", today),
        )
    )


def plans_behind(
    asker: Person, published: Published[Template], after: int, most: int, today: date
) -> Sequence[Plan]:
    """Some plans that run on an older text of this one, those after a plan's number; locked."""
    wanted = (
        _behind(asker, {published.document_id: published}, today)
        .where(Plan.id > after)
        .options(contains_eager(Plan.person))
        .order_by(Plan.id)
        .limit(most)
        .with_for_update(of=Plan)
        .execution_options(populate_existing=True)
    )
    return db.session.scalars(wanted).all()


def _decisions(revision_ids: Sequence[int]) -> dict[int, PlanChange]:
    wanted = (
        sa.select(PlanChange)
        .where(PlanChange.revision_id.in_(revision_ids))
        .options(joinedload(PlanChange.by, innerjoin=True))
        .order_by(PlanChange.id)
    )
    return {one.revision_id: one for one in db.session.scalars(wanted)}  # the last one stays


def _outdated(
    published: Published[Template],
    parts: Sequence[tuple[int, int]],
    decisions: Mapping[int, PlanChange],
) -> Outdated:
    behind = tuple(
        Behind(number, difference(library.at_revision(revision_id).content, published.content))
        for revision_id, number in parts
    )
    return Outdated(published, behind, decisions.get(published.revision_id))


def kept_tasks(plan_id: int, template: Template) -> list[Kept]:
    """What somebody did by older texts of a plan, and that the present one no longer has."""
    older = sa.select(PlanUpdate.from_revision_id).where(PlanUpdate.plan_id == plan_id)
    dropped: dict[str, Task] = {}
    for revision_id in db.session.scalars(older.order_by(PlanUpdate.id)):
        before: Template = library.at_revision(revision_id).content
        dropped |= {task.id: task for task in difference(before, template).dropped}
    if not dropped:
        return []
    plan = db.session.get_one(Plan, plan_id)
    shown = proofs.evidence({plan: list(dropped.values())})[plan_id]
    return [Kept(task, shown[name]) for name, task in dropped.items() if name in shown]
