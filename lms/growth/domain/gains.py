"""What would raise a number most: the same reckoning, with one more thing done."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from lms.growth.domain.facts import Fact, Source
from lms.growth.domain.standing import Shortfall, Standing
from lms.library.domain import Wording

NEXT = 3  # things that are proposed for a gap


@dataclass(frozen=True, slots=True, kw_only=True)
class Chance:
    """Something that can be done next and would be a fact about some competencies."""

    source: Source
    item: str
    title: Wording | None  # None: an observation, which is called by its competency
    address: str  # where the person does it
    minutes: int
    shares: Mapping[str, int]  # competency → the share that is hoped for

    def fact(self, competency: str, now: datetime, today: date) -> Fact:
        """The fact that it would be for one competency."""
        return Fact(
            competency=competency,
            source=self.source,
            item=self.item,
            share=self.shares[competency],
            at=now,
            on=today,
        )


@dataclass(frozen=True, slots=True)
class Gain:
    """What a chance would do to the number of one competency."""

    chance: Chance
    before: Standing
    after: Standing

    @property
    def points(self) -> int:
        """By how much the number would rise; from nothing where there is none yet."""
        return (self.after.outlook or 0) - (self.before.outlook or 0)

    @property
    def helps(self) -> bool:
        """Whether it would bring the number, its first showing or the next level nearer."""
        return self.points > 0 or self.closes > 0

    @property
    def closes(self) -> int:
        """How many facts that are missing, to a number or to the next level, it would be."""
        level = min((self.before.level or 1) + 1, len(self.before.rule.levels))
        return _missing(self.before.short_of(level)) - _missing(self.after.short_of(level))


@dataclass(frozen=True, slots=True)
class Gap:
    """A competency beside the level that a post asks."""

    standing: Standing
    required: int  # 1–4

    @property
    def shortfall(self) -> Shortfall | None:
        """What is missing to the highest level that is; None when the level is reached."""
        levels = range(self.required, 0, -1)
        return next((lack for level in levels if (lack := self.standing.short_of(level))), None)

    @property
    def is_met(self) -> bool:
        """Whether the level is reached."""
        return (self.standing.level or 0) >= self.required

    @property
    def at_least(self) -> int:
        """The number that the level asks."""
        return self.standing.rule.threshold(self.required).at_least


@dataclass(frozen=True, slots=True)
class NextItem:
    """One thing to do next for a post, and what it would do to each competency in the gap."""

    chance: Chance
    gains: tuple[Gain, ...]  # those that help, the greatest first


def gains(standing: Standing, chances: Iterable[Chance], now: datetime, today: date) -> list[Gain]:
    """What would raise one number most, the greatest gain first, then the shorter work.

    Of equals the order of the chances stays.
    """
    found = [
        Gain(chance, standing, _after(standing, chance, now, today))
        for chance in chances
        if standing.competency in chance.shares
    ]
    return sorted((gain for gain in found if gain.helps), key=_worth)


def next_items(
    gap: Sequence[Gap], chances: Iterable[Chance], now: datetime, today: date
) -> list[NextItem]:
    """The few things that together bring a post nearest; each reckoned after those before it.

    Of equals the one that stands first among the chances.
    """
    open_ = {one.standing.competency: one for one in gap if not one.is_met}
    left = list(chances)
    found: list[NextItem] = []
    while open_ and left and len(found) < NEXT:
        tried = [_item(chance, open_, now, today) for chance in left]
        best = min(tried, key=lambda item: _nearer(item, open_))  # of equals the first
        if not best.gains:
            break
        found.append(best)
        left.remove(best.chance)
        for gain in best.gains:
            name = gain.before.competency
            open_[name] = Gap(gain.after, open_[name].required)
        open_ = {name: one for name, one in open_.items() if not one.is_met}
    return found


def _item(chance: Chance, gap: Mapping[str, Gap], now: datetime, today: date) -> NextItem:
    tried = (
        Gain(chance, gap[name].standing, _after(gap[name].standing, chance, now, today))
        for name in chance.shares
        if name in gap
    )
    return NextItem(chance, tuple(sorted((gain for gain in tried if gain.helps), key=_worth)))


def _nearer(item: NextItem, gap: Mapping[str, Gap]) -> tuple[int, int, int]:
    """The order of things to do: points towards what is asked, facts that were missing, minutes."""
    points = closes = 0
    for gain in item.gains:
        asked = gap[gain.before.competency].at_least
        points += min(asked, gain.after.outlook or 0) - min(asked, gain.before.outlook or 0)
        closes += gain.closes
    return -points, -closes, item.chance.minutes


def _worth(gain: Gain) -> tuple[int, int, int]:
    return -gain.points, -gain.closes, gain.chance.minutes


def _after(standing: Standing, chance: Chance, now: datetime, today: date) -> Standing:
    return standing.with_facts([chance.fact(standing.competency, now, today)], today)


def _missing(shortfall: Shortfall | None) -> int:
    return shortfall.lacking + sum(shortfall.needs.values()) if shortfall else 0
