"""Longer lists: one page at a time, counted only as far as people turn pages.

A page of a list costs the same however long the list grows: nobody waits for the counting of rows
that nobody looks at.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

import sqlalchemy as sa
from flask import request

from lms.db import db

T = TypeVar("T")


PAGE_SIZE = 50  # rows
COUNTED = 1_000  # rows of a list, or as many as stand before the page shown and on it
MOST_PAGES = 1_000_000
LARGEST_NUMBER = 2**31 - 1  # of a row: more fits neither database's integers


class Total(int):
    """A number of rows; with `is_more` there are more than so many, and it is written `1000+`."""

    is_more: bool

    def __new__(cls, number: int, *, is_more: bool = False) -> "Total":
        """Make one."""
        made = super().__new__(cls, number)
        made.is_more = is_more
        return made

    def __str__(self) -> str:
        """The number as people read it."""
        return f"{int(self)}+" if self.is_more else str(int(self))


@dataclass(frozen=True, slots=True)
class Page(Generic[T]):
    """One page of a longer list; `number` counts from 1."""

    rows: Sequence[T]
    number: int
    total: int
    size: int = PAGE_SIZE

    @property
    def last(self) -> int:
        """The number of the last page, at least 1; of a list that goes on, of the next one."""
        return max(1, -(-self.total // self.size) + self.goes_on)

    @property
    def goes_on(self) -> bool:
        """Whether there are more rows than were counted."""
        return getattr(self.total, "is_more", False)


def counted(rows: sa.Select[Any], number: int = 1) -> Total:
    """How many rows a list has whose page of this number is shown.

    Of a long one only the first are counted, and a page beyond the shown one can be turned to.
    """
    most = max(COUNTED, number * PAGE_SIZE)
    return total_of(db.session.scalar(sa.select(count_to(rows, most))), most)


def count_to(rows: sa.Select[Any], most: int) -> sa.ScalarSelect[int]:
    """The counting of rows as a part of a statement; `total_of` reads what it finds."""
    first = rows.order_by(None).limit(most + 1).subquery()
    return sa.select(sa.func.count()).select_from(first).scalar_subquery()


def total_of(found: int | None, most: int) -> Total:
    """What `count_to` has found."""
    return Total(min(found or 0, most), is_more=(found or 0) > most)


def page_number() -> int:
    """The page asked for by `?page=`, at least 1."""
    return whole_number(request.args.get("page", ""), most=MOST_PAGES) or 1


def whole_number(text: str, *, most: int = LARGEST_NUMBER) -> int | None:
    """A number from 0 to `most` written in the digits 0–9; None for every other text."""
    is_number = text.isascii() and text.isdecimal() and len(text) <= len(str(most))
    return int(text) if is_number and int(text) <= most else None
