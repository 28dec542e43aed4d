"""What people do in role-plays: begin a play, take a turn; and the end, whatever brings it."""

from lms.scenarios.service.ending import end_if_run_out, shorten
from lms.scenarios.service.starting import start_play, start_preview
from lms.scenarios.service.turns import TurnOutcome, take_turn

__all__ = ["TurnOutcome", "end_if_run_out", "shorten", "start_play", "start_preview", "take_turn"]
