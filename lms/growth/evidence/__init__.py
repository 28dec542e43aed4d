"""Where facts about competencies come from; higher features register theirs."""

from lms.growth.evidence.checks import CheckEvidence
from lms.growth.evidence.gates import GateEvidence
from lms.growth.evidence.observations import ObservationEvidence
from lms.growth.evidence.plays import PlayEvidence
from lms.growth.evidence.registry import Evidence, facts_of, register

__all__ = [
    "CheckEvidence",
    "Evidence",
    "GateEvidence",
    "ObservationEvidence",
    "PlayEvidence",
    "facts_of",
    "register",
]
