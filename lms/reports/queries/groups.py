"""Which groups somebody may look at: with names, or told together only."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date

import sqlalchemy as sa

from lms.db import db
from lms.errors import NotFound
from lms.onboarding.models import Cohort, CohortPlan, Plan
from lms.people import access
from lms.people.domain import Role, Status
from lms.people.models import Department, Person
from lms.reports.domain import GroupKind

SEEN = "cohort.view"
MOST_LISTED = 50  # groups of a kind in the list

Subject = Cohort | Department | Person


@dataclass(frozen=True, slots=True)
class Group:
    """A group of people with running plans, as far as somebody may look at it."""

    kind: GroupKind
    subject: Subject
    members: sa.ColumnElement[bool]  # the condition on plans joined with people
    is_named: bool  # else only what is true of five or more together is told

    @property
    def public_id(self) -> str:
        """Its name in addresses."""
        return self.subject.public_id

    @property
    def plans(self) -> sa.Select[Plan]:
        """The running plans of its active people, whoever asks."""
        running = sa.select(Plan).join(Plan.person).where(Plan.ended_at.is_(None))
        return running.where(Person.status == Status.ACTIVE, self.members)


@dataclass(frozen=True, slots=True)
class Listed:
    """The groups that somebody may look at, the latest cohorts first."""

    cohorts: Sequence[Cohort]
    departments: Sequence[Department]
    is_mentor: bool  # has, or may have, apprentices of their own


def group_for(asker: Person, kind: str, public_id: str, today: date) -> Group:
    """A group that the asker may look at. Raises NotFound for every other."""
    if kind not in set(GroupKind):
        raise NotFound
    subject, members = _FOUND[GroupKind(kind)](public_id, today)
    named = Group(GroupKind(kind), subject, members, is_named=True)
    if _is_named_to(asker, named, today):
        return named
    if "P" in access.letters(asker, SEEN) and _is_told_to(asker, named):
        return Group(named.kind, subject, members, is_named=False)
    raise NotFound


def _cohort(public_id: str, _today: date) -> tuple[Cohort, sa.ColumnElement[bool]]:
    found = db.session.scalar(sa.select(Cohort).where(Cohort.public_id == public_id))
    if found is None:
        raise NotFound
    members = sa.select(CohortPlan.plan_id).where(CohortPlan.cohort_id == found.id)
    return found, Plan.id.in_(members)


def _department(public_id: str, _today: date) -> tuple[Department, sa.ColumnElement[bool]]:
    found = db.session.scalar(sa.select(Department).where(Department.public_id == public_id))
    if found is None:
        raise NotFound
    return found, Person.department_id.in_(access.subtree_of(found.id))


def _mentor(public_id: str, today: date) -> tuple[Person, sa.ColumnElement[bool]]:
    found = db.session.scalar(sa.select(Person).where(Person.public_id == public_id))
    if found is None:
        raise NotFound
    return found, Person.id.in_(access.apprentices_of(found.id, today))


_FOUND: dict[GroupKind, Callable[[str, date], tuple[Subject, sa.ColumnElement[bool]]]] = {
    GroupKind.COHORT: _cohort,
    GroupKind.DEPARTMENT: _department,
    GroupKind.MENTOR: _mentor,
}


def _is_named_to(asker: Person, group: Group, today: date) -> bool:
    """Whether the asker sees names here: as officer, or because somebody in it concerns them."""
    if access.sees_everybody(asker, SEEN):
        return True
    if group.kind is GroupKind.MENTOR and group.subject.id == asker.id:
        return "M" in access.letters(asker, SEEN)
    seen = group.plans.where(access.visible_people(asker, SEEN, today))
    return db.session.scalar(sa.select(seen.with_only_columns(Plan.id).exists())) or False


def _is_told_to(asker: Person, group: Group) -> bool:
    """Whether the asker may hear of a group together: a trainer of all, a trainee of the own."""
    if group.kind is GroupKind.MENTOR:
        return False
    if Role.TRAINER in asker.roles:
        return True
    own = group.plans.where(Person.id == asker.id).with_only_columns(Plan.id)
    return db.session.scalar(sa.select(own.exists())) or False


def listed(asker: Person, today: date) -> Listed:
    """The groups that the asker may look at."""
    letters = access.letters(asker, SEEN)
    return Listed(
        _cohorts(asker, today),
        _departments(asker, letters),
        is_mentor="M" in letters,
    )


def _cohorts(asker: Person, today: date) -> Sequence[Cohort]:
    latest = sa.select(Cohort).order_by(Cohort.id.desc()).limit(MOST_LISTED)
    if not access.sees_everybody(asker, SEEN) and Role.TRAINER not in asker.roles:
        latest = latest.where(sa.or_(*(Cohort.id.in_(some) for some in _theirs(asker, today))))
    return db.session.scalars(latest).all()


def _theirs(asker: Person, today: date) -> Iterator[sa.Select[int]]:
    """The cohorts that the asker is in, and those in which somebody concerns them."""
    begun = (
        sa.select(CohortPlan.cohort_id)
        .join(Plan, Plan.id == CohortPlan.plan_id)
        .where(CohortPlan.undone_at.is_(None))
    )
    yield begun.where(Plan.person_id == asker.id)
    if access.letters(asker, SEEN) & {"M", "D"}:
        seen = access.visible_people(asker, SEEN, today)
        yield begun.join(Person, Person.id == Plan.person_id).where(seen)


def _departments(asker: Person, letters: frozenset[str]) -> Sequence[Department]:
    reach = access.visible_departments(asker, SEEN)
    if Role.TRAINER in asker.roles:
        reach = sa.true()
    elif "P" in letters:
        reach = sa.or_(reach, Department.id == asker.department_id)
    by_name = sa.select(Department).where(reach).order_by(Department.name).limit(MOST_LISTED)
    return db.session.scalars(by_name).all()
