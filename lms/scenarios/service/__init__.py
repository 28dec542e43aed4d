"""What people do in role-plays: begin, take a turn, look back; and the end, whatever brings it."""

from lms.scenarios.service.counting import count_ended
from lms.scenarios.service.drills import start_drill
from lms.scenarios.service.ending import end_if_run_out, shorten
from lms.scenarios.service.extra_attempts import grant_attempt, take_attempt_back
from lms.scenarios.service.extra_time import end_extra_time, grant_extra_time
from lms.scenarios.service.foreseeing import Prospect, foreseen
from lms.scenarios.service.kept import (
    REGRADE,
    accept_synonym,
    amend,
    as_forbidden,
    as_synonym,
    dismiss,
    forbid,
    regrade_play,
    want_branch,
)
from lms.scenarios.service.looking_back import comment, retry, take_comment_back
from lms.scenarios.service.pace import set_pace
from lms.scenarios.service.regrading import regrade, settle
from lms.scenarios.service.starting import start_play, start_preview
from lms.scenarios.service.turns import TurnOutcome, take_turn

__all__ = [
    "REGRADE",
    "Prospect",
    "TurnOutcome",
    "accept_synonym",
    "amend",
    "as_forbidden",
    "as_synonym",
    "comment",
    "count_ended",
    "dismiss",
    "end_extra_time",
    "end_if_run_out",
    "forbid",
    "foreseen",
    "grant_attempt",
    "grant_extra_time",
    "regrade",
    "regrade_play",
    "retry",
    "set_pace",
    "settle",
    "shorten",
    "start_drill",
    "start_play",
    "start_preview",
    "take_attempt_back",
    "take_comment_back",
    "take_turn",
    "want_branch",
]
