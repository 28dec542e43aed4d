"""What can be found of a lesson: plain text of its sections; never a check question."""

from collections.abc import Iterator, Mapping

from markupsafe import Markup

from lms.courses.domain import Block, Blocks, Dialogue, Lesson, Passage, Picture
from lms.library.domain import LANGUAGES, Entry, Wording, together
from lms.library.kinds import Html


def entries(lesson: Lesson, html: Html) -> Iterator[Entry]:
    """The lesson by its title, summary and lead; then each section."""
    lead = _text(lesson.lead, html)
    summary = together(lesson.summary, lead) if lead.zh_hans else lesson.summary
    yield Entry(part="", title=lesson.title, text=summary, within=lesson.course)
    for section in lesson.sections:
        text = _text(section.blocks, html)
        yield Entry(part=section.id, title=section.title, text=text, within=lesson.course)


def _text(blocks: Blocks, html: Html) -> Wording:
    """Plain text in the languages in which it was written."""
    return Wording(*(_plain(blocks.get(tongue, ()), html[tongue]) for tongue in LANGUAGES))


def _plain(blocks: tuple[Block, ...], html: Mapping[str, Markup]) -> str:
    return "\n".join(text for block in blocks for text in _lines(block, html))


def _lines(block: Block, html: Mapping[str, Markup]) -> Iterator[str]:
    if isinstance(block, Passage):
        yield html[block.part].striptags()
    elif isinstance(block, Dialogue):
        yield from (turn.text for turn in block.turns)
    elif isinstance(block, Picture):
        yield from (block.caption, block.description)
