"""Rules of contesting a grading: what may be contested, how it is decided. Pure."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from lms.errors import N_, Invalid

LONGEST_WORDS = 300  # characters of who contests
FEWEST_REASON = 10  # characters of who decides
LONGEST_REASON = 500


class Decision(StrEnum):
    """What became of a dispute."""

    UPHELD = "upheld"  # the grading was right
    OVERRULED = "overruled"


@dataclass(frozen=True, slots=True)
class Ruling:
    """What somebody decides: what holds of each part of the grading, and a sentence why."""

    holds: Mapping[str, bool]  # part → element said, field right …
    reason: str

    def __post_init__(self) -> None:
        if len(self.reason) < FEWEST_REASON:
            raise Invalid(N_("请写一句理由，至少 %(least)s 个字。"), least=FEWEST_REASON)
        if len(self.reason) > LONGEST_REASON:
            raise Invalid(N_("最多写 %(most)s 个字。"), most=LONGEST_REASON)

    def against(self, graded: Mapping[str, bool]) -> dict[str, bool]:
        """The parts of which something else is said than was graded. Raises Invalid for others."""
        if not self.holds.keys() <= graded.keys():
            raise Invalid(N_("这一轮没有这个要点；请刷新页面再判。"))
        return {part: holds for part, holds in self.holds.items() if holds != graded[part]}


def decision_of(differing: Mapping[str, bool]) -> Decision:
    """Upheld if nothing else is said than was graded."""
    return Decision.OVERRULED if differing else Decision.UPHELD
