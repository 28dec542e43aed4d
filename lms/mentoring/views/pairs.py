"""HTTP of pairs: who is whose, one apprentice, recording an observation."""

from collections.abc import Mapping, Sequence
from datetime import date

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from lms import clock
from lms.db import write
from lms.errors import Invalid
from lms.forms import new_key
from lms.framework import queries as framework
from lms.i18n import _
from lms.library import queries as library
from lms.library.domain import Wording
from lms.mentoring import queries, service
from lms.mentoring.domain import HOUR
from lms.mentoring.domain.reports import Wanted, wanted_reports
from lms.mentoring.forms import ObservationForm
from lms.mentoring.views.blueprint import bp, note_list
from lms.onboarding import queries as plans
from lms.onboarding.domain import PlanView
from lms.pages import Page, page_number
from lms.people import access, access_log
from lms.people import queries as people
from lms.people.access import current_person, requires
from lms.people.models import Pair, Person
from lms.scenarios import queries as scenarios

RECENT_PLAYS = 5
RECENT_OBSERVATIONS = 3


@bp.get("/mentoring")
@requires("pairs.view")
def show_mentoring() -> ResponseReturnValue:
    """One's apprentices, one's own mentor, and for HR all mentors with their load."""
    person, today = current_person(), clock.today()
    letters = access.letters(person, "pairs.view")
    loads = _loads(person, today) if "D" in letters else None
    observations = queries.observed(person.id) if "O" in letters else ()
    own = queries.own_pair(person.id, today)
    plan = plans.plan_of(person.id, today) if "O" in letters else None
    return render_template(
        "mentoring/home.html",
        letters=letters,
        apprentices=queries.apprentices(person, today) if "M" in letters else [],
        own=own,
        talking=queries.talking(own, person) if own else None,
        plan=plan,
        reports=queries.reports_of(person.id) if "O" in letters else (),
        wanted_reports=_to_write(plan, today) if plan else [],
        observations=observations,
        titles=_titles(observations),
        requests=queries.open_requests([own.id]).get(own.id, []) if own else [],
        duets=queries.duets_of(own) if own else [],
        card_of=queries.card_of,
        known=framework.known(),
        loads=loads,
    )


def _to_write(plan: PlanView, today: date) -> list[Wanted]:
    """The reports that can be written by now and are not sent."""
    return [it for it in wanted_reports(plan) if it.task.is_open and it.has_begun(today)]


def _loads(person: Person, today: date) -> Page[queries.Load]:
    total = queries.count_mentors(person, page_number(), today)
    note_list(person, total)  # before the rows are read: a write forgets them
    return queries.loads(person, page_number(), total, today)


def _titles(observations: Sequence[queries.Observed]) -> Mapping[str, Wording]:
    names = {finding.competency for one in observations for finding in one.findings}
    return {name: framework.title(name) for name in names}


@bp.get("/mentoring/<public_id>")
@requires("pairs.view")
def show_pair(public_id: str) -> ResponseReturnValue:
    """One apprentice: what waits, gates with their evidence, observations, recent plays."""
    pair = people.pair_of(current_person(), public_id, "pairs.view", clock.today())
    page = _show_pair(pair, ObservationForm(competency=request.args.get("competency")))
    access_log.keep_look(current_person(), pair.apprentice, "pairs.view", now=clock.now())
    return page


@bp.post("/mentoring/<public_id>/observations")
@requires("observation.record")
def create_observation(public_id: str) -> ResponseReturnValue:
    """Write down what the mentor saw."""
    pair = people.pair_of(current_person(), public_id, "observation.record", clock.today())
    service.must_be_mentor(current_person(), pair, clock.today())
    form = ObservationForm()
    form.offer(framework.competencies())
    if form.validate_on_submit():
        try:
            write(
                service.record_observation,
                current_person(),
                pair,
                form.observation(),
                key=str(form.key.data),
                now=clock.now(),
            )
        except Invalid as refusal:
            form.refuse(refusal, "evidence")
        else:
            flash(_("已记下，%(name)s会收到消息。", name=pair.apprentice.name), "success")
            return redirect(url_for(".show_pair", public_id=public_id) + "#observations", 303)
    return _show_pair(pair, form), 422


def _show_pair(pair: Pair, form: ObservationForm) -> str:
    asker, today = current_person(), clock.today()
    seen = queries.apprentice(pair, today)
    plan, observations = seen.plan, queries.observed(pair.apprentice_id)[:RECENT_OBSERVATIONS]
    is_mentor, wanted = queries.is_mentor(asker, pair, today), request.args.get("competency", "")
    if is_mentor:
        form.offer(framework.competencies())
    return render_template(
        "mentoring/pair.html",
        pair=pair,
        seen=seen,
        plan=plan,
        form=form,
        is_mentor=is_mentor,
        talking=queries.talking(pair, asker),
        handed_over=people.handed_over(pair),
        numbers=plans.next_numbers(plan.facts.id) if plan else {},
        signed=_to_take_back(asker, seen) if is_mentor else [],
        observations=observations,
        titles=_titles(observations),
        checklists=queries.checklists(wanted) if is_mentor else [],
        wanted=wanted,
        cards=queries.cards() if is_mentor else [],
        duets=queries.duets_of(pair) if asker.id in (pair.mentor_id, pair.apprentice_id) else [],
        card_of=queries.card_of,
        known=framework.known(),
        new_key=new_key,
    )


@bp.get("/mentoring/<public_id>/records")
@requires("pairs.view")
def show_records(public_id: str) -> ResponseReturnValue:
    """What has been noted of one apprentice: observations, role-plays, entry tests, hours."""
    asker, today = current_person(), clock.today()
    pair = people.pair_of(asker, public_id, "pairs.view", today)
    observations = queries.observed(pair.apprentice_id)
    page = render_template(
        "mentoring/records.html",
        pair=pair,
        is_mentor=queries.is_mentor(asker, pair, today),
        reports=queries.reports_of(pair.apprentice_id),
        months=queries.hours_of(pair),
        hour=HOUR,
        observations=observations,
        titles=_titles(observations),
        plays=scenarios.finished_plays(pair.apprentice_id)[:RECENT_PLAYS],
        drills=scenarios.finished_drills(pair.apprentice_id, RECENT_PLAYS),
        drill_titles={one.name: one.content.title for one in library.all_published("drill")},
        scenarios={one.name: one.content.title for one in library.all_published("scenario")},
    )
    access_log.keep_look(asker, pair.apprentice, "pairs.view", now=clock.now())
    return page


def _to_take_back(asker: Person, seen: queries.Apprentice) -> list[plans.Signed]:
    if seen.plan is None:
        return []
    return plans.may_be_taken_back(seen.plan.facts.id, asker.id, clock.now())
