"""Tables of role-play. Facts that are added, never rewritten."""

from lms.scenarios.models.allowances import ExtraAttempt, ExtraTime
from lms.scenarios.models.counting import FirstPlay, StepTaken
from lms.scenarios.models.drills import DrillMark, DrillRun, DrillWindow
from lms.scenarios.models.plays import Comment, Mark, Play, Retry, Turn
from lms.scenarios.models.regrading import LONGEST_WORDS, Regrading

__all__ = [
    "LONGEST_WORDS",
    "Comment",
    "DrillMark",
    "DrillRun",
    "DrillWindow",
    "ExtraAttempt",
    "ExtraTime",
    "FirstPlay",
    "Mark",
    "Play",
    "Regrading",
    "Retry",
    "StepTaken",
    "Turn",
]
