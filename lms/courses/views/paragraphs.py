"""The paragraphs of a lesson on its page: each can be linked to, and ends with a way to mark it."""

from collections.abc import Mapping
from dataclasses import dataclass, replace

from flask import get_template_attribute, url_for
from markupsafe import Markup

from lms.courses.domain import Lesson, Paragraph
from lms.courses.queries import Piece, layout
from lms.courses.queries.paragraphs import Place
from lms.courses.views.terms import shown_terms
from lms.library import queries as library
from lms.library.queries import Published
from lms.markdown import ended, kept, linked

NO_LINK = kept("")


@dataclass(frozen=True, slots=True)
class ShownPiece:
    """A piece of a block: its HTML, and the link at its end if it is a paragraph."""

    html: Markup
    paragraph: Paragraph | None
    link: Markup = NO_LINK

    @property
    def anchor(self) -> str:
        """Its id on the page; empty for what is no paragraph."""
        return self.paragraph.anchor if self.paragraph else ""


@dataclass(frozen=True, slots=True)
class ShownPassage:
    """A passage: all of it, and piece by piece for who has marked something."""

    html: Markup
    pieces: tuple[ShownPiece, ...]


def shown_pieces(
    lesson: Published[Lesson], language: str, *, may_mark: bool
) -> Mapping[Place, ShownPassage]:
    """The pieces of all blocks; with links for those who may mark."""
    key = f"courses.shown {lesson.revision_id} {language} {may_mark}"
    return library.of_this_edition(key, lambda: _made(lesson, language, may_mark=may_mark))


def _made(
    lesson: Published[Lesson], language: str, *, may_mark: bool
) -> Mapping[Place, ShownPassage]:
    course, _slash, name = lesson.address.partition("/")
    address = url_for("notes.new_note", course=course, lesson=name) if may_mark else ""
    names = {term.anchor: term.name for term in shown_terms(lesson, language)}
    laid = layout(lesson, language).pieces
    html = iter(linked((piece.html for found in laid.values() for piece in found), names))
    shown = {}
    for place, found in laid.items():
        made = tuple(_shown(replace(piece, html=next(html)), address) for piece in found)
        shown[place] = ShownPassage(kept("".join(one.html for one in made)), made)
    return shown


def _shown(piece: Piece, address: str) -> ShownPiece:
    paragraph = piece.paragraph
    if paragraph is None:
        return ShownPiece(piece.html, None)
    link = _link(f"{address}?at={paragraph.id}", paragraph.number) if address else NO_LINK
    html = ended(piece.html, paragraph.anchor, link) if piece.html else piece.html
    return ShownPiece(html, paragraph, link)


def _link(address: str, number: int) -> Markup:
    made: Markup = get_template_attribute("courses/marking.html", "to_mark")(address, number)
    return made
