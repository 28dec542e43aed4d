"""Who of a group needs help and why, and the burn-up of the group."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

import sqlalchemy as sa
from sqlalchemy.orm import contains_eager

from lms import clock
from lms.db import db
from lms.mentoring import queries as mentoring
from lms.mentoring.domain import Light, Standing
from lms.onboarding import queries as plans
from lms.onboarding.domain import PlanView
from lms.onboarding.models import Plan
from lms.people import access
from lms.people.models import Person
from lms.reports.domain import Point, burn_up
from lms.reports.queries.groups import SEEN, Group
from lms.reports.queries.sheets import MOST_TOGETHER

HELP = {Light.TROUBLE: 0, Light.ATTENTION: 1}  # in this order


@dataclass(frozen=True, slots=True)
class NeedsHelp:
    """Somebody who is behind or left alone: every reason with its rule."""

    person: Person
    view: PlanView
    standing: Standing


@dataclass(frozen=True, slots=True)
class Situation:
    """How a group is doing: how many people were looked at, who needs help, the burn-up."""

    people: int
    in_need: Sequence[NeedsHelp]
    points: Sequence[Point]


def situation(asker: Person, group: Group, today: date) -> Situation:
    """How a group is doing, of whose people the asker sees the names; of many, the latest."""
    seen = group.plans.where(access.visible_people(asker, SEEN, today))
    found = _read(seen, today)
    people = {view.person_id: (person, view) for person, view in found}
    views = {person_id: view for person_id, (_person, view) in people.items()}
    standings = mentoring.standings_of(views, today) if views else {}
    in_need = [
        NeedsHelp(*people[person_id], standing)
        for person_id, standing in standings.items()
        if standing.light in HELP
    ]
    ordered = sorted(in_need, key=lambda one: (HELP[one.standing.light], -len(one.view.late)))
    return Situation(len(views), ordered, burn_up(list(views.values()), clock.day_of, today))


def burn_up_of(group: Group, today: date) -> tuple[int, list[Point]]:
    """How many people a group has, and its burn-up, whoever asks: nobody is named in it."""
    views = [view for _person, view in _read(group.plans, today)]
    return len(views), burn_up(views, clock.day_of, today)


def _read(wanted: sa.Select[Plan], today: date) -> list[tuple[Person, PlanView]]:
    people = contains_eager(Plan.person)
    latest = wanted.options(people.joinedload(Person.department), people.lazyload(Person.grants))
    some = latest.order_by(Plan.starts_on.desc(), Plan.id.desc()).limit(MOST_TOGETHER)
    found = db.session.scalars(some).all()
    views = plans.views(found, today)
    return [(plan.person, view) for plan, view in zip(found, views, strict=True)]
