"""One rubric, two worlds: what role-plays show of a competency, beside what real work shows."""

from collections.abc import Iterable
from dataclasses import dataclass

from lms.growth.domain.facts import Source
from lms.growth.domain.rule import rounded
from lms.growth.domain.standing import Standing

PLAYED = (Source.ASSESSMENT, Source.PRACTICE, Source.SIMULATED)
SEEN = (Source.OBSERVATION,)


@dataclass(frozen=True, slots=True)
class World:
    """What one world shows of a competency."""

    mean: int  # 0–100, the plain mean of the facts that count
    number: int  # of those facts


@dataclass(frozen=True, slots=True)
class Worlds:
    """A competency of which both worlds show something."""

    competency: str
    simulated: World
    real: World

    @property
    def behind(self) -> int:
        """By how many points real work lies behind role-plays; below 0 where it lies before."""
        return self.simulated.mean - self.real.mean


def worlds(standings: Iterable[Standing]) -> list[Worlds]:
    """The competencies of which both worlds show something, the widest gap first."""
    found = []
    for one in standings:
        simulated, real = _world(one, PLAYED), _world(one, SEEN)
        if simulated and real:
            found.append(Worlds(one.competency, simulated, real))
    return sorted(found, key=lambda both: -both.behind)


def _world(standing: Standing, sources: tuple[Source, ...]) -> World | None:
    shares = [one.fact.share for one in standing.inputs if one.fact.source in sources]
    return World(rounded(sum(shares), len(shares)), len(shares)) if shares else None
