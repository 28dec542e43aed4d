"""What people do in role-plays: begin, take a turn, look back; and the end, whatever brings it."""

from lms.scenarios.service.ending import end_if_run_out, shorten
from lms.scenarios.service.looking_back import comment, retry
from lms.scenarios.service.starting import start_play, start_preview
from lms.scenarios.service.turns import TurnOutcome, take_turn

__all__ = [
    "TurnOutcome",
    "comment",
    "end_if_run_out",
    "retry",
    "shorten",
    "start_play",
    "start_preview",
    "take_turn",
]
