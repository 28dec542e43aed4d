"""Reading calibration: the rule, rounds, who was asked, what was given, talks that are offered."""

from lms.calibration.queries.offers import Offered, offered, offered_play
from lms.calibration.queries.rounds import (
    RoundSeen,
    checklist_of,
    months_taken,
    numbers_of,
    round_by_key,
    round_of,
    rounds,
    rule,
)
from lms.calibration.queries.seats import (
    all_seats,
    calibrated,
    calibrated_mentors,
    counts_in,
    given_at,
    given_in,
    mentors_asked,
    own_open_seat,
    seat_of,
    seats_of,
)

__all__ = [
    "Offered",
    "RoundSeen",
    "all_seats",
    "calibrated",
    "calibrated_mentors",
    "checklist_of",
    "counts_in",
    "given_at",
    "given_in",
    "mentors_asked",
    "months_taken",
    "numbers_of",
    "offered",
    "offered_play",
    "own_open_seat",
    "round_by_key",
    "round_of",
    "rounds",
    "rule",
    "seat_of",
    "seats_of",
]
