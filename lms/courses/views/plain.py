"""A lesson as its text stands, without a reader: nothing acknowledged, marked or answered."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import TypeAlias

from markupsafe import Markup

from lms.courses.domain import Block, Dialogue, Lesson, Passage, Picture
from lms.courses.views.pictures import ShownPicture
from lms.i18n import _
from lms.questions.domain import Ordering, Question, TrueFalse

ShowPicture = Callable[[Picture, str, str], ShownPicture]  # of a course, in a language


@dataclass(frozen=True, slots=True)
class AskedCheck:
    """A check without its answers: those are told to whoever has answered."""

    number: int
    stem: str
    choices: tuple[str, ...]


Piece: TypeAlias = tuple[str, object]  # kind first, then what the template shows of it
ShowCheck = Callable[[Lesson, str, str], object]  # of a lesson, by its id, in a language


@dataclass(frozen=True, slots=True)
class PlainLesson:
    """The pieces of a lesson in one language."""

    lead: tuple[Piece, ...]
    sections: tuple[tuple[str, tuple[Piece, ...]], ...]  # title first
    sources: tuple[str, ...]


def asked(lesson: Lesson, id_: str, tag: str) -> AskedCheck:
    """A check that can only be read."""
    number = [check.id for check in lesson.checks].index(id_)
    question = lesson.checks[number]
    return AskedCheck(number + 1, question.stem.in_(tag), tuple(_choices(question, tag)))


def shown(
    lesson: Lesson,
    html: Mapping[str, Markup],
    tag: str,
    *,
    picture: ShowPicture,
    check: ShowCheck = asked,
) -> PlainLesson:
    """Show a lesson; `html` holds its passages part by part, `picture` says where pictures are."""

    def piece(block: Block) -> Piece:
        if isinstance(block, Passage):
            return "passage", html[block.part]
        if isinstance(block, Picture):
            return "picture", picture(block, lesson.course, tag)
        if isinstance(block, Dialogue):
            return "dialogue", block
        return "check", check(lesson, block.check, tag)

    def pieces(blocks: tuple[Block, ...]) -> tuple[Piece, ...]:
        return tuple(piece(block) for block in blocks)

    return PlainLesson(
        lead=pieces(lesson.lead_in(tag)),
        sections=tuple((one.title.in_(tag), pieces(one.in_(tag))) for one in lesson.sections),
        sources=tuple(source.in_(tag) for source in lesson.sources),
    )


def _choices(question: Question, tag: str) -> Iterator[str]:
    """What one may choose from; what is to be put in order, in an order of no meaning."""
    if isinstance(question, Ordering):
        yield from sorted(item.text.in_(tag) for item in question.items)
    elif isinstance(question, TrueFalse):  # yes and no are words of the interface
        yield from (_(option.text.zh_hans) for option in question.options)
    else:
        yield from (option.text.in_(tag) for option in question.options)
