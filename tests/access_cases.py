"""How the records behind addresses are made, so that tests/test_access.py can knock at every door.

Each feature says so in `tests/<feature>/access.py`, once for every route whose address names a
record:

    add("people.show_person", lambda world, owner: {"public_id": owner.public_id})

`world` makes colleagues and facts, `owner` is the person whose record it is to be; what comes back
fills the address. Whether the route opens is then read off access.csv. Routes whose records are no
one person's (lessons, scenarios) are tried by tests of their own, named with `tried_elsewhere`.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING

from flask import Flask

from lms.people.models import Person
from tests.company import Company

if TYPE_CHECKING:
    from werkzeug.routing import Rule

Values = Callable[["World", Person], Mapping[str, object]]
SCOPED = frozenset("OMDLACG")  # letters that ask whose record it is


@dataclass(frozen=True)
class World:
    """Where records are made."""

    app: Flask
    company: Company
    kept: dict[str, object] = field(default_factory=dict)  # what a feature makes once per test


@dataclass(frozen=True)
class Case:
    """How one route is tried."""

    values: Values
    not_to_oneself: bool  # refused (403) on one's own record, whatever the role
    form: Mapping[str, str]  # what a post sends


CASES: dict[str, Case] = {}
TRIED_ELSEWHERE: dict[str, str] = {}  # route → the test file that tries it


def add(
    endpoint: str,
    values: Values,
    *,
    not_to_oneself: bool = False,
    form: Mapping[str, str] | None = None,
) -> None:
    """Say how the address of a route is filled with somebody's record."""
    assert endpoint not in CASES, f"{endpoint} is registered twice"
    CASES[endpoint] = Case(values, not_to_oneself, form or {})


def tried_elsewhere(endpoint: str, file: str) -> None:
    """Say where a route is tried whose records do not belong to one person."""
    assert (Path(__file__).parent / file).is_file(), f"{file} is no file under tests/"
    TRIED_ELSEWHERE[endpoint] = file


def dummy_values(rule: "Rule") -> dict[str, object]:
    """Values that fill an address and name nothing."""
    kinds = {name: type(rule._converters[name]).__name__ for name in rule.arguments}
    return {name: 1 if kind == "IntegerConverter" else "x2x2x2" for name, kind in kinds.items()}


def gather() -> None:
    """Read what the features say."""
    for file in sorted(Path(__file__).parent.glob("*/access.py")):
        import_module(f"tests.{file.parent.name}.access")
