"""Made-up facts and a made-up rule for the pure rules of growth."""

from datetime import UTC, date, datetime, time, timedelta

from lms.growth.domain import Chance, Fact, Policy, Rule, Source, Terms, Threshold, standings
from lms.library.domain import Wording

TODAY = date(2026, 6, 1)
NOW = datetime.combine(TODAY, time(12), UTC)
SOURCES = {
    "o": Source.OBSERVATION,
    "a": Source.ASSESSMENT,
    "g": Source.GATE,
    "p": Source.PRACTICE,
    "c": Source.CHECK,
}


def rule(policy: Policy = Policy.DECAYING, **facts) -> Rule:
    """A rule in which everything lasts a hundred days: weights are easy to follow."""
    weights = {"o": 4, "a": 3, "p": 2, "c": 1}
    terms = {
        SOURCES[name]: Terms(weight=weight, shelf_days=100, newest=3, share=80, minutes=15)
        for name, weight in weights.items()
    }
    levels = ((0, {}), (60, {Source.OBSERVATION: 1}), (75, {Source.OBSERVATION: 2}), (90, {}))
    given = {
        "fewest": 3,
        "terms": terms,
        "levels": tuple(Threshold(*level) for level in levels),
        "policies": {"voice": policy},
        "newcomers_post": "junior",
    }
    return Rule(**{**given, **facts})


def fact(source: Source, share: int, days: int = 0, competency: str = "voice", item: str = ""):
    """Something that happened so many days ago."""
    return Fact(
        competency=competency,
        source=source,
        item=item or f"{source} {share} {days}",
        share=share,
        at=NOW - timedelta(days=days),
        on=TODAY - timedelta(days=days),
    )


def facts(text: str, competency: str = "voice") -> list[Fact]:
    """Facts such as `o100 p50@40 c0@99=lesson`: share, age in days, what it is about."""
    found = []
    for number, word in enumerate(text.split()):
        word, _, item = word.partition("=")
        share, _, days = word[1:].partition("@")
        named = item or f"item {number}"
        found.append(fact(SOURCES[word[0]], int(share), int(days or 0), competency, named))
    return found


def voice(text: str, policy: Policy = Policy.DECAYING):
    """The standing on voice after such facts."""
    found = standings(facts(text), rule(policy), TODAY)
    return next(one for one in found if one.competency == "voice")


def chance(source: str = "o", item: str = "new", minutes: int = 10, **shares: int) -> Chance:
    """Something to do next; `voice=80`."""
    return Chance(
        source=SOURCES[source],
        item=item,
        title=Wording(item),
        address="/",
        minutes=minutes,
        shares=shares,
    )
