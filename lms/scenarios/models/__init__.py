"""Tables of role-play. Facts that are added, never rewritten."""

from lms.scenarios.models.drills import DrillMark, DrillRun, DrillWindow
from lms.scenarios.models.plays import Comment, ExtraTime, Mark, Play, Retry, Turn
from lms.scenarios.models.regrading import LONGEST_WORDS, Regrading

__all__ = [
    "LONGEST_WORDS",
    "Comment",
    "DrillMark",
    "DrillRun",
    "DrillWindow",
    "ExtraTime",
    "Mark",
    "Play",
    "Regrading",
    "Retry",
    "Turn",
]
