"""How the clocks of plays run: the customer's is one's own to switch off, except in assessments."""

from datetime import datetime

from lms.db import lock
from lms.errors import N_, Stale
from lms.scenarios.domain import Mode, PlayState, state_of
from lms.scenarios.models import Play

OVER = N_("这场对话已经结束了，请看复盘。")
ASSESSED = N_("考核里客户的时限不能自己关。需要多一些时间的，请在考前找培训师或人事加时。")


def set_pace(play: Play, *, is_unhurried: bool, now: datetime) -> None:
    """Let the customer wait as long as it takes, or as she would; the debrief says so.

    Raises Stale in an assessment, and when the play is over.
    """
    lock(play)
    if state_of(play.ended_at, play.deadline, now) is not PlayState.OPEN:
        raise Stale(OVER)
    if Mode(play.mode) is Mode.ASSESSMENT:
        raise Stale(ASSESSED)
    play.is_unhurried = is_unhurried
    play.was_unhurried = play.was_unhurried or is_unhurried
