"""Finding people."""

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from datetime import date
from typing import TypeVar

import sqlalchemy as sa
from sqlalchemy.orm import joinedload

from lms import fulltext
from lms.db import db
from lms.errors import N_, NotFound
from lms.pages import PAGE_SIZE, Page, Total, counted
from lms.people import access
from lms.people.domain import Role, Status, WrongField, folded
from lms.people.models import NOT_BEGUN, Person, RoleGrant
from lms.people.names import KIND
from lms.people.queries.departments import called_so

T = TypeVar("T")

AT_A_TIME = 1_000  # people read at once
MOST_NAMESAKES = 5  # shown when a description fits several people


@dataclass(frozen=True, slots=True, kw_only=True)
class Chosen:
    """What the list of people is narrowed to; empty means everybody."""

    text: str = ""  # in the name, its pinyin or initials, the login, the number
    department: str = ""  # its number or name; and those below
    role: Role | None = None
    status: Status | None = None

    @property
    def fields(self) -> str:
        """Which filters are used, without what was typed: for the access log."""
        used = {
            "text": self.text,
            "department": self.department,
            "role": self.role,
            "status": self.status,
        }
        return ", ".join(name for name, value in used.items() if value)


def by_login(login: str) -> Person | None:
    """The person with a login name, however it is typed."""
    return db.session.scalar(sa.select(Person).where(Person.login == folded(login)))


def called(typed: str) -> sa.ColumnElement[bool]:
    """The condition on `Person`: the login or the e-mail address is this one."""
    key = folded(typed)
    return sa.or_(Person.login == key, sa.func.lower(Person.email) == key)


def person_of(asker: Person, public_id: str, permission: str, today: date) -> Person:
    """The person behind an address.

    Raises NotFound when there is none, or none for this asker under this permission.
    """
    visible = access.visible_people(asker, permission, today)
    found = db.session.scalar(sa.select(Person).where(Person.public_id == public_id, visible))
    if found is None:
        raise NotFound
    return found


def one_described_by(
    asker: Person, text: str, permission: str, today: date, *, field: str
) -> Person:
    """The one person whom a login, an employee number or a full name means.

    A login or number means its owner, even if others bear it as their name. Raises WrongField at
    `field` when nobody is found, or several are.
    """
    visible = access.visible_people(asker, permission, today)
    key = folded(text)
    owner = sa.or_(Person.login == key, Person.employee_number_folded == key)
    for condition in (owner, Person.name == text):
        found = sa.select(Person).where(condition, visible).order_by(Person.id)
        people = db.session.scalars(found.limit(MOST_NAMESAKES)).all()
        if len(people) == 1:
            return people[0]
        if people:
            logins = "、".join(person.login for person in people)
            raise WrongField(
                field,
                N_("有几位同事都叫“%(text)s”，请改填登录名：%(logins)s。"),
                text=text,
                logins=logins,
            )
    raise WrongField(field, N_("没有找到“%(text)s”。请填登录名、工号或全名。"), text=text)


def list_people(asker: Person, chosen: Chosen, number: int, today: date) -> Page[Person]:
    """One page of the people whom the asker may list, by the sound of their names."""
    visible = access.visible_people(asker, "person.list", today)
    total = counted(_found(sa.select(Person.id), chosen).where(visible), number)
    number = min(number, Page((), number, total).last)
    by_name = (
        _in_order(sa.select(Person), chosen, total)
        .where(visible)
        .options(joinedload(Person.department, innerjoin=True))
        .order_by(Person.name_pinyin, Person.id)
    )
    rows = db.session.scalars(by_name.limit(PAGE_SIZE).offset((number - 1) * PAGE_SIZE)).all()
    return Page(rows, number, total)


def all_people(role: Role | None = None) -> Iterator[Person]:
    """Everybody, or all who hold a role, by login, with their departments (terminal only)."""
    everybody = sa.select(Person).options(joinedload(Person.department, innerjoin=True))
    if role is not None:
        everybody = everybody.where(Person.id.in_(holders(role)))
    yield from db.session.scalars(
        everybody.order_by(Person.login).execution_options(yield_per=AT_A_TIME)
    )


def number_of_people() -> int:
    """How many accounts there are (terminal only)."""
    return db.session.scalar(sa.select(sa.func.count(Person.id))) or 0


def names_of(person_ids: Collection[int]) -> dict[int, str]:
    """The names of people by id; an id that is no more has none."""
    if not person_ids:
        return {}
    rows = db.session.execute(sa.select(Person.id, Person.name).where(Person.id.in_(person_ids)))
    return dict(rows.all())


def matching(text: str) -> sa.ColumnElement[bool]:
    """The condition on `Person`: found by name, its pinyin or initials, login or number."""
    return fulltext.matches(Person.words, KIND, fulltext.Query.read(text))


def holders(role: Role) -> sa.Select[int]:
    """The ids of the people who hold a role now."""
    return sa.select(RoleGrant.person_id).where(
        RoleGrant.role == role, RoleGrant.revoked_at.is_(None)
    )


def trainees_not_begun() -> sa.Select[int]:
    """The ids of the trainees whose training nobody has begun, by an index of just those."""
    return sa.select(RoleGrant.person_id).where(sa.text(NOT_BEGUN))


def _found(people: sa.Select[T], chosen: Chosen) -> sa.Select[T]:
    """People narrowed as chosen, from what is chosen: for counting, and where few are found."""
    if chosen.role:
        held = sa.and_(RoleGrant.role == chosen.role, RoleGrant.revoked_at.is_(None))
        people = people.join(RoleGrant, sa.and_(RoleGrant.person_id == Person.id, held))
    if chosen.department:
        people = people.where(Person.department_id.in_(_within(chosen)))
    return people.where(*_conditions(chosen))


def _in_order(people: sa.Select[T], chosen: Chosen, total: Total) -> sa.Select[T]:
    """People narrowed as chosen; of many, only the first in their order are looked at.

    SQLite, left to itself, would gather all who are found and sort them.
    """
    if not total.is_more or chosen.status == Status.SUSPENDED:
        return _found(people, chosen)
    if chosen.role:
        held = holders(chosen.role).where(RoleGrant.person_id == Person.id)
        people = people.where(held.exists())
    if chosen.department:  # so that its index is not used
        place = sa.func.coalesce(Person.department_id, 0)
        people = people.where(place.in_(_within(chosen)))
    return people.where(*_conditions(chosen))


def _within(chosen: Chosen) -> sa.Select[int]:
    return access.subtree(called_so(chosen.department))


def _conditions(chosen: Chosen) -> Iterator[sa.ColumnElement[bool]]:
    if chosen.text:
        yield matching(chosen.text)
    if chosen.status:  # written out: the index of those suspended is found by it
        yield Person.status == sa.bindparam("status", chosen.status, literal_execute=True)
