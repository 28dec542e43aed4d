"""What an author may learn from an answer or a step, gravest first. Nothing of too few people.

A correlation of less than 0.2 is a poor one: Ebel, Measuring Educational Achievement (1965). An
answer that fewer than 5 % give is a distractor that does not work: Haladyna & Downing, "How many
options is enough for a multiple-choice test item?" (1993).
"""

from enum import StrEnum

from lms.statistics.domain.told import ENOUGH

NOTABLE = 0.2  # of a correlation
ALMOST_ALL = 0.95
MANY = 0.5
FEW = 0.05
LEAVING = 0.1


class Finding(StrEnum):
    """What stands out; in the order in which it should be looked at."""

    EXPERTS_ERR = "experts-err"  # good players give an answer that is not the best
    KEY_FAILS = "key-fails"  # good players do not give the best one
    MOST_ERR = "most-err"  # at least half give one that is not the best
    LEFT = "left"  # at least a tenth end at a step that is no ending
    EVERYBODY = "everybody"  # almost all give it: it tells nobody from others
    NOBODY = "nobody"  # nobody gives it
    WEAK = "weak"  # the best one, but good players give it hardly more often than others
    RARE = "rare"  # hardly anybody gives it
    SOUND = "sound"
    TOO_FEW = "too-few"  # people, for a verdict

    @property
    def wants_change(self) -> bool:
        """Whether something should be changed."""
        return self not in (Finding.SOUND, Finding.TOO_FEW)


ORDER = {finding: place for place, finding in enumerate(Finding)}


def of_step(reached: int, left: int) -> Finding:
    """What stands out at a step that so many people reached and so many left the play at."""
    if reached < ENOUGH:
        return Finding.TOO_FEW
    return Finding.LEFT if left / reached >= LEAVING else Finding.SOUND


def of_answer(
    given: int, all_: int, *, is_best: bool | None, is_offered: bool, relation: float | None
) -> Finding:
    """What stands out about an answer that `given` of `all_` people gave.

    `is_best`: none earns more; None where none earns anything. `is_offered`: everybody could have
    given it. `relation`: its discrimination.
    """
    if all_ < ENOUGH:
        return Finding.TOO_FEW
    share = given / all_
    if given == 0:
        return Finding.NOBODY if is_offered else Finding.SOUND
    grave = _of_best(relation) if is_best else _of_worse(share, relation)
    if grave and is_best is not None and grave is not Finding.WEAK:
        return grave
    if share >= ALMOST_ALL:
        return Finding.EVERYBODY
    if grave is Finding.WEAK:
        return grave
    return Finding.RARE if share < FEW and is_offered else Finding.SOUND


def _of_best(relation: float | None) -> Finding | None:
    if relation is None or relation >= NOTABLE:
        return None
    return Finding.KEY_FAILS if relation <= -NOTABLE else Finding.WEAK


def _of_worse(share: float, relation: float | None) -> Finding | None:
    if relation is not None and relation >= NOTABLE:
        return Finding.EXPERTS_ERR
    return Finding.MOST_ERR if share >= MANY else None
