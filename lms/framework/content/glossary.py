"""`courses/glossary.yaml` → the terms of the trade, each with its sound and one sentence."""

import unicodedata
from collections.abc import Collection, Iterable, Iterator
from typing import Annotated, Literal

from pydantic import AfterValidator, Field

from lms.errors import N_
from lms.framework.domain import Glossary, Term, without_tone
from lms.fulltext.sounds import tones
from lms.library.content import (
    Identifier,
    LocalisedText,
    Model,
    Reading,
    Text,
    read,
    refuse,
)
from lms.library.domain import Bundle, Entry, Meta, Problem, Wording
from lms.library.kinds import FileKind, Html

GLOSSARY = "glossary"
FOUND_AS = "term"
TITLE = Wording("客服术语", "客服術語", "Terms of the trade")
LONGEST_TERM, LONGEST_MEANING = 60, 200  # characters

NO_ENGLISH = N_("“%(field)s”还缺英文（en）；术语表三种语言都要有。")
TOO_LONG = N_("“%(field)s”太长，最多 %(most)s 个字符。")
NO_TERMS = N_("术语表里还没有术语；至少写一个。")
TWICE = N_("术语“%(name)s”写了两次；请留下一个。")
WRONG_SOUNDS = N_("“%(term)s”有 %(expected)s 个汉字，拼音却有 %(found)s 个音节；每个字写一个音节。")
ODD_SOUND = N_("“%(character)s”不读“%(found)s”，读 %(expected)s；请核对拼音。")


def _short(most: int) -> AfterValidator:
    def check(wording: Wording) -> Wording:
        if not wording.en:
            raise refuse(NO_ENGLISH)
        if max(len(wording.zh_hans), len(wording.zh_hant)) > most or len(wording.en) > 2 * most:
            raise refuse(TOO_LONG, most=most)
        return wording

    return AfterValidator(check)


class _Term(Model):
    id: Identifier
    term: Annotated[LocalisedText, _short(LONGEST_TERM)]
    pinyin: Text
    short: Annotated[str, Field(min_length=1, max_length=20)] | None = None
    meaning: Annotated[LocalisedText, _short(LONGEST_MEANING)]


class _File(Model):
    id: Literal["glossary"]
    terms: tuple[_Term, ...]


class GlossaryKind(FileKind[Glossary]):
    """The kind `glossary`: one document."""

    name = GLOSSARY
    pattern = "courses/glossary.yaml"
    found_as = FOUND_AS

    def parse(self, bundle: Bundle) -> Glossary:
        """The glossary. Raises ContentError with every problem."""
        file = read(_File, bundle.text, bundle.file).checked(_none, _twice, _wrong_sounds)
        return Glossary(
            tuple(
                Term(row.id, row.term, row.pinyin, row.short or "", row.meaning)
                for row in file.terms
            )
        )

    def meta(self, parsed: Glossary) -> Meta:  # noqa: ARG002 - there is only one
        """Its name and title, always the same."""
        return Meta(GLOSSARY, GLOSSARY, TITLE)

    def parts(self, parsed: Glossary) -> Collection[str]:
        """The ids of the terms."""
        return [term.id for term in parsed.terms]

    def entries(self, parsed: Glossary, html: Html) -> Iterator[Entry]:  # noqa: ARG002 - has none
        """Each term, found by its sound and its short form too."""
        for term in parsed.terms:
            also = (term.short,) if term.short else ()
            yield Entry(
                part=term.id,
                title=term.term,
                text=term.meaning,
                sounds=term.syllables,
                also=also,
            )


def _none(reading: Reading[_File]) -> Iterator[Problem]:
    if not reading.value.terms:
        yield reading.problem(("terms",), NO_TERMS)


def _twice(reading: Reading[_File]) -> Iterator[Problem]:
    for what in ("id", "term"):
        names = [str(getattr(row, what)) for row in reading.value.terms]
        for place, name in enumerate(names):
            if name in names[:place]:
                yield reading.problem(("terms", place, what), TWICE, name=name)


def _wrong_sounds(reading: Reading[_File]) -> Iterator[Problem]:
    """Pinyin that is not that of the term's characters, which would never be found."""
    for place, row in enumerate(reading.value.terms):
        for message, facts in _faults(row):
            yield reading.problem(("terms", place, "pinyin"), message, **facts)


def _faults(row: _Term) -> Iterable[tuple[str, dict[str, object]]]:
    characters = [c for c in row.term.zh_hans if unicodedata.category(c) == "Lo"]
    syllables = row.pinyin.split()
    if len(characters) != len(syllables):
        facts = {"term": str(row.term), "expected": len(characters), "found": len(syllables)}
        return [(WRONG_SOUNDS, facts)]
    faults = []
    for character, syllable in zip(characters, syllables, strict=True):
        known = tones(character)
        if syllable.lower() not in {*known, *map(without_tone, known)}:
            facts = {"character": character, "found": syllable, "expected": "、".join(known)}
            faults.append((ODD_SOUND, facts))
    return faults
