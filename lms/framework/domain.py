"""The vocabulary: the seven competencies that everything is measured by, the terms of the trade."""

import unicodedata
from dataclasses import dataclass
from itertools import groupby

from lms.library.domain import Wording

COMPETENCIES = (
    "mindset",
    "service-awareness",
    "etiquette",
    "voice",
    "knowledge",
    "skills",
    "adaptability",
)  # in the order of every table and of the radar; results hang on these ids for ever


@dataclass(frozen=True, slots=True)
class Competency:
    """One of the seven, in words."""

    id: str
    title: Wording
    summary: Wording  # one sentence: what it means on the job


@dataclass(frozen=True, slots=True)
class Competencies:
    """All of them, in order."""

    competencies: tuple[Competency, ...]

    def title(self, competency_id: str) -> Wording:
        """What people read for an id. Raises KeyError for an unknown one."""
        return {one.id: one.title for one in self.competencies}[competency_id]


def without_tone(sound: str) -> str:
    """A syllable as it is typed: lǜ → lv, shǒu → shou."""
    letters = unicodedata.normalize("NFD", sound.lower()).replace("u\u0308", "v")
    return "".join(letter for letter in letters if not unicodedata.combining(letter))


@dataclass(frozen=True, slots=True)
class Term:
    """A term of the trade and what it means, in one sentence."""

    id: str
    term: Wording
    pinyin: str  # of its Chinese characters, syllable by syllable, with tone marks
    short: str  # how it is abbreviated, such as FCR; "" if it is not
    meaning: Wording

    @property
    def syllables(self) -> tuple[str, ...]:
        """Its sound as it is typed."""
        return tuple(without_tone(sound) for sound in self.pinyin.split())

    def sorted_by(self, language: str) -> str:
        """What it stands under in the list of a language: its letters, or how it sounds."""
        if language == "en":
            return self.term.en.lower()
        begins = self.term.zh_hans if self.term.zh_hans[0].isascii() else ""
        return f"{begins.lower()} {' '.join(self.syllables)}".strip()


@dataclass(frozen=True, slots=True)
class Glossary:
    """The terms of the trade."""

    terms: tuple[Term, ...]

    def by_letter(self, language: str) -> list[tuple[str, tuple[Term, ...]]]:
        """The terms in the order of a language, under their first letters."""
        terms = sorted(self.terms, key=lambda term: (term.sorted_by(language), term.id))
        groups = groupby(terms, key=lambda term: term.sorted_by(language)[:1].upper())
        return [(letter, tuple(group)) for letter, group in groups]
