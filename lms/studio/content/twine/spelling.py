"""Conditions as words again, in the language of scenarios or of another."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from lms.scenarios.domain.conditions import (
    OPERATORS,
    AllOf,
    AnyOf,
    Comparison,
    Condition,
    FlagIsSet,
    Not,
)

OPPOSITES = {"<": ">=", ">=": "<", ">": "<=", "<=": ">", "=": "!=", "!=": "="}


@dataclass(frozen=True, slots=True)
class Spelling:
    """How a language writes names and comparisons."""

    name: Callable[[str], str]
    signs: Mapping[str, str]
    negation: str = "not "
    conjunction: str = " and "
    alternative: str = " or "


OURS = {sign: sign for sign in OPERATORS}


def spelled(condition: Condition, spelling: Spelling) -> str:
    """The words of a condition."""
    match condition:
        case Comparison(name, sign, value):
            return f"{spelling.name(name)} {spelling.signs[sign]} {value}"
        case FlagIsSet(name):
            return spelling.name(name)
        case Not(inner):
            return f"{spelling.negation}{_inside(inner, spelling)}"
        case AllOf(parts):
            return spelling.conjunction.join(_inside(one, spelling, AnyOf) for one in parts)
        case AnyOf(parts):
            return spelling.alternative.join(spelled(one, spelling) for one in parts)


def _inside(condition: Condition, spelling: Spelling, *loose: type[Condition]) -> str:
    """The words inside of something that binds tighter than these kinds."""
    words = spelled(condition, spelling)
    return f"({words})" if isinstance(condition, loose or (AllOf, AnyOf, Comparison)) else words


def opposite(condition: Condition) -> Condition:
    """What holds where the condition does not."""
    match condition:
        case Comparison(name, sign, value):
            return Comparison(name, OPPOSITES[sign], value)
        case Not(inner):
            return inner
    return Not(condition)


def both(first: Condition | None, second: Condition | None) -> Condition | None:
    """What holds where both do; none always does."""
    if first is None or second is None:
        return second if first is None else first
    parts = [one.parts if isinstance(one, AllOf) else (one,) for one in (first, second)]
    return AllOf((*parts[0], *parts[1]))
