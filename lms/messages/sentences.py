"""How what happened to robots in chat groups reads in the audit trail."""

from collections.abc import Collection

import sqlalchemy as sa

from lms.db import db
from lms.errors import N_
from lms.messages.models import Robot
from lms.people import audit


def _names(ids: Collection[int]) -> dict[int, str]:
    rows = db.session.execute(sa.select(Robot.id, Robot.name).where(Robot.id.in_(ids)))
    return dict(rows.all())


def register() -> None:
    """Tell the audit trail how these events read."""
    for kind, words in (
        ("robot.added", N_("%(actor)s添加了群机器人“%(robot)s”")),
        ("robot.changed", N_("%(actor)s修改了群机器人“%(robot)s”")),
        ("robot.removed", N_("%(actor)s移除了群机器人“%(robot)s”")),
    ):
        audit.sentence(kind, words, robot=_names)
