"""Departments: making them, naming them, moving them in the tree, giving them a lead."""

from collections.abc import Sequence
from datetime import datetime

import sqlalchemy as sa

from lms.db import db, lock
from lms.errors import N_
from lms.people import access, audit
from lms.people.domain import WrongField, checked_department, is_below
from lms.people.models import Department, Person


def create_department(
    actor: Person | None,
    *,
    name: str,
    parent_id: int | None,
    lead_id: int | None,
    key: str | None,
    now: datetime,
) -> Department:
    """Make a department.

    The same key again gives the same department. Raises WrongField for a name that its siblings
    use, or a parent that does not exist.
    """
    made = key and db.session.scalar(sa.select(Department).where(Department.creation_key == key))
    if made:
        return made
    _check_lead(actor, lead_id)
    _check_parent(parent_id)
    _check_name_is_free(name, parent_id, None)
    department = Department(creation_key=key, name=name, parent_id=parent_id, lead_id=lead_id)
    db.session.add(department)
    db.session.flush()  # the audit event needs the new department's id
    access.forget_leading()
    audit.record("department.created", actor=actor, subject=None, now=now, department=department.id)
    return department


def change_department(
    actor: Person,
    department: Department,
    *,
    name: str,
    parent_id: int | None,
    lead_id: int | None,
    now: datetime,
) -> Department:
    """Name a department, move it in the tree, give it a lead.

    Raises WrongField for a name that its siblings use, or a parent below itself.
    """
    lock(department)
    if lead_id != department.lead_id:
        _check_lead(actor, lead_id)
    _check_parent(parent_id)
    _check_not_below_itself(department, parent_id)
    _check_name_is_free(name, parent_id, department.id)
    wanted = {"name": name, "parent": parent_id, "lead": lead_id}
    before = {"name": department.name, "parent": department.parent_id, "lead": department.lead_id}
    changed = [field for field, value in wanted.items() if before[field] != value]
    department.name, department.parent_id, department.lead_id = name, parent_id, lead_id
    access.forget_leading()
    if changed:
        audit.record(
            "department.changed",
            actor=actor,
            subject=None,
            now=now,
            department=department.id,
            fields=",".join(changed),
        )
    return department


def department_at(names: Sequence[str], *, now: datetime) -> Department:
    """The department at a path of names from the top, made where it is missing (command line).

    Raises WrongField for a name that cannot be one.
    """
    parent_id, found = None, None
    for name in [checked_department(name) for name in names]:
        found = _child(name, parent_id) or create_department(
            None, name=name, parent_id=parent_id, lead_id=None, key=None, now=now
        )
        parent_id = found.id
    if found is None:
        raise WrongField("name", N_("请填写部门名称。"))
    return found


def _child(name: str, parent_id: int | None) -> Department | None:
    return db.session.scalar(
        sa.select(Department).where(
            Department.name == name, Department.parent_id.is_not_distinct_from(parent_id)
        )
    )


def _check_lead(actor: Person | None, lead_id: int | None) -> None:
    if actor is not None and lead_id == actor.id:
        raise WrongField("lead", N_("自己不能指派自己做负责人，请另一位同事来指派。"))


def _check_parent(parent_id: int | None) -> None:
    if parent_id is not None and db.session.get(Department, parent_id) is None:
        raise WrongField("parent", N_("请从列表中选一个部门。"))


def _check_name_is_free(name: str, parent_id: int | None, own_id: int | None) -> None:
    sibling = _child(name, parent_id)
    if sibling is not None and sibling.id != own_id:
        raise WrongField("name", N_("同一级已有叫“%(name)s”的部门，请换个名称。"), name=name)


def _check_not_below_itself(department: Department, parent_id: int | None) -> None:
    if parent_id in (None, department.parent_id):
        return
    # every move waits for the one before: two moves at once could close a ring
    rows = db.session.execute(
        sa.select(Department.id, Department.parent_id).order_by(Department.id).with_for_update()
    )
    parents: dict[int, int | None] = dict(rows.all())
    if is_below(parent_id, department.id, parents):
        raise WrongField("parent", N_("部门不能放到自己或自己的下级里面。"))
