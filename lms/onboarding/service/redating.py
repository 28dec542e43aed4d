"""Dating running plans again when the calendar has changed, a few at a time."""

from datetime import datetime

import sqlalchemy as sa

from lms.db import db
from lms.errors import N_
from lms.messages import service as messages
from lms.onboarding.models import Plan
from lms.onboarding.service.dating import date_again
from lms.onboarding.service.starting import assign_again

MOVED = N_("放假安排改了，您计划里有些日子跟着变了，看看计划页。")


def redate_after(plan_id: int, most: int, notice: str, *, now: datetime) -> int | None:
    """Date up to `most` running plans again, those after a plan; the last one, or None.

    `notice` names the change of the calendar: of each one somebody is told once, if a day moved.
    """
    wanted = (
        sa.select(Plan)
        .where(Plan.id > plan_id, Plan.ended_at.is_(None))
        .order_by(Plan.id)
        .limit(most)
    )
    plans = db.session.scalars(wanted).all()
    if not plans:
        return None
    dates, moved = date_again(plans)
    moving = [plan for plan in plans if plan.id in moved]
    assign_again(moving, dates, now=now)
    for plan in moving if notice else ():
        key = f"redated-{notice}-{plan.public_id}"
        messages.tell(plan.person, sentence=MOVED, link="/plan", key=key, now=now)
    return plans[-1].id
