"""Dialogues and pictures as authors write them → blocks of a section; problems with their lines."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from lms.courses.content.layout import Piece, after
from lms.courses.domain import Block, Dialogue, Passage, Picture, Speaker, Turn
from lms.errors import N_
from lms.library.content import NAME
from lms.library.domain import Problem
from lms.library.media import PHOTOS

SPEAKERS = {
    "客户": Speaker.CUSTOMER,
    "客戶": Speaker.CUSTOMER,
    "Customer": Speaker.CUSTOMER,
    "客服": Speaker.AGENT,
    "Agent": Speaker.AGENT,
    "点评": Speaker.COACH,
    "點評": Speaker.COACH,
    "Coach": Speaker.COACH,
}
TURN = re.compile(r"(?P<who>[^:：]{1,20})[:：][ \t]*(?P<text>.+)")
PICTURE = re.compile(
    r'!\[(?P<description>[^\]]*)\]\((?P<file>[^\s)]+)(?:[ \t]+"(?P<caption>[^"]*)")?[ \t]*\)'
)
FILE = re.compile(rf"(?P<drawing>{NAME})\.svg|(?P<photo>{NAME}\.(?:{'|'.join(PHOTOS)}))")
SIGN = "!["

NO_SPEAKER = N_("对话的每一行先写是谁说的，例如“客户：……”；可以写客户、客服、点评。")
SILENT = N_("对话里还没有一句话；每行写一句，例如“客户：……”。")
ODD_PICTURE = N_("图片要单独占一行，写成 ![图里讲了什么](window.svg \"图注\")。")  # fmt: skip
ODD_FILE = N_(
    "图片“%(file)s”要写成 window.svg 或 desk.webp 这样的名称："
    "小写字母、数字和连字符，不带文件夹和语言。"
)
NO_DESCRIPTION = N_("图片缺少说明；方括号里写这张图讲了什么，给看不见图的人听。")


@dataclass(slots=True)
class Blocks:
    """The blocks of one section as they are read, and what is wrong with them."""

    file: str
    part: str  # name of the section's first passage
    problems: list[Problem]
    passages: int = 0

    def dialogue(self, piece: Piece) -> Iterator[Block]:
        """The dialogue of a block."""
        turns = list(self._turns(piece))
        if not turns and not piece.text.strip():
            self._complain(max(1, piece.line - 1), SILENT)
        yield Dialogue(tuple(turns))

    def _turns(self, piece: Piece) -> Iterator[Turn]:
        for number, line in enumerate(piece.text.split("\n"), piece.line):
            if not line.strip():
                continue
            found = TURN.fullmatch(line.strip())
            if found is None or found["who"].strip() not in SPEAKERS:
                self._complain(number, NO_SPEAKER)
                continue
            who = found["who"].strip()
            yield Turn(SPEAKERS[who], who, found["text"])

    def text(self, piece: Piece) -> Iterator[Block]:
        """Passages of Markdown and the pictures between them."""
        gathered: list[str] = []
        first = piece.line
        for number, line in _lines(piece):
            picture = self._picture(number, line)
            if picture is None:
                gathered.append(line)
                continue
            yield from self._passage(gathered, first)
            yield picture
            gathered, first = [], number + 1
        yield from self._passage(gathered, first)

    def _passage(self, lines: list[str], first: int) -> Iterator[Passage]:
        text = "\n".join(lines)
        if text.strip():
            self.passages += 1
            part = self.part if self.passages == 1 else f"{self.part}.{self.passages}"
            yield Passage(part, text, self.file, first)

    def _picture(self, number: int, line: str) -> Picture | None:
        if SIGN not in line or "\n" in line:
            return None
        found = PICTURE.fullmatch(line.strip())
        if found is None:
            self._complain(number, ODD_PICTURE)
            return None
        file = FILE.fullmatch(found["file"])
        if file is None:
            self._complain(number, ODD_FILE, file=found["file"])
        if not found["description"].strip():
            self._complain(number, NO_DESCRIPTION)
        name = _name(file) if file else ""
        return Picture(name, found["description"].strip(), found["caption"] or "")

    def _complain(self, line: int, message: str, **parameters: object) -> None:
        self.problems.append(Problem(self.file, line, message, parameters))


def _lines(piece: Piece) -> Iterator[tuple[int, str]]:
    """The lines of a piece with their numbers; a fenced block of code comes as one."""
    lines = piece.text.split("\n")
    position = 0
    while position < len(lines):
        following = after(lines, position) or len(lines)
        yield piece.line + position, "\n".join(lines[position:following])
        position = following


def _name(file: re.Match[str]) -> str:
    return file["drawing"] or file["photo"]


def pictures_in(text: str) -> Iterator[tuple[int, Picture]]:
    """The pictures of a lesson file by the line on which they stand."""
    for number, line in enumerate(text.split("\n"), 1):
        found = PICTURE.fullmatch(line.strip())
        file = FILE.fullmatch(found["file"]) if found else None
        if found is not None and file is not None:
            yield number, Picture(_name(file), found["description"], found["caption"] or "")
