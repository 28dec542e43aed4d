"""The paragraphs of a published lesson in a language, with the ids by which they are known."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import TypeAlias

from markupsafe import Markup

from lms.courses.domain import (
    Block,
    Dialogue,
    Lesson,
    Paragraph,
    Passage,
    Picture,
    identified,
)
from lms.library import queries as library
from lms.library.queries import Published
from lms.markdown import is_paragraph, kept, pieces, plain

Place: TypeAlias = tuple[str, int]  # section ("" before the first) and number of the block in it


@dataclass(frozen=True, slots=True)
class Piece:
    """A piece of a block; a heading is no paragraph, dialogues and pictures have no HTML here."""

    html: Markup
    paragraph: Paragraph | None


@dataclass(frozen=True, slots=True)
class Layout:
    """What a lesson consists of in one language."""

    pieces: Mapping[Place, tuple[Piece, ...]]
    paragraphs: Mapping[str, Paragraph]  # by id, in the order of reading


def layout(lesson: Published[Lesson], language: str) -> Layout:
    """The paragraphs of a lesson as readers of a language see it now."""
    key = f"courses.layout {lesson.revision_id} {language}"
    return library.of_this_edition(key, lambda: _layout(lesson, language))


def _layout(lesson: Published[Lesson], language: str) -> Layout:
    html = library.parts(lesson.revision_id, language)
    found = list(_pieces(lesson.content, html, language))
    ids = identified(text for _place, _html, text in found if text)
    made: dict[Place, list[Piece]] = {}
    paragraphs: dict[str, Paragraph] = {}
    for place, piece, text in found:
        paragraph = None
        if text:
            paragraph = Paragraph(next(ids), place[0], text, len(paragraphs) + 1)
            paragraphs[paragraph.id] = paragraph
        made.setdefault(place, []).append(Piece(kept(piece), paragraph))
    return Layout({place: tuple(all_) for place, all_ in made.items()}, paragraphs)


def _pieces(
    lesson: Lesson, html: Mapping[str, Markup], language: str
) -> Iterator[tuple[Place, str, str]]:
    """The pieces of all blocks: where, their HTML, and the words of those that are paragraphs."""
    for section, blocks in _sections(lesson, language):
        for number, block in enumerate(blocks):
            if isinstance(block, Passage):
                for piece in pieces(html[block.part]):
                    yield (section, number), piece, plain(piece) if is_paragraph(piece) else ""
            elif isinstance(block, Dialogue | Picture):
                yield (section, number), "", _said(block)


def _sections(lesson: Lesson, language: str) -> Iterator[tuple[str, tuple[Block, ...]]]:
    yield "", lesson.lead_in(language)
    for section in lesson.sections:
        yield section.id, section.in_(language)


def _said(block: Dialogue | Picture) -> str:
    if isinstance(block, Picture):
        return block.caption or block.description
    return " ".join(f"{turn.who} {turn.text}" for turn in block.turns)
