"""Longer lists: one page at a time."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

from flask import request

T = TypeVar("T")


PAGE_SIZE = 50  # rows


@dataclass(frozen=True, slots=True)
class Page(Generic[T]):
    """One page of a longer list; `number` counts from 1."""

    rows: Sequence[T]
    number: int
    total: int
    size: int = PAGE_SIZE

    @property
    def last(self) -> int:
        """The number of the last page, at least 1."""
        return max(1, -(-self.total // self.size))


def page_number() -> int:
    """The page asked for by `?page=`, at least 1."""
    asked = request.args.get("page", "1")
    return max(1, int(asked)) if asked.isdecimal() and asked.isascii() else 1
