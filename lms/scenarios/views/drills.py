"""Drills: the brief, beginning one, all windows at a glance, and what it came to."""

from datetime import datetime

from flask import render_template, request, url_for
from flask.typing import ResponseReturnValue

from lms import clock
from lms.db import write
from lms.errors import NotFound, Stale
from lms.forms import new_key
from lms.i18n import language
from lms.library.queries import Published
from lms.pages import is_fragment, leave_for, part, see_other
from lms.people import access_log
from lms.people.access import current_person, requires
from lms.scenarios import queries, service
from lms.scenarios.domain.drill import Drill
from lms.scenarios.forms import DrillForm
from lms.scenarios.models import Play
from lms.scenarios.queries import RunSeen
from lms.scenarios.views import windows
from lms.scenarios.views.blueprint import bp, to_play

MOST_PAST = 10  # drills listed on the brief


@bp.get("/drills/<address>")
@requires("document.read")
def show_drill(address: str) -> ResponseReturnValue:
    """The brief of a drill: who comes, and how it is marked."""
    return _brief(queries.drill_offer(current_person(), address).document, DrillForm())


@bp.post("/drills/<address>/runs")
@requires("play.start")
def create_run(address: str) -> ResponseReturnValue:
    """Begin a drill, or go on with the open one."""
    return _begin(address, is_preview=False)


@bp.post("/drills/<address>/previews")
@requires("play.preview")
def create_run_preview(address: str) -> ResponseReturnValue:
    """Try a drill out; it counts nowhere."""
    return _begin(address, is_preview=True)


@bp.get("/drill-runs/<public_id>")
@requires("play.result")
def show_run(public_id: str) -> ResponseReturnValue:
    """A drill: while it goes on all windows at a glance, then what it came to.

    Pages of its windows ask again and again who waits.
    """
    person, now = current_person(), clock.now()
    seen = queries.run_seen(person, public_id, clock.today())
    run = seen.run
    if seen.permission:
        access_log.keep_look(person, run.person, seen.permission, now=now)
    if not windows.is_open(run, now):
        over = url_for(".show_run", public_id=public_id)
        return leave_for(over) if is_fragment() else _debrief(seen)
    here = request.args.get("here", "")
    strip = windows.strip(run, now, here)
    if is_fragment():
        return part("scenarios/drill/windows.html", focus="", strip=strip)
    return render_template("scenarios/drill/run.html", strip=strip)


def not_here(play: Play, now: datetime) -> ResponseReturnValue | None:
    """Where to go instead of a window that is closed while others are open; None: stay.

    Raises NotFound for a customer who has not come.
    """
    run = queries.run_of(play.id) if play.is_preview else None
    if run is None:
        return None
    if play.started_at > now:
        raise NotFound
    if play.ended_at is None or not windows.is_open(run, now):
        return None
    address = url_for(".show_run", public_id=run.public_id)
    return leave_for(address) if is_fragment() else see_other(".show_run", public_id=run.public_id)


def _begin(address: str, *, is_preview: bool) -> ResponseReturnValue:
    person, form = current_person(), DrillForm()
    document = queries.drill_offer(person, address).document
    if not form.validate_on_submit():
        return _brief(document, form), 422
    try:
        run = write(
            service.start_drill,
            person,
            document,
            language=language(),
            key=form.chosen_key(),
            afresh=form.is_afresh(),
            is_preview=is_preview,
            now=clock.now(),
        )
    except Stale as refusal:
        form.refuse(refusal)
        return _brief(document, form), 409
    waiting = windows.strip(run, clock.now()).waiting
    if not waiting:
        return see_other(".show_run", public_id=run.public_id)
    return to_play(waiting[0].play)


def _brief(document: Published[Drill], form: DrillForm) -> str:
    person, number = current_person(), document.document_id
    return render_template(
        "scenarios/drill/brief.html",
        document=document,
        drill=document.content,
        open=queries.open_run(person.id, number),
        best=queries.past_marks(person.id, [number]).get(number),
        past=queries.finished_drills(person.id, MOST_PAST, number),
        form=form,
        key=new_key,
    )


def _debrief(seen: RunSeen) -> str:
    run = seen.run
    document, marks = queries.drill_of(run), queries.drill_marks(run)
    return render_template(
        "scenarios/drill/debrief.html",
        run=run,
        drill=document.content,
        address=document.address,
        came=queries.marked_result(run, marks[-1]) if marks else queries.reckoned(run),
        before=marks[-2] if marks[1:] else None,
        seats=queries.seats(run),
        seen=seen,
    )
