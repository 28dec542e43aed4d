"""Playing: the talk so far and the answers to choose from, taking a turn, the debrief."""

from datetime import datetime

from flask import flash, render_template, request, url_for
from flask.typing import ResponseReturnValue

from lms import clock
from lms.db import write
from lms.errors import N_, Invalid, Stale
from lms.i18n import _
from lms.pages import is_fragment, leave_for, whole_number
from lms.people import access_log
from lms.people.access import current_person, requires
from lms.scenarios import queries, service
from lms.scenarios.domain import PlayState, state_of
from lms.scenarios.forms import TurnForm
from lms.scenarios.models import Play
from lms.scenarios.service import TurnOutcome
from lms.scenarios.views import debriefs, drills, pages, parts, windows
from lms.scenarios.views.blueprint import bp, to_play

TOO_SLOW = N_("客户等久了，没有等到这一句，对话已经往前走了。请看清新的话再答。")


@bp.get("/plays/<public_id>")
@requires("play.result")
def show_play(public_id: str) -> ResponseReturnValue:
    """A play: while it is open the talk so far and the answers to choose from, then the debrief.

    A page that comes to the front again asks for what has changed since its turn.
    """
    person, now = current_person(), clock.now()
    play = queries.readable_play(person, public_id, clock.today())
    if elsewhere := drills.not_here(play, now):
        return elsewhere
    if play.person_id != person.id:
        access_log.keep_look(person, play.person, "play.read", now=now)
    if is_fragment() and play.person_id == person.id:
        return _since(play, whole_number(request.args.get("turn", "")), now)
    if _is_open(play, now):
        return _player(play, TurnForm(), now)
    return debriefs.show_debrief(play, now)


@bp.post("/plays/<public_id>/turns")
@requires("play.turn")
def create_turn(public_id: str) -> ResponseReturnValue:
    """Say something at the present step."""
    play, form, now = queries.own_play(current_person(), public_id), TurnForm(), clock.now()
    if elsewhere := drills.not_here(play, now):
        return elsewhere
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
        return _moved_on(public_id, form, refusal, now)
    if outcome is TurnOutcome.TOO_SLOW:
        return _moved_on(public_id, form, Stale(TOO_SLOW), now)
    if outcome is TurnOutcome.TOO_LATE:
        flash(_("时间到了，最后这一句没有算进去。"), "warning")
    return _onwards(public_id, form, now, is_known=outcome is TurnOutcome.KNOWN)


def _is_open(play: Play, now: datetime) -> bool:
    return state_of(play.ended_at, play.deadline, now) is PlayState.OPEN


def _onwards(
    public_id: str, form: TurnForm, now: datetime, *, is_known: bool
) -> ResponseReturnValue:
    """Where the talk goes on; for htmx what the turn has changed, or the way to the debrief.

    What is half written stays when something was only looked up, also without a script.
    """
    keeps_draft = form.is_aside() and form.has_draft()
    if not is_fragment() and not keeps_draft:
        return to_play(public_id)
    play = queries.own_play(current_person(), public_id)
    if not _is_open(play, now):
        return _to_debrief(play) if is_fragment() else to_play(public_id)
    fresh = form if keeps_draft else TurnForm(formdata=None)
    if not is_fragment():
        return _player(play, fresh, now)
    return parts.known(play, fresh, now) if is_known else parts.taken(play, fresh, form, now)


def _again(play: Play, form: TurnForm, now: datetime) -> ResponseReturnValue:
    """The page again with what is wrong, as long as there is something to answer."""
    if not _is_open(play, now):
        return _to_debrief(play) if is_fragment() else to_play(play.public_id)
    return parts.refused(play, form, now) if is_fragment() else (_player(play, form, now), 422)


def _moved_on(public_id: str, form: TurnForm, refusal: Stale, now: datetime) -> ResponseReturnValue:
    """The talk as it stands now, with what was typed for an earlier turn."""
    play = queries.own_play(current_person(), public_id)
    if not _is_open(play, now):
        return _over(play, refusal)
    form.refuse(refusal)
    return parts.stale(play, form, now) if is_fragment() else (_player(play, form, now), 409)


def _over(play: Play, refusal: Stale) -> ResponseReturnValue:
    if is_fragment():
        flash(_(refusal.message, **refusal.parameters), "warning")
        return _to_debrief(play)
    refusal.way_on = url_for(".show_play", public_id=play.public_id)
    raise refusal


def _since(play: Play, turn: int | None, now: datetime) -> ResponseReturnValue:
    """What has happened on other pages since one showed a turn; nothing if nothing has."""
    if not _is_open(play, now):
        return _to_debrief(play)
    return parts.caught_up(play, TurnForm(formdata=None), turn, now)


def _to_debrief(play: Play) -> ResponseReturnValue:
    return leave_for(url_for(".show_play", public_id=play.public_id))


def _player(play: Play, form: TurnForm, now: datetime) -> str:
    return render_template(
        "scenarios/play.html",
        play=play,
        page=pages.player(play, now),
        form=form,
        strip=windows.strip_beside(play, now),
    )
