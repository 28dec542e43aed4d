"""How many people at once are doing by the house's thresholds, whoever their mentors are."""

from collections.abc import Collection, Mapping
from datetime import date

import sqlalchemy as sa

from lms import clock
from lms.db import db
from lms.mentoring.domain import Standing, standing
from lms.mentoring.models import SessionRecord
from lms.mentoring.queries.alerts import alerts, failures_of
from lms.mentoring.queries.apprentices import last_contacts
from lms.onboarding.domain import PlanView


def standings_of(views: Mapping[int, PlanView], today: date) -> dict[int, Standing]:
    """How people with plans are doing and why: person id → standing.

    As many queries for many people as for one.
    """
    contacts, talked = last_contacts(views), _last_talks(views, today)
    failed, rule = failures_of(views), alerts()
    return {
        person_id: standing(
            view,
            clock.day_of(contacts[person_id]) if person_id in contacts else None,
            talked.get(person_id),
            rule,
            failed.get(person_id, ()),
        )
        for person_id, view in views.items()
    }


def _last_talks(person_ids: Collection[int], today: date) -> dict[int, date]:
    rows = (
        sa.select(SessionRecord.person_id, sa.func.max(SessionRecord.held_on))
        .where(SessionRecord.person_id.in_(person_ids), SessionRecord.held_on <= today)
        .group_by(SessionRecord.person_id)
    )
    return dict(db.session.execute(rows).all())
