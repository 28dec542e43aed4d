"""A fact: one thing that happened and says something about a competency."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum

MOST = 100  # of a share
MET, NOT_MET = MOST, 0


class Source(StrEnum):
    """Where a fact comes from; in the order in which sources are shown."""

    OBSERVATION = "observation"  # of the mentor, at work
    SIMULATED = "simulated"  # of the mentor, while somebody played the customer
    ASSESSMENT = "assessment"  # a role-play that counts
    GATE = "gate"  # passed by the mentor's signature
    CERTIFICATE = "certificate"  # valid today
    PRACTICE = "practice"  # a role-play for practice or rehearsal
    CHECK = "check"  # the first answers to the checks of a lesson


@dataclass(frozen=True, slots=True, kw_only=True)
class Fact:
    """One thing that happened and says something about a competency.

    Of several facts of one source about the same `item` only the newest counts.
    """

    competency: str
    source: Source
    item: str  # what it is about: a scenario, a lesson, a gate; of observations each its own
    share: int  # 0–100
    at: datetime
    on: date  # the same in the company's days
    words: str = ""  # message id: what happened
    parameters: Mapping[str, object] = field(default_factory=dict)
    own_address: str = ""  # where the person sees it
    address: str = ""  # where others see it who hold `opened_with`
    earlier: int = 0  # facts about the same before it that are only counted, not found one by one
    told_with: str = "growth.view"  # the permission with which others read the words
    opened_with: str = "growth.view"
