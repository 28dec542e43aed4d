"""A lesson in one language: its header, sections and check questions, with their lines."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Annotated

from pydantic import Field

from lms.courses.content.blocks import Blocks
from lms.courses.content.layout import HEADER_LINE, Kind, Layout, Piece, take_apart
from lms.courses.domain import CHECK_ANCHOR, LEAD, RULE_ANCHOR, SIGN_ANCHOR, Block, CheckPlace
from lms.errors import N_
from lms.library.content import (
    LONGEST_NAME,
    NAME,
    Day,
    Flag,
    Identifier,
    Model,
    Place,
    Reading,
    Text,
    Whole,
    read,
)
from lms.library.domain import ContentError, Problem
from lms.questions.content import QuestionText, read_question

FEWEST, MOST = 3, 8  # sections
HEADING = re.compile(r"(?P<title>.+?)[ \t]*\{#(?P<id>[^}]*)\}")
IDENTIFIER = re.compile(NAME)
TAKEN = {"content", RULE_ANCHOR, SIGN_ANCHOR}  # names that the page itself uses

NO_ID = N_("小节标题后面要写名称，例如“## 第一句话 {#first-sentence}”。")
ODD_ID = N_("小节名称“%(id)s”只能用小写字母、数字和连字符，最多 %(most)s 个字符。")
TAKEN_ID = N_("小节名称“%(id)s”页面自己要用，请换一个。")
TOP_HEADING = N_("一个 # 的大标题留给课名；小节请用两个 #，小节里面用三个 #。")
TWICE = N_("名称“%(id)s”用了两次；每个小节、每道题的名称只能用一次。")
SECTIONS = N_("一课要有 %(fewest)s 到 %(most)s 个小节，现在有 %(count)s 个。")
OUTSIDE = N_("题目要放在小节里面；请移到某个“## ”标题之后。")


class CompleteText(Model):
    """The completion rule as written; without `checks`, all are needed."""

    active_minutes: Annotated[Whole, Field(ge=0, le=30)]
    checks: Annotated[Whole, Field(ge=0)] | None = None


class HeaderText(Model):
    """The header of a lesson file."""

    id: Place
    title: Text
    summary: Text
    minutes: Annotated[Whole, Field(ge=1, le=60)]
    competencies: Annotated[tuple[Identifier, ...], Field(min_length=1)]
    sources: tuple[Text, ...] = ()
    complete: CompleteText
    material: Flag = False
    must_sign: Flag = False
    review_by: Day | None = None


@dataclass(slots=True)
class SectionText:
    """A section in one language; the lead is one without title."""

    id: str
    title: str
    line: int
    blocks: list[Block] = field(default_factory=list)
    length: int = 0  # characters


@dataclass(frozen=True, slots=True)
class LessonText:
    """A lesson in one language."""

    file: str
    header: Reading[HeaderText]
    lead: SectionText
    sections: tuple[SectionText, ...]
    checks: dict[str, Reading[QuestionText]]


def read_lesson(text: str, file: str) -> LessonText:
    """Read one language file of a lesson. Raises ContentError with every problem."""
    return _Reader(file, take_apart(text, file)).lesson()


class _Reader:
    """Reads the pieces of one file in turn and notes every problem on the way."""

    def __init__(self, file: str, layout: Layout) -> None:
        self.file = file
        self.layout = layout
        self.problems: list[Problem] = []
        self.sections = [SectionText(LEAD, "", 1)]
        self.blocks = self._start(LEAD)
        self.checks: dict[str, Reading[QuestionText]] = {}

    def _start(self, part: str) -> Blocks:
        return Blocks(self.file, part, self.problems)

    def lesson(self) -> LessonText:
        header = self._read_header()
        for piece in self.layout.pieces:
            self._take(piece)
        self._count_sections()
        if self.problems or header is None:
            raise ContentError(self.problems)
        lead, *sections = self.sections
        return LessonText(self.file, header, lead, tuple(sections), self.checks)

    def _read_header(self) -> Reading[HeaderText] | None:
        try:
            return read(HeaderText, self.layout.header, self.file, first_line=HEADER_LINE)
        except ContentError as error:
            self.problems.extend(error.problems)
            return None

    def _take(self, piece: Piece) -> None:
        if piece.kind is Kind.HEADING:
            self._begin_section(piece)
            return
        section = self.sections[-1]
        section.length += len(piece.text)
        section.blocks.extend(self._blocks(piece))

    def _blocks(self, piece: Piece) -> Iterator[Block]:
        if piece.kind is Kind.DIALOGUE:
            return self.blocks.dialogue(piece)
        if piece.kind is Kind.CHECK:
            return self._check(piece)
        return self.blocks.text(piece)

    def _begin_section(self, piece: Piece) -> None:
        if piece.level == 1:
            self._complain(piece.line, TOP_HEADING)
            return
        found = HEADING.fullmatch(piece.text)
        if found is None:
            self._complain(piece.line, NO_ID)
        else:
            self._check_id(found["id"], piece.line)
        id_, title = (found["id"], found["title"]) if found else ("", piece.text)
        self.sections.append(SectionText(id_, title, piece.line))
        self.blocks = self._start(id_)

    def _check_id(self, id_: str, line: int) -> None:
        if not IDENTIFIER.fullmatch(id_) or len(id_) > LONGEST_NAME:
            self._complain(line, ODD_ID, id=id_, most=LONGEST_NAME)
        elif id_ in TAKEN or id_.startswith(CHECK_ANCHOR):
            self._complain(line, TAKEN_ID, id=id_)
        elif id_ in {section.id for section in self.sections}:
            self._complain(line, TWICE, id=id_)

    def _check(self, piece: Piece) -> Iterator[Block]:
        if len(self.sections) == 1:
            self._complain(piece.line, OUTSIDE)
        try:
            reading = read_question(piece.text, self.file, first_line=piece.line)
        except ContentError as error:
            self.problems.extend(error.problems)
            return
        id_ = reading.value.id
        if id_ in self.checks:
            self._complain(reading.text.line(("id",)), TWICE, id=id_)
            return
        self.checks[id_] = reading
        yield CheckPlace(id_)

    def _count_sections(self) -> None:
        count = len(self.sections) - 1
        if not FEWEST <= count <= MOST:
            line = self.layout.pieces[0].line if self.layout.pieces else 1
            self._complain(line, SECTIONS, fewest=FEWEST, most=MOST, count=count)

    def _complain(self, line: int, message: str, **parameters: object) -> None:
        self.problems.append(Problem(self.file, line, message, parameters))
