"""Where somebody stands on the seven competencies, with everything by which it was reckoned."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from operator import attrgetter

from lms.framework.domain import COMPETENCIES
from lms.growth.domain.facts import Fact, Source
from lms.growth.domain.rule import Policy, Rule, Terms, rounded


@dataclass(frozen=True, slots=True)
class Input:
    """A fact that counts, and its weight today in hundredths."""

    fact: Fact
    weight: int
    days: int  # its age

    @property
    def product(self) -> int:
        """What it adds to the sum, in hundredths."""
        return self.weight * self.fact.share


@dataclass(frozen=True, slots=True)
class Aside:
    """How many facts do not count, and why."""

    stale: int = 0  # past their shelf life
    replaced: int = 0  # a newer one is about the same
    beyond: int = 0  # older than the newest that count

    @property
    def number(self) -> int:
        """All of them."""
        return self.stale + self.replaced + self.beyond


@dataclass(frozen=True)
class Standing:
    """Where somebody stands on one competency on one day."""

    competency: str
    rule: Rule
    inputs: tuple[Input, ...]  # those that count, by source, the newest first
    aside: Aside = Aside()

    @property
    def policy(self) -> Policy:
        """How the inputs become the number."""
        return self.rule.policy(self.competency)

    @property
    def number(self) -> int:
        """How many facts count (n)."""
        return len(self.inputs)

    @property
    def lacking(self) -> int:
        """How many facts are missing before a value is shown; 0 when there is one."""
        return max(0, self.rule.fewest - self.number)

    @cached_property
    def weights(self) -> int:
        """The weights of the inputs together, in hundredths."""
        return sum(one.weight for one in self.inputs)

    @cached_property
    def products(self) -> int:
        """The inputs' shares times their weights together, in hundredths."""
        return sum(one.product for one in self.inputs)

    @property
    def value(self) -> int | None:
        """The number, 0–100; None on too few facts."""
        return None if self.lacking else self.outlook

    @cached_property
    def outlook(self) -> int | None:
        """What the number is or would be if these facts were enough; None without any."""
        if not self.inputs:
            return None
        if self.policy is Policy.HIGHEST:
            return max(one.fact.share for one in self.inputs)
        if self.policy is Policy.LATEST:
            return max(self.inputs, key=lambda one: one.fact.at).fact.share
        return rounded(self.products, self.weights)

    @cached_property
    def level(self) -> int | None:
        """The highest level that is reached, with all below it; None as long as no value is."""
        if self.value is None:
            return None
        reached = 0
        for level in range(1, len(self.rule.levels) + 1):
            if self.short_of(level):
                break
            reached = level
        return reached or None

    def short_of(self, level: int) -> "Shortfall | None":
        """What is missing to a level's own threshold; None when nothing is."""
        asked = self.rule.threshold(level)
        points = max(0, asked.at_least - (self.value or 0))
        needs = {
            source: short
            for source, number in asked.needs.items()
            if (short := number - self.proved(source, asked.at_least)) > 0
        }
        lacking = self.lacking
        return Shortfall(points, needs, lacking) if points or needs or lacking else None

    def proved(self, source: Source, at_least: int) -> int:
        """How many facts of a source count and reach a number."""
        return sum(one.fact.source == source and one.fact.share >= at_least for one in self.inputs)

    def mean_of(self, source: Source) -> int | None:
        """The plain mean of the facts of one source that count; None without any."""
        shares = [one.fact.share for one in self.inputs if one.fact.source == source]
        return rounded(sum(shares), len(shares)) if shares else None

    def with_facts(self, facts: Iterable[Fact], today: date) -> "Standing":
        """Where they would stand if these had happened too."""
        counted = [one.fact for one in self.inputs]
        return _standing(self.competency, [*facts, *counted], self.rule, today)


@dataclass(frozen=True, slots=True)
class Shortfall:
    """What is missing to a level."""

    points: int  # of the number; of somebody without one, from nothing
    needs: Mapping[Source, int]  # facts that reach the level's number
    lacking: int  # facts before there is a number at all


def standings(facts: Iterable[Fact], rule: Rule, today: date) -> tuple[Standing, ...]:
    """Where somebody with these facts stands on each of the seven, in their order."""
    found: dict[str, list[Fact]] = {competency: [] for competency in COMPETENCIES}
    for fact in facts:
        if fact.competency in found:
            found[fact.competency].append(fact)
    return tuple(_standing(name, some, rule, today) for name, some in found.items())


def _standing(competency: str, facts: Sequence[Fact], rule: Rule, today: date) -> Standing:
    by_source: dict[Source, list[Fact]] = {}
    for fact in sorted(facts, key=attrgetter("at"), reverse=True):
        by_source.setdefault(fact.source, []).append(fact)
    inputs: list[Input] = []
    stale = replaced = beyond = 0
    for source in Source:
        some, terms = by_source.get(source), rule.terms.get(source)
        if not some or not terms:
            continue
        fresh = _fresh(some, terms, today)
        inputs += fresh[: terms.newest]
        items = len({fact.item for fact in some})
        replaced += len(some) - items + sum(fact.earlier for fact in some)
        stale += items - len(fresh)
        beyond += max(0, len(fresh) - terms.newest)
    return Standing(competency, rule, tuple(inputs), Aside(stale, replaced, beyond))


def _fresh(facts: Sequence[Fact], terms: Terms, today: date) -> list[Input]:
    """Of facts of one source, the newest first, the newest about each item that still weigh."""
    newest: dict[str, Fact] = {}
    for fact in facts:
        newest.setdefault(fact.item, fact)
    aged = ((fact, max(0, (today - fact.on).days)) for fact in newest.values())
    return [
        Input(fact, weight, days) for fact, days in aged if (weight := terms.weight_after(days))
    ]
