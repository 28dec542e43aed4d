"""Covering what would point to somebody in a typed text that others than its writer will read.

Numbers and addresses are found by their shape. Names are not: no rule tells them from other words.
"""

import re

MASK = "＊"
DIGIT = r"[0-9０-９]"
BREAKS = r"[ \t\-‐－—]?"
FEWEST_DIGITS = 5  # in a row: prices and times have fewer
SHAPES = (
    re.compile(r"[A-Za-z0-9_.+\-]{1,64}[@＠][A-Za-z0-9\-]{1,64}(?:\.[A-Za-z0-9\-]{1,64}){0,4}"),
    re.compile(r"[A-Za-zＡ-Ｚａ-ｚ]{0,6}" + f"(?:{DIGIT}{BREAKS}){{{FEWEST_DIGITS},40}}[Xx]?"),
    re.compile(r"[零〇一二三四五六七八九幺两]{7,40}"),  # a number spelt out
)


def masked(text: str) -> str:
    """The text with telephone, order, parcel and identity numbers and mail addresses covered."""
    for shape in SHAPES:
        text = shape.sub(MASK * 3, text)
    return text
