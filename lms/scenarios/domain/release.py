"""How much of a play that is over may be told, so that no assessment is given away.

* While an assessment runs, whoever takes it is told of earlier plays of the same scenario only what
  they came to: their talk would be a crib.
* Of one's own assessment one is told what one did and what it was worth; the answers that were not
  given are told once there is no other attempt. Whoever wants to know tries them out in practice.
* Everything else is told: practice and rehearsal are there to be learnt from, and mentors prepare
  their talk with it.
"""

from enum import StrEnum

from lms.scenarios.domain.attempts import Standing
from lms.scenarios.domain.play import Mode


class Release(StrEnum):
    """How much is told, from little to all."""

    RESULT = "result"  # passed or not, and the score
    REMARKS = "remarks"  # also the talk, and what the coach says about what was done
    ALL = "all"  # also what would have happened otherwise

    @property
    def tells_talk(self) -> bool:
        """Whether the talk and the remarks on it are told."""
        return self is not Release.RESULT

    @property
    def tells_alternatives(self) -> bool:
        """Whether answers are told that were not given."""
        return self is Release.ALL


def release(play_id: str, mode: Mode, reader: Standing, *, is_counted: bool) -> Release:
    """How much of a play its reader is told.

    `reader` is where the reader stands with the scenario, `is_counted` whether it is the reader's
    own play and no preview.
    """
    running = reader.open
    if running and running.mode is Mode.ASSESSMENT and running.public_id != play_id:
        return Release.RESULT
    if is_counted and mode is Mode.ASSESSMENT and reader.attempts_left:
        return Release.REMARKS
    return Release.ALL
