"""How to sign in to the demo, as text for a terminal."""

import unicodedata
from collections.abc import Iterable

from lms.operations.demo.filling import PASSWORD

HEADING = f"演示账号，密码都是 {PASSWORD}   ·   demo sign-ins, password of all: {PASSWORD}"
SIGN_INS = (
    ("xiaolin", "学员", "林晓", "trainee, day 23 of her plan"),
    ("xiaozhou", "学员", "周宁", "trainee, first day"),
    ("laochen", "师父", "陈立", "mentor of xiaolin"),
    ("wang", "培训师", "王敏", "trainer"),
    ("sun", "培训师", "孙悦", "trainer"),
    ("hr", "人事", "赵静", "HR"),
    ("hr2", "人事", "吴芳", "HR"),
    ("admin", "管理员", "马骏", "administrator"),
)


def sign_ins() -> str:
    """The demo sign-ins as an aligned table, with the password, in Chinese and English."""
    widths = [max(map(_width, column)) for column in zip(*SIGN_INS, strict=True)]
    return "\n".join([HEADING, *(_line(row, widths) for row in SIGN_INS)])


def _line(row: Iterable[str], widths: Iterable[int]) -> str:
    cells = (cell + " " * (width - _width(cell)) for cell, width in zip(row, widths, strict=True))
    return ("  " + "   ".join(cells)).rstrip()


def _width(text: str) -> int:
    """The columns that a text takes in a terminal: Chinese characters take two."""
    return sum(2 if unicodedata.east_asian_width(c) in "WF" else 1 for c in text)
