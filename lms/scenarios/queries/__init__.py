"""Reading role-plays: who may see which scenario and play, and what plays came to."""

from lms.scenarios.queries.extra_time import (
    by_granting_key,
    extendable,
    extra_time,
    extra_times,
    granted_time,
    looks_after_people,
    receiver,
)
from lms.scenarios.queries.finding import find_scenarios
from lms.scenarios.queries.grading import grading
from lms.scenarios.queries.looking_back import (
    comment_by_key,
    commentable_play,
    comments_on,
    source_of,
    turns_of,
)
from lms.scenarios.queries.offers import Offer, offer, offers
from lms.scenarios.queries.plays import (
    Talk,
    begun_ahead,
    by_key,
    latest_mark,
    open_counted,
    own_play,
    pace_of,
    readable_play,
    regraded_turns,
    run_out,
    scenario_of,
    stored_result,
    talk,
    was_last_unhurried,
)
from lms.scenarios.queries.regradings import (
    count_waiting,
    plays_to_regrade,
    regrading_by,
    regrading_for,
    waiting_regradings,
)
from lms.scenarios.queries.results import (
    attempts,
    best_result,
    finished_plays,
    finished_plays_of,
    open_play,
)
from lms.scenarios.queries.scores import assessment_scores
from lms.scenarios.queries.shares import PlayShares, competency_shares

__all__ = [
    "Offer",
    "PlayShares",
    "Talk",
    "assessment_scores",
    "attempts",
    "begun_ahead",
    "best_result",
    "by_granting_key",
    "by_key",
    "comment_by_key",
    "commentable_play",
    "comments_on",
    "competency_shares",
    "count_waiting",
    "extendable",
    "extra_time",
    "extra_times",
    "find_scenarios",
    "finished_plays",
    "finished_plays_of",
    "grading",
    "granted_time",
    "latest_mark",
    "looks_after_people",
    "offer",
    "offers",
    "open_counted",
    "open_play",
    "own_play",
    "pace_of",
    "plays_to_regrade",
    "readable_play",
    "receiver",
    "regraded_turns",
    "regrading_by",
    "regrading_for",
    "run_out",
    "scenario_of",
    "source_of",
    "stored_result",
    "talk",
    "turns_of",
    "waiting_regradings",
    "was_last_unhurried",
]
