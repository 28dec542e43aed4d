"""Conditions of scenarios: words such as `信任 ≥ 60 且 已道歉` → a small tree, never `eval`.

In English: `trust >= 60 and apologised`. Comparisons of a variable with a whole number, flags by
name, `and` `or` `not` (且 或 非), brackets; `not` binds tighter than `and`, that tighter than `or`.
"""

import operator
import re
from collections.abc import Callable, Iterator, Mapping
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, field
from typing import NoReturn, TypeAlias

from lms.errors import N_, Invalid

LONGEST = 300  # characters of one condition
DEEPEST = 20  # brackets and negations inside one another

CHINESE = r"[\u4e00-\u4e13\u4e15-\u6215\u6217-\u975d\u975f-\u9fff]+"  # all but 且 或 非
NAME = rf"[a-z][a-z0-9]*(?:-[a-z0-9]+)*|{CHINESE}"
TOKEN = re.compile(
    r"\s*(?:(?P<compare>>=|<=|!=|==?|[<>≥≤≠])|(?P<open>[(（])|(?P<close>[)）])|(?P<number>[0-9]{1,5}(?![0-9a-z]))"
    rf"|(?P<name>{NAME})"
    r"|(?P<word>[且或非]))"
)
NAMES = {"情绪": "mood", "心情": "mood", "信任": "trust", "配合": "compliance", "用时": "elapsed"}
SPELLINGS = {"≥": ">=", "≤": "<=", "≠": "!=", "==": "="}
WORDS = {"且": "and", "或": "or", "非": "not"}
OPERATORS: Mapping[str, Callable[[int, int], bool]] = {
    ">=": operator.ge,
    "<=": operator.le,
    ">": operator.gt,
    "<": operator.lt,
    "=": operator.eq,
    "!=": operator.ne,
}
CUTS: Mapping[str, tuple[int, ...]] = {
    name: places
    for places, names in {(0,): (">=", "<"), (1,): (">", "<="), (0, 1): ("=", "!=")}.items()
    for name in names
}  # operator → where its truth changes, relative to the number compared with


@dataclass(frozen=True, slots=True)
class Comparison:
    """A variable compared with a number: `mood >= 50`."""

    name: str
    sign: str
    value: int

    def holds(self, variables: Mapping[str, int], _flags: AbstractSet[str]) -> bool:
        """Whether it is true of these values."""
        return OPERATORS[self.sign](variables[self.name], self.value)

    def atoms(self) -> Iterator["Atom"]:
        """Itself."""
        yield self

    @property
    def cuts(self) -> tuple[int, ...]:
        """The values from which on its truth differs from that of the value just below."""
        return tuple(self.value + offset for offset in CUTS[self.sign])


@dataclass(frozen=True, slots=True)
class FlagIsSet:
    """Something that has happened: `apologised`."""

    name: str

    def holds(self, _variables: Mapping[str, int], flags: AbstractSet[str]) -> bool:
        """Whether the flag is set."""
        return self.name in flags

    def atoms(self) -> Iterator["Atom"]:
        """Itself."""
        yield self


@dataclass(frozen=True, slots=True)
class Not:
    """The opposite of a condition."""

    inner: "Condition"

    def holds(self, variables: Mapping[str, int], flags: AbstractSet[str]) -> bool:
        """Whether the inner condition does not hold."""
        return not self.inner.holds(variables, flags)

    def atoms(self) -> Iterator["Atom"]:
        """The comparisons and flags in it."""
        yield from self.inner.atoms()


@dataclass(frozen=True, slots=True)
class AllOf:
    """Conditions that must hold together."""

    parts: tuple["Condition", ...]
    flags: frozenset[str] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        names = (part.name for part in self.parts if isinstance(part, FlagIsSet))
        object.__setattr__(self, "flags", frozenset(names))

    def holds(self, variables: Mapping[str, int], flags: AbstractSet[str]) -> bool:
        """Whether every part holds."""
        return self.flags <= flags and all(part.holds(variables, flags) for part in self.parts)

    def atoms(self) -> Iterator["Atom"]:
        """The comparisons and flags in it."""
        for part in self.parts:
            yield from part.atoms()


@dataclass(frozen=True, slots=True)
class AnyOf:
    """Conditions of which one must hold."""

    parts: tuple["Condition", ...]

    def holds(self, variables: Mapping[str, int], flags: AbstractSet[str]) -> bool:
        """Whether some part holds."""
        return any(part.holds(variables, flags) for part in self.parts)

    def atoms(self) -> Iterator["Atom"]:
        """The comparisons and flags in it."""
        for part in self.parts:
            yield from part.atoms()


Atom: TypeAlias = Comparison | FlagIsSet
Condition: TypeAlias = Comparison | FlagIsSet | Not | AllOf | AnyOf


def parse(text: str) -> Condition:
    """The condition that these words say.

    Raises Invalid with what is wrong and what to write.
    """
    if len(text) > LONGEST:
        raise Invalid(N_("条件太长，最多 %(most)s 个字；请拆成几条。"), most=LONGEST)
    return _Parser(text).parse()


class _Parser:
    """Recursive descent over the tokens of one condition."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._tokens = list(_tokens(text))
        self._next = 0
        self._depth = 0

    def parse(self) -> Condition:
        condition = self._any()
        if self._kind:
            self._refuse()
        return condition

    @property
    def _kind(self) -> str:
        """The kind of the next token; empty at the end."""
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
        if self._kind == "name":
            return self._atom()
        if self._kind not in {"not", "open"}:
            self._refuse()
        self._depth += 1
        if self._depth > DEEPEST:
            raise Invalid(N_("条件里的括号套得太深，请拆成几条。"))
        inner = Not(self._one()) if self._take() == "not" else self._bracket()
        self._depth -= 1
        return inner

    def _bracket(self) -> Condition:
        inner = self._any()
        if self._kind != "close":
            raise Invalid(N_("条件“%(text)s”少了一个右括号。"), text=self._text)
        self._take()
        return inner

    def _atom(self) -> Condition:
        name = self._take()
        name = NAMES.get(name, name)
        if self._kind != "compare":
            return FlagIsSet(name)
        sign = self._take()
        if self._kind != "number":
            raise Invalid(
                N_("条件“%(text)s”里，%(sign)s 后面要写一个整数，例如 mood >= 50。"),
                text=self._text,
                sign=sign,
            )
        return Comparison(name, sign, int(self._take()))

    def _refuse(self) -> NoReturn:
        if not self._kind:
            raise Invalid(
                N_("条件“%(text)s”没有写完；例如：mood >= 50 and apologised。"), text=self._text
            )
        raise Invalid(
            N_("条件“%(text)s”里，“%(word)s”的位置不对；例如：mood >= 50 and not apologised。"),
            text=self._text,
            word=self._tokens[self._next][1],
        )


def _tokens(text: str) -> Iterator[tuple[str, str]]:
    position, end = 0, len(text.rstrip())
    while position < end:
        found = TOKEN.match(text, position)
        if found is None:
            raise Invalid(
                N_(
                    "条件“%(text)s”里的“%(rest)s”看不懂；"
                    "可以用变量名、标记名、整数、比较号和 and or not。"
                ),
                text=text,
                rest=text[position:end].strip()[:20],
            )
        yield _token(str(found.lastgroup), found[0].strip())
        position = found.end()


def _token(kind: str, word: str) -> tuple[str, str]:
    plain = SPELLINGS.get(word, WORDS.get(word, word))
    return (plain, plain) if plain in {"and", "or", "not"} else (kind, plain)
