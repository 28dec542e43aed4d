"""HTTP of growth: one's own seven competencies, or those of somebody one may look at."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from flask import redirect, render_template, request
from flask.typing import ResponseReturnValue

from lms import clock
from lms.errors import NotFound
from lms.framework import queries as framework
from lms.framework.domain import COMPETENCIES, Post
from lms.growth import queries
from lms.growth.domain import (
    Quarter,
    Standing,
    gains,
    gap,
    goals,
    next_items,
    next_post,
    signature,
    worlds,
)
from lms.growth.views.blueprint import bp, looked_at, seen
from lms.people import access
from lms.people.access import current_person, requires
from lms.people.models import Person

MOST_GAINS = 6  # of the things that would raise a number


@bp.get("/growth")
@requires("growth.view")
def show_own_growth() -> ResponseReturnValue:
    """One's own competencies; who has none goes to those whom they look after."""
    person, held = current_person(), access.letters(current_person(), "growth.view")
    if "O" not in held:
        return redirect("/mentoring" if "M" in held else "/plans")
    return render_template("growth/growth.html", **_overview(person))


@bp.get("/people/<public_id>/growth")
@requires("growth.view")
def show_growth(public_id: str) -> ResponseReturnValue:
    """Somebody's competencies, as far as the asker may see what they rest on."""
    person = seen(public_id)
    return looked_at(person, render_template("growth/growth.html", **_overview(person)))


@bp.get("/growth/competencies/<competency>")
@requires("growth.view")
def show_own_competency(competency: str) -> ResponseReturnValue:
    """How one's own number of one competency came about, and what would raise it most."""
    person = current_person()
    if "O" not in access.letters(person, "growth.view"):
        raise NotFound
    return _opened(person, _one_of_seven(competency))


@bp.get("/people/<public_id>/growth/competencies/<competency>")
@requires("growth.view")
def show_competency(public_id: str, competency: str) -> ResponseReturnValue:
    """The same of somebody else."""
    name, person = _one_of_seven(competency), seen(public_id)
    return looked_at(person, _opened(person, name))


def _one_of_seven(competency: str) -> str:
    """The id of a competency. Raises NotFound for any other word."""
    if competency not in COMPETENCIES:
        raise NotFound
    return competency


def _overview(person: Person) -> dict[str, Any]:
    today, now = clock.today(), clock.now()
    measure = queries.measure()
    facts = queries.facts_about(person, today)
    standings = queries.standings_by(facts, today)
    post = _post(standings, measure)
    wanted = gap(standings, post) if post else ()
    chances = queries.chances(person, measure.rule, now) if measure and post else []
    proposals = next_items(wanted, chances, now, today)
    plan = queries.learning_plan(person, Quarter.of(today))
    return {
        "sight": queries.sight(current_person(), person, today),
        "standings": standings,
        "measure": measure,
        "post": post,
        "gap": wanted,
        "proposals": proposals,
        "plan": plan,
        "followed": queries.followed(plan, facts) if plan else [],
        "seen": signature(goals(proposals)),
        "plan_seen": signature(plan.goals) if plan else "",
        "careers": framework.careers(),
        **_two_worlds(person, standings),
        **_words(today),
    }


def _opened(person: Person, competency: str) -> str:
    """The page of one number; as long as nothing is measured the overview, which says so."""
    measure = queries.measure()
    if measure is None or not framework.known():
        return render_template("growth/growth.html", **_overview(person))
    return render_template("growth/competency.html", **_one(person, competency, measure))


def _one(person: Person, competency: str, measure: queries.Measure) -> dict[str, Any]:
    today, now = clock.today(), clock.now()
    standings = queries.standings_of(person, today)
    standing = next(one for one in standings if one.competency == competency)
    chances = queries.chances(person, measure.rule, now)
    return {
        "sight": queries.sight(current_person(), person, today),
        "standing": standing,
        "measure": measure,
        "post": _post(standings, measure),
        "gains": gains(standing, chances, now, today)[:MOST_GAINS],
        **_two_worlds(person, [standing]),
        **_words(today),
    }


def _two_worlds(person: Person, standings: Sequence[Standing]) -> dict[str, Any]:
    """Role-plays beside real work, and what to play where real work lies most behind."""
    both = worlds(standings)
    is_behind = both and both[0].behind > 0
    exercise = queries.exercise(person, both[0].competency) if is_behind else None
    return {"both": both, "exercise": exercise}


def _post(standings: tuple[Standing, ...], measure: queries.Measure | None) -> Post | None:
    """The post that was chosen to be compared with, else the next on the way."""
    careers = framework.careers()
    chosen = careers.post(request.args.get("post", ""))
    if chosen or not measure:
        return chosen
    return next_post(careers, measure.rule.newcomers_post, standings)


def _words(today: date) -> dict[str, Any]:
    """What both pages tell: the seven and the levels by their names, and the day."""
    return {
        "known": framework.known(),
        "levels": framework.levels(),
        "today": today,
    }
