"""Longer lists: one page at a time."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

from flask import request

T = TypeVar("T")


PAGE_SIZE = 50  # rows
MOST_PAGES = 1_000_000
LARGEST_NUMBER = 2**31 - 1  # of a row: more fits neither database's integers


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
    return whole_number(request.args.get("page", ""), most=MOST_PAGES) or 1


def whole_number(text: str, *, most: int = LARGEST_NUMBER) -> int | None:
    """A number from 0 to `most` written in the digits 0–9; None for every other text."""
    is_number = text.isascii() and text.isdecimal() and len(text) <= len(str(most))
    return int(text) if is_number and int(text) <= most else None
