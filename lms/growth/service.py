"""Use cases of the learning plan: the two of a pair draw it up and agree to it."""

from datetime import datetime

from lms import clock
from lms.db import db, lock
from lms.errors import N_, Forbidden, Stale
from lms.growth import queries
from lms.growth.domain import Goal, Quarter, goals, signature
from lms.growth.models import LearningItem, LearningPlan
from lms.mentoring import queries as mentoring
from lms.messages import service as messages
from lms.people import audit
from lms.people.models import Person

DRAWN_UP = N_("%(by)s定了这一季的学习计划，请看一看，同意就点一下。")
AGREED = N_("%(by)s同意了这一季的学习计划。")
IN_FORCE = N_("这一季的学习计划两个人都同意了，不再改动。")
CHANGED = N_("建议刚刚变了，请重新看一遍再定。")
NOT_THEIRS = N_("学习计划由本人和现在的师父一起定。")


def draw_up(actor: Person, person: Person, *, post: str, seen: str, now: datetime) -> LearningPlan:
    """Make what is proposed now the learning plan of this quarter, and agree to it.

    `seen` is the signature of the proposals that were shown. The same again changes nothing;
    another list takes the place of one that is not agreed by both. Raises Forbidden for anybody
    but the two of a pair, Stale once both have agreed or when the proposals are others by now.
    """
    today = clock.day_of(now)
    lock(person)  # two clicks make one plan
    _must_be_one_of_two(actor, person, now)
    quarter = Quarter.of(today)
    found = queries.learning_plan(person, quarter)
    if found is not None and signature(found.goals) == seen:
        agree(actor, found, found.version, now=now)
        return found
    if found is not None and found.is_in_force:
        raise Stale(IN_FORCE, way_on=_page(actor, person))
    wanted = goals(queries.proposals(person, post, now, today))
    if not wanted or signature(wanted) != seen:
        raise Stale(CHANGED, way_on=_page(actor, person))
    made = found or LearningPlan(
        person_id=person.id, year=quarter.year, quarter=quarter.number, version=0
    )
    made.post, made.version, made.drawn_at = post, made.version + 1, now
    made.person_at = made.mentor_at = made.mentor_id = None
    _fill(made, wanted)
    _sign(actor, made, now)
    audit.record("learning-plan.drawn-up", actor=actor, subject=person, now=now)
    _tell_the_other(actor, person, made, DRAWN_UP, now)
    return made


def agree(actor: Person, plan: LearningPlan, version: int, *, now: datetime) -> None:
    """Agree to a learning plan as it was shown; the same again changes nothing.

    Raises Forbidden for anybody but the two of a pair, Stale when it was drawn up anew meanwhile.
    """
    lock(plan)
    _must_be_one_of_two(actor, plan.person, now)
    is_own = actor.id == plan.person_id
    if plan.version != version:
        raise Stale(CHANGED, way_on=_page(actor, plan.person))
    if (plan.person_at if is_own else plan.mentor_at) is not None:
        return
    _sign(actor, plan, now)
    audit.record("learning-plan.agreed", actor=actor, subject=plan.person, now=now)
    _tell_the_other(actor, plan.person, plan, AGREED, now)


def _must_be_one_of_two(actor: Person, person: Person, now: datetime) -> None:
    pair = mentoring.own_pair(person.id, clock.day_of(now))
    if actor.id != person.id and (pair is None or pair.mentor_id != actor.id):
        raise Forbidden(NOT_THEIRS)


def _fill(plan: LearningPlan, wanted: tuple[Goal, ...]) -> None:
    plan.items.clear()
    db.session.add(plan)
    db.session.flush()  # the old goals go before new ones take their numbers
    plan.items.extend(
        LearningItem(
            number=number,
            source=goal.source.value,
            item=goal.item,
            minutes=goal.minutes,
            points=goal.points,
        )
        for number, goal in enumerate(wanted, start=1)
    )


def _sign(actor: Person, plan: LearningPlan, now: datetime) -> None:
    if actor.id == plan.person_id:
        plan.person_at = now
    else:
        plan.mentor_at, plan.mentor_id = now, actor.id


def _tell_the_other(
    actor: Person, person: Person, plan: LearningPlan, words: str, now: datetime
) -> None:
    pair = mentoring.own_pair(person.id, clock.day_of(now))
    other = person if actor.id != person.id else pair.mentor if pair else None
    if other is not None:
        step = f"{plan.year}-{plan.quarter}-{plan.version}-{actor.id}"
        messages.tell(
            other,
            sentence=words,
            link=_page(other, person),
            key=f"learning-plan-{person.public_id}-{step}",
            now=now,
            by=actor,
        )


def _page(reader: Person, person: Person) -> str:
    """Where somebody finds the learning plan of a person."""
    if reader.id == person.id:
        return "/growth#learning"
    return f"/people/{person.public_id}/growth#learning"
