"""What the template of a lesson needs to know: sections, their blocks, the rule in words."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import TypeAlias

from lms.courses.domain import (
    Block,
    CheckPlace,
    Dialogue,
    Part,
    Passage,
    Picture,
    Requirement,
    Section,
)
from lms.courses.queries import Reading
from lms.courses.queries.paragraphs import Place
from lms.courses.views.checks import Showing, ShownCheck, Typed, order_for
from lms.courses.views.declaration import ShownDeclaration, shown_declaration
from lms.courses.views.paragraphs import NO_LINK, ShownPassage, ShownPiece
from lms.courses.views.pictures import ShownPicture, photos_of, shown_picture
from lms.i18n import _
from lms.people.models import Person

NO_PIECE = ShownPiece(NO_LINK, None)
NOTHING = ShownPassage(NO_LINK, ())


@dataclass(frozen=True, slots=True)
class Told:
    """A dialogue or a picture, as the paragraph that it is."""

    content: Dialogue | ShownPicture
    piece: ShownPiece


ShownBlock: TypeAlias = tuple[str, ShownPassage | Told | ShownCheck]  # kind first


@dataclass(frozen=True, slots=True)
class ShownSection:
    """A section of a lesson."""

    id: str
    title: str
    blocks: tuple[ShownBlock, ...]
    is_read: bool


@dataclass(frozen=True, slots=True)
class ShownLesson:
    """A lesson as one person sees it in one language."""

    lead: tuple[ShownBlock, ...]
    sections: tuple[ShownSection, ...]
    checks: tuple[ShownCheck, ...]
    rule: tuple[tuple[bool, str], ...]  # its parts: met or not, in words
    sources: tuple[str, ...]
    declaration: ShownDeclaration | None  # of a lesson that is signed

    @property
    def contents(self) -> tuple[tuple[str, str, bool], ...]:
        """Title, address on the page, and whether it was read, of each section."""
        return tuple((one.title, f"#{one.id}", one.is_read) for one in self.sections)


def shown_lesson(
    person: Person,
    reading: Reading,
    pieces: Mapping[Place, ShownPassage],
    language: str,
    typed: Typed | None = None,
) -> ShownLesson:
    """Show a lesson to a person; `pieces` are those of its blocks in the language."""
    lesson, photos = reading.lesson.content, photos_of(reading.lesson)
    checks = {check.id: check for check in _checks(person, reading, language, typed)}

    def picture(found: Picture) -> ShownPicture:
        return shown_picture(found, lesson.course, language, photos)

    def blocks(section: str, found: tuple[Block, ...]) -> tuple[ShownBlock, ...]:
        return tuple(
            _block(block, pieces.get((section, number)), checks, picture)
            for number, block in enumerate(found)
        )

    def section(one: Section) -> ShownSection:
        is_read = one.id in reading.progress.sections
        shown = blocks(one.id, one.in_(language))
        return ShownSection(one.id, one.title.in_(language), shown, is_read)

    return ShownLesson(
        lead=blocks("", lesson.lead_in(language)),
        sections=tuple(section(one) for one in lesson.sections),
        checks=tuple(checks.values()),
        rule=tuple((part.is_met, words(part)) for part in reading.progress.parts),
        sources=tuple(source.in_(language) for source in lesson.sources),
        declaration=shown_declaration(reading, language),
    )


def _checks(
    person: Person, reading: Reading, language: str, typed: Typed | None
) -> tuple[ShownCheck, ...]:
    lesson = reading.lesson.content
    return tuple(
        Showing(
            question=question,
            number=number,
            order=order_for(person, lesson, question),
            language=language,
            given=reading.answers.get(question.id),
            typed=typed if typed and typed.check == question.id else None,
            hinted=reading.hints.get(question.id, 0),
        ).check()
        for number, question in enumerate(lesson.checks, 1)
    )


def _block(
    block: Block,
    shown: ShownPassage | None,
    checks: Mapping[str, ShownCheck],
    picture: Callable[[Picture], ShownPicture],
) -> ShownBlock:
    if isinstance(block, CheckPlace):
        return "check", checks[block.check]
    if isinstance(block, Passage):
        return "passage", shown or NOTHING
    piece = shown.pieces[0] if shown else NO_PIECE
    if isinstance(block, Picture):
        return "picture", Told(picture(block), piece)
    return "dialogue", Told(block, piece)


def words(part: Part) -> str:
    """A part of a completion rule in words, with how much of it is there."""
    counts = {"need": part.need, "have": part.have}
    if part.requirement is Requirement.SECTIONS:
        return str(_("读完 %(need)s 节，已读 %(have)s 节", **counts))
    if part.requirement is Requirement.CHECKS:
        return str(_("答对 %(need)s 题，已答对 %(have)s 题", **counts))
    if part.requirement is Requirement.SIGNATURE:
        return str(_("签字声明“已读过并会照做”"))
    return str(_("专心读满 %(need)s 分钟，已读 %(have)s 分钟", **counts))
