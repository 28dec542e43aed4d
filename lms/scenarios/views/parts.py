"""What htmx gets of an open play: what a turn has changed, or the talk as it stands now.

The talk is a log, read out as it grows: turns that a page lacks are added to it, and only a page
that has missed some gets it whole. Nobody's writing is disturbed when the customer writes again.
"""

from datetime import datetime
from http import HTTPStatus

from flask import Response
from flask.typing import ResponseReturnValue

from lms.i18n import _
from lms.pages import part
from lms.scenarios.forms import TurnForm
from lms.scenarios.models import Play
from lms.scenarios.views import pages
from lms.scenarios.views.pages import Player
from lms.scenarios.views.tasks import Asked

YOUR_TURN = "your-turn"  # the heading above the answers
FILE = "file-"  # begins the id of the heading of what was looked up


def taken(play: Play, form: TurnForm, sent: TurnForm, now: datetime) -> Response:
    """What a turn has changed; `sent` is the form with which it was taken."""
    page = pages.player(play, now)
    if page.turn != sent.chosen_turn() + 1 or sent.rewind.data:
        return _whole(play, page, form, HTTPStatus.OK)
    if sent.wait.data and page.is_same:
        return _beside(play, page, form)
    card, is_form = sent.card.data, page.task.asked is Asked.FILL
    return part(
        "scenarios/turn.html",
        focus=f"{FILE}{card}" if card else YOUR_TURN,
        show="" if card or is_form else f"turn-{page.turn - 1}",  # the form's own script shows it
        play=play,
        page=page,
        form=form,
        adds=True,
    )


def known(play: Play, form: TurnForm, now: datetime) -> Response:
    """The talk as it stands, for a turn that came twice: who knows what its page has of it."""
    return _whole(play, pages.player(play, now), form, HTTPStatus.OK)


def refused(play: Play, form: TurnForm, now: datetime) -> Response:
    """The answers again, with what is wrong."""
    page = pages.player(play, now)
    return part("scenarios/turn.html", status=422, focus=YOUR_TURN, play=play, page=page, form=form)


def stale(play: Play, form: TurnForm, now: datetime) -> Response:
    """The talk as it stands, for a page that had missed something."""
    return _whole(play, pages.player(play, now), form, HTTPStatus.CONFLICT)


def caught_up(play: Play, form: TurnForm, turn: int | None, now: datetime) -> ResponseReturnValue:
    """The talk as it stands, if it has gone on since a page showed a turn."""
    page = pages.player(play, now)
    if page.turn == turn:
        return "", HTTPStatus.NO_CONTENT
    return _whole(play, page, form, HTTPStatus.OK, say=_("对话在另一个页面上往前走了。"))


def _whole(play: Play, page: Player, form: TurnForm, status: HTTPStatus, say: str = "") -> Response:
    return part(
        "scenarios/turn.html",
        status=status,
        focus=YOUR_TURN,
        say=say,
        play=play,
        page=page,
        form=form,
        is_whole=True,
    )


def _beside(play: Play, page: Player, form: TurnForm) -> Response:
    """What the customer has written again, beside a reply or form that is being written."""
    response = part(
        "scenarios/turn.html", focus="", play=play, page=page, form=form, adds=True, is_aside=True
    )
    response.headers["HX-Reswap"] = "none"
    return response
