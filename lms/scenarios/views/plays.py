"""Playing: the talk so far and the answers to choose from, taking a turn, the debrief."""

from datetime import datetime

from flask import flash, render_template, url_for
from flask.typing import ResponseReturnValue

from lms import clock
from lms.db import write
from lms.errors import Invalid, Stale
from lms.forms import new_key
from lms.framework.queries import competencies
from lms.i18n import _, language
from lms.pages import is_fragment, leave_for, part
from lms.people import access_log
from lms.people.access import current_person, requires
from lms.scenarios import queries, service
from lms.scenarios.domain import PlayState, state_of
from lms.scenarios.forms import TurnForm
from lms.scenarios.models import Play
from lms.scenarios.service import TurnOutcome
from lms.scenarios.views import pages
from lms.scenarios.views.blueprint import bp, to_play

YOUR_TURN = "your-turn"  # the heading above the answers


@bp.get("/plays/<public_id>")
@requires("play.result")
def show_play(public_id: str) -> ResponseReturnValue:
    """A play: while it is open the talk so far and the answers to choose from, then the debrief."""
    person, now = current_person(), clock.now()
    play = queries.readable_play(person, public_id, clock.today())
    if play.person_id != person.id:
        access_log.keep_look(person, play.person, "play.read", now=now)
    if _is_open(play, now):
        return _player(play, TurnForm(), now)
    return _debrief(play, now)


@bp.post("/plays/<public_id>/turns")
@requires("play.turn")
def create_turn(public_id: str) -> ResponseReturnValue:
    """Say something at the present step."""
    play, form, now = queries.own_play(current_person(), public_id), TurnForm(), clock.now()
    if not form.validate_on_submit():
        return _again(play, form, now)
    try:
        outcome = write(
            service.take_turn,
            play,
            queries.scenario_of(play).content,
            form.act(),
            number=form.chosen_turn(),
            key=form.chosen_key(),
            now=now,
        )
    except Invalid as refusal:
        form.refuse(refusal, "choice")
        return _again(play, form, now)
    except Stale as refusal:
        refusal.way_on = url_for(".show_play", public_id=public_id, _anchor="now")
        raise
    if outcome is TurnOutcome.TOO_LATE:
        flash(_("时间到了，最后这一句没有算进去。"), "warning")
    return _onwards(public_id, now)


def _is_open(play: Play, now: datetime) -> bool:
    return state_of(play.ended_at, play.deadline, now) is PlayState.OPEN


def _onwards(public_id: str, now: datetime) -> ResponseReturnValue:
    """Where the talk goes on; for htmx what the turn has changed, or the way to the debrief."""
    if not is_fragment():
        return to_play(public_id)
    play = queries.own_play(current_person(), public_id)
    return _turn(play, TurnForm(formdata=None), now, taken=True)


def _again(play: Play, form: TurnForm, now: datetime) -> ResponseReturnValue:
    """The page again with what is wrong, as long as there is something to answer."""
    if is_fragment():
        return _turn(play, form, now, taken=False)
    return (_player(play, form, now), 422) if _is_open(play, now) else to_play(play.public_id)


def _turn(play: Play, form: TurnForm, now: datetime, *, taken: bool) -> ResponseReturnValue:
    """The parts of the player's page that a turn changes; the talk itself is read as a log."""
    if not _is_open(play, now):
        return leave_for(url_for(".show_play", public_id=play.public_id))
    page = pages.player(play, now)
    return part(
        "scenarios/turn.html",
        status=200 if taken else 422,
        focus=YOUR_TURN,
        show=f"turn-{page.turn - 1}" if taken else "",
        play=play,
        page=page,
        form=form,
        taken=taken,
    )


def _player(play: Play, form: TurnForm, now: datetime) -> str:
    return render_template(
        "scenarios/play.html", play=play, page=pages.player(play, now), form=form
    )


def _debrief(play: Play, now: datetime) -> str:
    return render_template(
        "scenarios/debrief.html",
        play=play,
        page=pages.debrief(play, now),
        names={one.id: one.title.in_(language()) for one in competencies()},
        is_own=play.person_id == current_person().id,
        again_key=new_key(),
    )
