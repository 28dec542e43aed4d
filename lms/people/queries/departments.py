"""Departments: the tree, names, how many people."""

from collections.abc import Collection

import sqlalchemy as sa
from sqlalchemy.orm import joinedload

from lms.db import db
from lms.errors import NotFound
from lms.pages import whole_number
from lms.people import access
from lms.people.domain import Node, Status, in_tree_order
from lms.people.models import Department, Person

MOST_OFFERED = 200  # departments in a list to pick from


def departments(asker: Person, permission: str) -> list[Node]:
    """The departments that the asker's permission reaches, in the order of the tree."""
    reach = access.visible_departments(asker, permission)
    rows = db.session.execute(
        sa.select(Department.id, Department.parent_id, Department.name).where(reach)
    )
    nodes = [Node(*row) for row in rows]
    known = {node.id for node in nodes}
    topmost = [
        Node(node.id, node.parent_id if node.parent_id in known else None, node.name)
        for node in nodes
    ]
    return in_tree_order(topmost)


def department_tree() -> list[tuple[int, Department]]:
    """All departments with their leads in the order of the tree, each with its depth."""
    rows = {
        row.id: row
        for row in db.session.scalars(sa.select(Department).options(joinedload(Department.lead)))
    }
    nodes = in_tree_order(Node(row.id, row.parent_id, row.name) for row in rows.values())
    return [(node.depth, rows[node.id]) for node in nodes]


def departments_offered(asker: Person, permission: str) -> list[Node] | None:
    """The departments to pick from, in the order of the tree; None: too many to look through."""
    reach = access.visible_departments(asker, permission)
    some = sa.select(Department.id).where(reach).limit(MOST_OFFERED + 1)
    if len(db.session.scalars(some).all()) > MOST_OFFERED:
        return None
    return departments(asker, permission)


def called_so(words: str) -> sa.Select[int]:
    """The ids of the departments that a public id, a name or a number of the table means."""
    meant = [Department.public_id == words, Department.name == words]
    number = whole_number(words)
    if number is not None:
        meant.append(Department.id == number)
    return sa.select(Department.id).where(sa.or_(*meant))


def department_of(public_id: str) -> Department:
    """The department behind an address.

    Raises NotFound.
    """
    found = db.session.scalar(sa.select(Department).where(Department.public_id == public_id))
    if found is None:
        raise NotFound
    return found


def department_names(department_ids: Collection[int]) -> dict[int, str]:
    """The names of departments by id."""
    if not department_ids:
        return {}
    rows = db.session.execute(
        sa.select(Department.id, Department.name).where(Department.id.in_(department_ids))
    )
    return dict(rows.all())


def head_counts() -> dict[int, int]:
    """How many active people belong to each department itself."""
    rows = db.session.execute(
        sa.select(Person.department_id, sa.func.count())
        .where(Person.status == Status.ACTIVE)
        .group_by(Person.department_id)
    )
    return dict(rows.all())
