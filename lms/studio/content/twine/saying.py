"""What a passage says → lines: without marks of style, without links that stand alone."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from lms.errors import N_
from lms.scenarios.domain.conditions import Condition
from lms.studio.content.twine.stories import Note, plain
from lms.studio.content.twine.tape import BREAK, PLACE, Link, Said

STYLED = re.compile(r"''(.+?)''|(?<!:)//(.+?)//|\*\*(.+?)\*\*|~~(.+?)~~")
LINKED = re.compile(rf"{PLACE}([0-9]+){PLACE}")
BULLET = re.compile(r"[\s*•·–—>|/、-]*|\s*[0-9]+[.、)）]?\s*")  # beside a link
ASIDE = re.compile(r"//(?:(?!//).)+//")
BLANK = re.compile(r"\s*")
PRINTED = re.compile(r"\$[A-Za-z_\u4e00-\u9fff][\w]*")
SHOWN = 60  # characters

STYLE_LEFT = N_("粗体、斜体没有搬，文字留下了：%(detail)s")
PRINTED_LEFT = N_("文字里的变量不会换成它的值：%(detail)s")


@dataclass(frozen=True, slots=True)
class Line:
    """A line that is said."""

    text: str
    when: Condition | None
    is_aside: bool = False  # wholly in italics: what happens, rather than what is said


def lines_of(said: Sequence[Said], links: Sequence[Link]) -> list[Line]:
    """The lines of a passage; what stands beside a link keeps the words of the link."""
    return list(_told(said, links))


def notes_of(name: str, said: Sequence[Said], links: Sequence[Link]) -> Iterator[Note]:
    """What of the wording is not carried over."""
    for words, _, number in _unstyled(said, links):
        for message, pattern in ((STYLE_LEFT, STYLED), (PRINTED_LEFT, PRINTED)):
            found = pattern.search(words)
            if found and not ASIDE.fullmatch(words):
                yield Note(name, number, message, found[0][:SHOWN])


def _told(said: Sequence[Said], links: Sequence[Link]) -> Iterator[Line]:
    for words, when, _ in _unstyled(said, links):
        unstyled = STYLED.sub(lambda found: found[found.lastindex or 0], words)
        told = plain(unstyled.replace(BREAK, "\n")).strip()
        if told:
            yield Line(told, when, ASIDE.fullmatch(words) is not None)


def _unstyled(
    said: Sequence[Said], links: Sequence[Link]
) -> Iterator[tuple[str, Condition | None, int]]:
    """Words, condition and line number, line by line."""
    for one in _joined(said):
        for offset, words in enumerate(one.text.split("\n")):
            alone = BULLET if LINKED.search(words) else BLANK
            if not alone.fullmatch(LINKED.sub("", words)):
                shown = LINKED.sub(lambda found: links[int(found[1])].way.text, words)
                yield shown.strip(), one.when, one.line + offset


def _joined(said: Sequence[Said]) -> Iterator[Said]:
    """Neighbours under the same condition as one."""
    parts: list[Said] = []
    for one in said:
        if parts and parts[0].when != one.when:
            yield _one(parts)
            parts = []
        parts.append(one)
    if parts:
        yield _one(parts)


def _one(parts: Sequence[Said]) -> Said:
    return Said("".join(part.text for part in parts), parts[0].when, parts[0].line)
