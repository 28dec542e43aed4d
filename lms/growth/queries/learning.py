"""Learning plans: those of a person, what is proposed for one, and how far its goals have come."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime

import sqlalchemy as sa
from sqlalchemy.orm import contains_eager, joinedload

from lms.db import db
from lms.errors import NotFound
from lms.framework import queries as framework
from lms.growth.domain import Fact, Goal, NextItem, Quarter, Source, gap, next_items, next_post
from lms.growth.models import LearningPlan
from lms.growth.queries.chances import chances
from lms.growth.queries.measures import measure, standings_of
from lms.library import queries as library
from lms.library.domain import Wording
from lms.people import access
from lms.people.models import Person

AGREEING = "session.record"  # what the two of a pair do together
PLANS = (
    sa.select(LearningPlan)
    .where(LearningPlan.person_id == sa.bindparam("person_id"))
    .options(
        joinedload(LearningPlan.items),
        joinedload(LearningPlan.mentor).lazyload(Person.grants),
    )
    .order_by(LearningPlan.year, LearningPlan.quarter)
)
KINDS = {
    Source.CHECK: ("lesson", "/courses"),
    Source.PRACTICE: ("scenario", "/scenarios"),
    Source.ASSESSMENT: ("scenario", "/scenarios"),
}


@dataclass(frozen=True, slots=True)
class Followed:
    """A goal, and when it was reached; reads as a chance does."""

    goal: Goal
    title: Wording | None  # None: an observation, which is called by its competency
    address: str  # where the person does it; empty when it is published no more
    done_on: date | None

    @property
    def source(self) -> Source:
        """From where its fact is to come."""
        return self.goal.source

    @property
    def item(self) -> str:
        """What it is about."""
        return self.goal.item


def learning_plans(person: Person) -> Sequence[LearningPlan]:
    """All learning plans of somebody, the oldest first."""
    return db.session.scalars(PLANS, {"person_id": person.id}).unique().all()


def learning_plan(person: Person, quarter: Quarter) -> LearningPlan | None:
    """The learning plan of somebody for a quarter; None without one."""
    plans = learning_plans(person)
    return next((one for one in plans if Quarter(one.year, one.quarter) == quarter), None)


def learning_plan_for(asker: Person, public_id: str, today: date) -> LearningPlan:
    """A learning plan that the asker is to agree to. Raises NotFound for every other."""
    wanted = (
        sa.select(LearningPlan)
        .join(LearningPlan.person)
        .options(contains_eager(LearningPlan.person))
        .where(LearningPlan.public_id == public_id, access.visible_people(asker, AGREEING, today))
    )
    found = db.session.scalar(wanted)
    if found is None:
        raise NotFound
    return found


def proposals(person: Person, post_id: str, now: datetime, today: date) -> list[NextItem]:
    """What would bring a post nearest; by its id, else the next post on the way."""
    found = measure()
    if found is None:
        return []
    careers, standings = framework.careers(), standings_of(person, today)
    post = careers.post(post_id) or next_post(careers, found.rule.newcomers_post, standings)
    if post is None:
        return []
    return next_items(gap(standings, post), chances(person, found.rule, now), now, today)


def followed(plan: LearningPlan, facts: Iterable[Fact]) -> list[Followed]:
    """The goals of a plan with the days on which they were reached, by the facts since."""
    known = list(facts)
    return [_followed(goal, goal.done_on(known, plan.drawn_at)) for goal in plan.goals]


def _followed(goal: Goal, done_on: date | None) -> Followed:
    if goal.source is Source.OBSERVATION:
        return Followed(goal, None, "/mentoring", done_on)
    kind, below = KINDS[goal.source]
    live = library.published(kind, goal.item)
    if live is None:
        return Followed(goal, Wording(goal.item), "", done_on)
    return Followed(goal, live.content.title, f"{below}/{live.address}", done_on)
