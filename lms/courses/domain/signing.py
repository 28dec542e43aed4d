"""What somebody puts their name to: the words of a lesson in one language, and how long it stands.

A signature stands until a material revision changes the words that were signed; what such a
revision changes in other languages does not touch it. Check questions are no part of the words.
"""

import hashlib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from itertools import pairwise

from lms.courses.domain.texts import Block, Dialogue, Lesson, Passage, Picture
from lms.library.domain import LANGUAGES

FIRST = 1  # number of a document's first revision


@dataclass(frozen=True, slots=True)
class Signature:
    """That somebody declared to have read a lesson and to act on it."""

    at: datetime
    revision_id: int
    number: int  # of the revision
    language: str  # in which it was read

    def stands(self, changed: Mapping[str, int]) -> bool:
        """Whether no later revision materially changed what was signed; `last_changes` knows."""
        return self.number >= changed.get(self.language, FIRST)


@dataclass(frozen=True, slots=True)
class State:
    """A published revision of a lesson."""

    number: int
    published_at: datetime
    material: bool
    must_sign: bool
    digests: Mapping[str, str]  # of its words, by language


class Change(StrEnum):
    """What happened to a part of a text."""

    NEW = "new"
    CHANGED = "changed"
    GONE = "gone"


@dataclass(frozen=True, slots=True)
class Changed:
    """A part of a lesson that is not what it was; `section` is empty for its beginning."""

    change: Change
    section: str
    title: str


def digests(lesson: Lesson) -> dict[str, str]:
    """The SHA-256 of the words of a lesson, hexadecimal, by language."""
    return {language: _digest(_words(lesson, language)) for language in LANGUAGES}


def text_of(lesson: Lesson, language: str) -> str:
    """The words of a lesson in a language, as they were written; without its check questions."""
    return "\n".join(_words(lesson, language))


def last_changes(states: Sequence[State]) -> dict[str, int]:
    """The last revision that materially changed the words, by language; the oldest state first."""
    found = dict.fromkeys(LANGUAGES, FIRST)
    for before, after in pairwise(states):
        if after.material:
            changed = (tag for tag in LANGUAGES if before.digests[tag] != after.digests[tag])
            found.update(dict.fromkeys(changed, after.number))
    return found


def demanded_since(states: Sequence[State]) -> datetime:
    """Since when, without a break up to the last state, readers have been asked to sign."""
    since = states[-1].published_at
    for state in reversed(states):
        if not state.must_sign:
            break
        since = state.published_at
    return since


def changes(before: Lesson, after: Lesson, language: str, shown_in: str) -> Iterator[Changed]:
    """The parts whose words in a language are not what they were, titled in the reader's."""
    if list(_opening(before, language)) != list(_opening(after, language)):
        yield Changed(Change.CHANGED, "", after.title.in_(shown_in))
    known, kept = _sections(before, language), _sections(after, language)
    for section in after.sections:
        if section.id not in known:
            yield Changed(Change.NEW, section.id, section.title.in_(shown_in))
        elif known[section.id] != kept[section.id]:
            yield Changed(Change.CHANGED, section.id, section.title.in_(shown_in))
    for section in before.sections:
        if section.id not in kept:
            yield Changed(Change.GONE, "", section.title.in_(shown_in))


def _digest(words: Iterable[str]) -> str:
    return hashlib.sha256("\0".join(words).encode()).hexdigest()


def _words(lesson: Lesson, language: str) -> Iterator[str]:
    yield from _opening(lesson, language)
    for words in _sections(lesson, language).values():
        yield from words


def _opening(lesson: Lesson, language: str) -> Iterator[str]:
    yield lesson.title.in_(language)
    yield lesson.summary.in_(language)
    for block in lesson.lead_in(language):
        yield from _block(block)


def _sections(lesson: Lesson, language: str) -> dict[str, list[str]]:
    return {
        section.id: [
            section.title.in_(language),
            *(word for block in section.in_(language) for word in _block(block)),
        ]
        for section in lesson.sections
    }


def _block(block: Block) -> Iterator[str]:
    if isinstance(block, Passage):
        yield block.text.strip()
    elif isinstance(block, Picture):
        yield from (block.name, block.description, block.caption)
    elif isinstance(block, Dialogue):
        for turn in block.turns:
            yield from (turn.who, turn.text)
