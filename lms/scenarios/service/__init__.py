"""What people do in role-plays: begin, take a turn, look back; and the end, whatever brings it."""

from lms.scenarios.service.ending import end_if_run_out, shorten
from lms.scenarios.service.extra_time import end_extra_time, grant_extra_time
from lms.scenarios.service.looking_back import comment, retry
from lms.scenarios.service.pace import set_pace
from lms.scenarios.service.starting import start_play, start_preview
from lms.scenarios.service.turns import TurnOutcome, take_turn

__all__ = [
    "TurnOutcome",
    "comment",
    "end_extra_time",
    "end_if_run_out",
    "grant_extra_time",
    "retry",
    "set_pace",
    "shorten",
    "start_play",
    "start_preview",
    "take_turn",
]
