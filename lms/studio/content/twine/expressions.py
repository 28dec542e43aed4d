"""What macros say of variables → conditions and changes as scenarios know them; never `eval`.

Both languages are read alike: `$trust gte 3 and not $told` as `$trust >= 3 and not $told`. What
scenarios cannot say (texts, fractions, reckoning with two variables, functions) is refused.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import NoReturn

from lms.scenarios.domain.conditions import (
    DEEPEST,
    LONGEST,
    AllOf,
    AnyOf,
    Comparison,
    Condition,
    FlagIsSet,
    Not,
)

NAME = r"\$([A-Za-z_\u4e00-\u9fff][A-Za-z0-9_\u4e00-\u9fff]*)"
TOKEN = re.compile(
    rf"\s*(?:(?P<name>{NAME})|(?P<number>[0-9]{{1,5}}(?![0-9A-Za-z_.]))"
    r"|(?P<sign>===|!==|==|!=|>=|<=|>|<|≥|≤|≠|\|\||&&|!|\(|\))"
    r"|(?P<word>is\s+not(?![A-Za-z])|[a-z]+))"
)
SIGNS = {
    **dict.fromkeys(("is", "eq", "==", "==="), "="),
    **dict.fromkeys(("isnot", "is not", "neq", "ne", "!=", "!==", "≠"), "!="),
    **dict.fromkeys(("gt", ">"), ">"),
    **dict.fromkeys(("gte", ">=", "≥"), ">="),
    **dict.fromkeys(("lt", "<"), "<"),
    **dict.fromkeys(("lte", "<=", "≤"), "<="),
}
SAME = ("=", "!=")
WORDS = {"&&": "and", "||": "or", "!": "not"}
FLIPPED = {">": "<", "<": ">", ">=": "<=", "<=": ">="}
TRUTHS = {"true": True, "false": False}
SIDES = re.compile(r"\s*[,;]\s*")
TO = rf"{NAME}\s*(?:to\b|=(?!=))\s*"
TRUTH = re.compile(rf"{TO}(true|false)")
WHOLE = re.compile(rf"{TO}([0-9]{{1,4}})")
MOVED = re.compile(rf"{TO}(?:it|\$\1)\s*([+-])\s*([0-9]{{1,4}})")
CHANGED = re.compile(rf"{NAME}\s*([+-])=\s*([0-9]{{1,4}})")
STEPPED = re.compile(rf"{NAME}(\+\+|--)")


class Untold(Exception):
    """Scenarios cannot say this."""


@dataclass(frozen=True, slots=True)
class Change:
    """What becomes of a variable: true or false, a number, or more or less by a number."""

    name: str  # without the dollar sign
    words: str  # as it was written
    truth: bool | None = None
    value: int | None = None
    by: int | None = None


def changes(text: str) -> Iterator[Change | str]:
    """What an assignment does, part by part; a part that scenarios cannot say is given as text."""
    for part in SIDES.split(text.strip()):
        if part:
            yield _change(part) or part


def _change(part: str) -> Change | None:
    if found := TRUTH.fullmatch(part):
        return Change(found[1], part, truth=TRUTHS[found[2]])
    if found := WHOLE.fullmatch(part):
        return Change(found[1], part, value=int(found[2]))
    if found := MOVED.fullmatch(part) or CHANGED.fullmatch(part):
        return Change(found[1], part, by=int(found[2] + found[3]))
    if found := STEPPED.fullmatch(part):
        return Change(found[1], part, by=1 if found[2] == "++" else -1)
    return None


def condition(text: str) -> Condition:
    """The condition that a macro asks; names without the dollar sign. Raises Untold."""
    if len(text) > LONGEST:
        raise Untold
    return _Parser(text).parse()


class _Parser:
    """Recursive descent over the tokens of one condition."""

    def __init__(self, text: str) -> None:
        self._tokens = list(_tokens(text))
        self._next = 0
        self._depth = 0

    def parse(self) -> Condition:
        found = self._any()
        if self._kind:
            raise Untold
        return found

    @property
    def _kind(self) -> str:
        return self._tokens[self._next][0] if self._next < len(self._tokens) else ""

    def _take(self) -> str:
        self._next += 1
        return self._tokens[self._next - 1][1]

    def _any(self) -> Condition:
        parts = [self._all()]
        while self._kind == "or":
            self._take()
            parts.append(self._all())
        return parts[0] if len(parts) == 1 else AnyOf(tuple(parts))

    def _all(self) -> Condition:
        parts = [self._one()]
        while self._kind == "and":
            self._take()
            parts.append(self._one())
        return parts[0] if len(parts) == 1 else AllOf(tuple(parts))

    def _one(self) -> Condition:
        self._depth += 1
        if self._depth > DEEPEST:
            raise Untold
        found = self._inner()
        self._depth -= 1
        return found

    def _inner(self) -> Condition:
        match self._kind:
            case "not":
                return self._opposite()
            case "(":
                self._take()
                return self._bracket()
            case "name":
                return self._of_name()
            case "number":
                return self._of_number()
        raise Untold

    def _opposite(self) -> Condition:
        """The two languages do not agree on `not $a is 3`, so it is refused."""
        self._take()
        found = self._one()
        if isinstance(found, Comparison):
            raise Untold
        return Not(found)

    def _bracket(self) -> Condition:
        inner = self._any()
        if self._kind != ")":
            raise Untold
        self._take()
        return inner

    def _of_name(self) -> Condition:
        name = self._take()
        if self._kind != "sign":
            return FlagIsSet(name)
        sign = self._take()
        if self._kind == "truth" and sign in SAME:
            is_so = TRUTHS[self._take()] == (sign == "=")
            return FlagIsSet(name) if is_so else Not(FlagIsSet(name))
        if self._kind != "number":
            raise Untold
        return Comparison(name, sign, int(self._take()))

    def _of_number(self) -> Condition:
        value = int(self._take())
        if self._kind != "sign":
            raise Untold
        sign = self._take()
        if self._kind != "name":
            raise Untold
        return Comparison(self._take(), FLIPPED.get(sign, sign), value)


def _tokens(text: str) -> Iterator[tuple[str, str]]:
    position, end = 0, len(text.rstrip())
    while position < end:
        found = TOKEN.match(text, position)
        if found is None:
            _refuse()
        yield _token(found)
        position = found.end()


def _refuse() -> NoReturn:
    raise Untold


def _token(found: "re.Match[str]") -> tuple[str, str]:
    if found["name"]:
        return "name", found["name"][1:]
    if found["number"]:
        return "number", found["number"]
    word = " ".join((found["sign"] or found["word"]).split())
    word = WORDS.get(word, word)
    if word in SIGNS:
        return "sign", SIGNS[word]
    if word in TRUTHS:
        return "truth", word
    if word in ("and", "or", "not", "(", ")"):
        return word, word
    raise Untold
