"""What can be wrong with a YAML text before any schema looks at it, said in words for authors."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from itertools import islice

import yaml

from lms.errors import N_

NO_TAG = N_("不能用标签（! 开头的词）；文字请用双引号括起来。")

MOST_FAULTS = 100  # of one text; who has mended those sees the next
UNWANTED = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f"  # control characters but tab, LF, CR
    "\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069"  # marks that reorder the text around them
    "\u2028\u2029\ufeff\ufffe\uffff\ud800-\udfff]"  # separators, byte order marks, surrogates
)
SYNTAX: tuple[tuple[str, str], ...] = (
    (
        "mapping values are not allowed",
        N_("这一行有多余的冒号，或者缩进不对；文字里有“: ”时请用双引号括起来。"),
    ),
    ("tab character", N_("缩进不能用制表符，请用空格。")),
    (
        "cannot start any token",
        N_("这里不能以制表符、@、` 或百分号开头；缩进请用空格，文字请用双引号括起来。"),
    ),
    ("expected ':'", N_("这一行缺少冒号；写成“名称: 内容”，冒号后面空一格。")),
    (
        "did not find expected key",
        N_("缩进不对，或者多了、少了一个引号；同一层的行要左边对齐。"),
    ),
    ("expected '-' indicator", N_("列表的每一项要以“- ”开头，并且左边对齐。")),
    ("block sequence entries are not allowed", N_("列表要另起一行，每项以“- ”开头。")),
    (
        "did not find expected ',' or",
        N_("方括号或花括号没有写完；里面有逗号、冒号、问号的文字请用双引号括起来。"),
    ),
    ("unexpected end of stream", N_("引号没有写完。")),
    ("unknown escape character", N_("双引号里的反斜杠要写成两个；或者改用单引号。")),
    ("undefined tag", NO_TAG),
)  # what libyaml says → what to do
UNREADABLE = N_("这里读不懂（%(detail)s）；请检查缩进、冒号后的空格和引号。")


@dataclass(frozen=True, slots=True)
class Fault:
    """Something wrong in a YAML text; `line` and `column` count from 1."""

    line: int
    column: int
    message: str
    parameters: Mapping[str, object] = field(default_factory=dict)


class YamlError(Exception):
    """The text cannot be taken; `faults` holds everything found, in the order of the lines."""

    def __init__(self, faults: tuple[Fault, ...]) -> None:
        super().__init__("; ".join(f"{f.line}: {f.message % f.parameters}" for f in faults))
        self.faults = faults


def unwanted_characters(text: str, first_line: int = 1) -> tuple[Fault, ...]:
    """A fault for each control character, byte order mark or mark that turns the direction.

    Of many only the first ones are told.
    """
    found = islice(UNWANTED.finditer(text), MOST_FAULTS)
    return tuple(_unwanted(text, one, first_line) for one in found)


def _unwanted(text: str, found: re.Match[str], first_line: int) -> Fault:
    start = text.rfind("\n", 0, found.start()) + 1
    return Fault(
        first_line + text.count("\n", 0, found.start()),
        found.start() - start + 1,
        N_("第 %(column)s 个字符是看不见的控制字符（%(character)s），请删掉。"),
        {"column": found.start() - start + 1, "character": f"U+{ord(found[0]):04X}"},
    )


def syntax_fault(error: yaml.YAMLError, first_line: int) -> Fault:
    """What the parser refused, in words."""
    mark = getattr(error, "problem_mark", None)
    problem = str(getattr(error, "problem", None) or error)
    line, column = (mark.line + first_line, mark.column + 1) if mark else (first_line, 1)
    for part, message in SYNTAX:
        if part in problem:
            return Fault(line, column, message)
    return Fault(line, column, UNREADABLE, {"detail": problem})
