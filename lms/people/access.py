"""The door and the scope: who may use a route, and whose records it may show.

Every route names a row of access.csv with `@requires`, or is `@public`; a route that names nothing
is closed. What the door lets in is narrowed in queries by `visible_people`.
"""

from collections.abc import Callable, Collection
from datetime import date
from typing import ParamSpec, TypeVar

import sqlalchemy as sa
from flask import Flask, current_app, request
from flask_login import current_user
from sqlalchemy import ColumnElement

from lms.db import db
from lms.errors import N_, Forbidden, NotFound, SignInNeeded
from lms.people.domain import LEAD_PERMISSIONS, AccessMatrix, Door, Role
from lms.people.models import Department, Pair, Person

P = ParamSpec("P")
T = TypeVar("T")

MATRIX = AccessMatrix.read()
SCOPE_ALL = "all"
SCOPE_DEPARTMENT = "department "  # followed by its number; with those below it
SCOPE_APPRENTICES = "apprentices"
SCOPE_OWN = "own"


def requires(permission: str) -> Callable[[Callable[P, T]], Callable[P, T]]:
    """Open a route to those who hold a permission, a row of access.csv.

    Raises KeyError at import when the matrix has no such row.
    """
    MATRIX.letters[permission]

    def mark(view: Callable[P, T]) -> Callable[P, T]:
        view.__dict__["permission"] = permission
        return view

    return mark


def public(view: Callable[P, T]) -> Callable[P, T]:
    """Open a route to everyone, signed in or not."""
    view.__dict__["permission"] = None
    return view


def current_person() -> Person:
    """The person who is signed in.

    Raises SignInNeeded when nobody is.
    """
    if not current_user.is_authenticated:
        raise SignInNeeded(N_("请先登录。"))
    person: Person = current_user.person
    return person


def letters(person: Person, permission: str) -> frozenset[str]:
    """The letters of access.csv that a person has for a permission, by roles and by leading."""
    leads = permission in LEAD_PERMISSIONS and leads_a_department(person)
    return MATRIX.of(permission, person.roles, leads=leads)


def leads_a_department(person: Person) -> bool:
    """Whether the person leads any department."""
    known = _known_leads()
    if person.id not in known:
        led = sa.select(Department.id).where(Department.lead_id == person.id).limit(1)
        known[person.id] = db.session.scalar(led) is not None
    return known[person.id]


def remember_leading(person_id: int, *, leads: bool) -> None:
    """Spare this request the question whether a person leads a department."""
    _known_leads()[person_id] = leads


def forget_leading() -> None:
    """Let it be asked anew who leads: somebody was made the lead of a department."""
    _known_leads().clear()


def _known_leads() -> dict[int, bool]:
    known: dict[int, bool] = db.session.info.setdefault("leads", {})
    return known


def may(person: Person, permission: str) -> bool:
    """Whether the door of a permission is open to a person, for at least some records."""
    return MATRIX.door(letters(person, permission)) is Door.OPEN


def visible_people(
    person: Person, permission: str, today: date, *, but: str = ""
) -> ColumnElement[bool]:
    """The condition on `Person` that keeps those whose records the asker may see.

    `but`: letters of access.csv that do not count here, such as M.
    """
    if sees_everybody(person, permission):
        return sa.true()
    held = letters(person, permission) - set(but)
    scopes: list[ColumnElement[bool]] = []
    if "O" in held:
        scopes.append(Person.id == person.id)
    if "M" in held:
        scopes.append(Person.id.in_(apprentices_of(person.id, today)))
    if "D" in held and (root := _narrowed_to(person)):
        scopes.append(Person.department_id.in_(subtree_of(root)))
    if "L" in held:
        led = sa.select(Department.id).where(Department.lead_id == person.id)
        scopes.append(Person.department_id.in_(subtree(led)))
    return sa.or_(sa.false(), *scopes)


def sees_everybody(person: Person, permission: str) -> bool:
    """Whether a permission reaches everybody's record, so that a query need not look at people."""
    held = letters(person, permission)
    return "Y" in held or ("D" in held and not _narrowed_to(person))


def may_about(person: Person, permission: str, other: Person, today: date) -> bool:
    """Whether a permission of the asker reaches the record of one other person."""
    if not may(person, permission):
        return False
    visible = visible_people(person, permission, today)
    return db.session.scalar(sa.select(Person.id).where(Person.id == other.id, visible)) is not None


def reaching(
    person: Person, permissions: Collection[str], other: Person, today: date
) -> frozenset[str]:
    """Those of some permissions of the asker that reach the record of one other person."""
    open_ = [permission for permission in permissions if may(person, permission)]
    if not open_:
        return frozenset()
    reach = [sa.case((visible_people(person, one, today), 1), else_=0) for one in open_]
    row = db.session.execute(sa.select(*reach).where(Person.id == other.id)).one()
    return frozenset(one for one, reaches in zip(open_, row, strict=True) if reaches)


def apprentices_of(mentor_id: int, today: date) -> sa.Select[int]:
    """The ids of the people whose mentor this is today."""
    return sa.select(Pair.apprentice_id).where(Pair.mentor_id == mentor_id, in_force_on(today))


def in_force_on(today: date | sa.BindParameter[date]) -> ColumnElement[bool]:
    """The condition on `Pair` that keeps those in force on a day."""
    return sa.and_(Pair.starts_on <= today, sa.or_(Pair.ends_on.is_(None), Pair.ends_on >= today))


def subtree(roots: sa.Select[int]) -> sa.Select[int]:
    """The ids of departments and of all departments below them."""
    tree = roots.cte(recursive=True)  # unnamed: a statement may ask for several
    below = sa.select(Department.id).join(tree, Department.parent_id == tree.c.id)
    tree = tree.union(below)
    return sa.select(tree.c.id)


def subtree_of(department_id: int) -> sa.Select[int]:
    """The ids of one department and of all below it."""
    return subtree(sa.select(Department.id).where(Department.id == department_id))


def visible_departments(person: Person, permission: str) -> ColumnElement[bool]:
    """The condition on `Department` that keeps those into which the asker's permission reaches."""
    held = letters(person, permission)
    root = _narrowed_to(person)
    if "Y" in held or ("D" in held and not root):
        return sa.true()
    scopes: list[ColumnElement[bool]] = []
    if "D" in held and root:
        scopes.append(Department.id.in_(subtree_of(root)))
    if "L" in held:
        led = sa.select(Department.id).where(Department.lead_id == person.id)
        scopes.append(Department.id.in_(subtree(led)))
    return sa.or_(sa.false(), *scopes)


def scope_of(person: Person, permission: str) -> str:
    """How far a permission reaches, for the access log: `all`, `department 3`, `apprentices`."""
    if sees_everybody(person, permission):
        return SCOPE_ALL
    held = letters(person, permission)
    if "D" in held:
        return f"{SCOPE_DEPARTMENT}{_narrowed_to(person)}"
    return SCOPE_APPRENTICES if "M" in held else SCOPE_OWN


def _narrowed_to(person: Person) -> int | None:
    return next((g.department_id for g in person.grants if g.role == Role.HR), None)


def must_not_be_self(person: Person, other_id: int) -> None:
    """Nobody decides on their own record.

    Raises Forbidden when both are the same person.
    """
    if person.id == other_id:
        raise Forbidden(N_("自己的记录不能自己办，请找另一位同事。"))


def _guard() -> None:
    if request.endpoint is None or request.endpoint == "static":
        return
    view = current_app.view_functions[request.endpoint]
    if "permission" not in view.__dict__:
        raise Forbidden(N_("这个地址没有开放。"))
    permission = view.__dict__["permission"]
    if permission is None:
        return
    door = MATRIX.door(letters(current_person(), permission))
    if door is Door.HIDDEN:
        raise NotFound
    if door is Door.FORBIDDEN:
        raise Forbidden(N_("您的角色不能办这件事。如果该由您来办，请找人事或管理员。"))


def init_app(app: Flask) -> None:
    """Close every route but to those whom access.csv lets in."""
    app.before_request(_guard)
    app.jinja_env.globals["may"] = lambda permission: (
        current_user.is_authenticated and may(current_user.person, permission)
    )
