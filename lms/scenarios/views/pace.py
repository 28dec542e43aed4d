"""The customer's clock: switched off and on by whoever practises."""

from flask import flash, request, url_for
from flask.typing import ResponseReturnValue

from lms import clock
from lms.db import write
from lms.errors import Stale
from lms.i18n import _
from lms.people.access import current_person, requires
from lms.scenarios import queries, service
from lms.scenarios.views.blueprint import bp, to_play


@bp.post("/plays/<public_id>/pace")
@requires("play.turn")
def update_pace(public_id: str) -> ResponseReturnValue:
    """Let the customer wait as long as it takes, or as she would; twice is as good as once."""
    play = queries.own_play(current_person(), public_id)
    is_unhurried = request.form.get("unhurried") == "1"
    try:
        write(service.set_pace, play, is_unhurried=is_unhurried, now=clock.now())
    except Stale as refusal:
        refusal.way_on = url_for(".show_play", public_id=public_id, _anchor="now")
        raise
    told = {
        True: _("客户的钟关掉了，下次练习也这样；复盘里会写明。"),
        False: _("客户的钟又开始走了，下次练习也这样。"),
    }
    flash(told[is_unhurried], "success")
    return to_play(public_id)
