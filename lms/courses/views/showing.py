"""What the template of a lesson needs to know: sections, their blocks, the rule in words."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TypeAlias

from markupsafe import Markup

from lms.courses.domain import Block, Dialogue, Part, Passage, Picture, Requirement, Section
from lms.courses.queries import Reading
from lms.courses.views.checks import Showing, ShownCheck, Typed, order_for
from lms.courses.views.declaration import ShownDeclaration, shown_declaration
from lms.courses.views.pictures import ShownPicture, shown_picture
from lms.i18n import _
from lms.people.models import Person

ShownBlock: TypeAlias = tuple[str, Markup | Dialogue | ShownPicture | ShownCheck]  # kind first


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
    html: Mapping[str, Markup],
    language: str,
    typed: Typed | None = None,
) -> ShownLesson:
    """Show a lesson to a person; `html` is that of its passages in the language."""
    lesson = reading.lesson.content
    checks = {check.id: check for check in _checks(person, reading, language, typed)}

    def blocks(found: tuple[Block, ...]) -> tuple[ShownBlock, ...]:
        return tuple(_block(block, html, checks, lesson.course, language) for block in found)

    def section(one: Section) -> ShownSection:
        is_read = one.id in reading.progress.sections
        return ShownSection(one.id, one.title.in_(language), blocks(one.in_(language)), is_read)

    return ShownLesson(
        lead=blocks(lesson.lead_in(language)),
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
        ).check()
        for number, question in enumerate(lesson.checks, 1)
    )


def _block(
    block: Block,
    html: Mapping[str, Markup],
    checks: Mapping[str, ShownCheck],
    course: str,
    language: str,
) -> ShownBlock:
    if isinstance(block, Passage):
        return "passage", html[block.part]
    if isinstance(block, Picture):
        return "picture", shown_picture(block, course, language)
    if isinstance(block, Dialogue):
        return "dialogue", block
    return "check", checks[block.check]


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
