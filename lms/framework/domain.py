"""The vocabulary: the seven competencies, the posts and paths, the terms of the trade."""

import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from itertools import groupby, pairwise

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
LEVELS = 4  # of each competency, from “prompted” to “teaches others”
FEWEST_BEHAVIOURS = 3  # by which a level is recognised
GRADES = ("五", "四", "三", "二", "一")  # of a national vocational standard, from the lowest


@dataclass(frozen=True, slots=True)
class Competency:
    """One of the seven, in words."""

    id: str
    title: Wording
    summary: Wording  # one sentence: what it means on the job
    levels: tuple[tuple[Wording, ...], ...] = ()  # of each level what can be seen or heard


@dataclass(frozen=True, slots=True)
class Competencies:
    """All of them, in order."""

    competencies: tuple[Competency, ...]
    levels: tuple[Wording, ...] = ()  # what the four levels are called, from the first

    def title(self, competency_id: str) -> Wording:
        """What people read for an id. Raises KeyError for an unknown one."""
        return {one.id: one.title for one in self.competencies}[competency_id]


@dataclass(frozen=True, slots=True)
class Post:
    """A post in a service team, and how good one has to be at it."""

    id: str
    title: Wording
    summary: Wording  # what one does there
    required: Mapping[str, int]  # competency → level, 1–4
    occupation: str  # code in the national list of occupations; "": not in it
    grade: str  # of the national vocational standard, one of GRADES; "": none


class Way(StrEnum):
    """The kind of a path, by which it is drawn."""

    PYRAMID = "pyramid"  # up to management: the higher, the fewer
    BRIDGE = "bridge"  # deeper into one's own line, as along a single log
    TRANSFER = "transfer"  # over to another kind of work


@dataclass(frozen=True, slots=True)
class CareerPath:
    """Posts one after the other; a step may offer a choice."""

    id: str
    title: Wording
    trade: str
    steps: tuple[tuple[str, ...], ...]  # ids of posts
    way: Way = Way.BRIDGE


@dataclass(frozen=True, slots=True)
class Trade:
    """A branch in which people serve customers."""

    id: str
    title: Wording


@dataclass(frozen=True, slots=True)
class Occupation:
    """An occupation in the national list, for which there is a vocational standard."""

    code: str
    title: Wording


@dataclass(frozen=True, slots=True)
class Grade:
    """A grade of an occupation's standard, and the posts that are compared with it."""

    occupation: str  # code
    grade: str  # one of GRADES
    posts: tuple[Post, ...]

    @property
    def required(self) -> Mapping[str, int]:
        """Competency → the level that every one of the posts asks."""
        return {name: min(post.required[name] for post in self.posts) for name in COMPETENCIES}


@dataclass(frozen=True, slots=True)
class Careers:
    """Where one can get to from here."""

    trades: tuple[Trade, ...]
    paths: tuple[CareerPath, ...]
    posts: tuple[Post, ...]
    occupations: tuple[Occupation, ...] = ()

    def paths_of(self, trade: Trade) -> list[CareerPath]:
        """The paths of a trade."""
        return [path for path in self.paths if path.trade == trade.id]

    def posts_of(self, trade: Trade) -> list[Post]:
        """The posts on the paths of a trade, each once."""
        on_paths = {post for path in self.paths_of(trade) for step in path.steps for post in step}
        return [post for post in self.posts if post.id in on_paths]

    def post(self, post_id: str) -> Post | None:
        """A post by its id."""
        return next((post for post in self.posts if post.id == post_id), None)

    def following(self, post_id: str) -> tuple[str, ...]:
        """The posts to which a post leads, in the order of the paths, each once."""
        steps = (
            after
            for path in self.paths
            for before, after in pairwise(path.steps)
            if post_id in before
        )
        return tuple(dict.fromkeys(post for step in steps for post in step))

    def grades_of(self, occupation: Occupation) -> list[Grade]:
        """The grades of an occupation with which posts are compared, from the lowest."""
        found: dict[str, list[Post]] = {}
        for post in self.posts:
            if post.occupation == occupation.code:
                found.setdefault(post.grade, []).append(post)
        return [
            Grade(occupation.code, grade, tuple(found[grade])) for grade in GRADES if grade in found
        ]

    @property
    def titles(self) -> Mapping[str, Wording]:
        """What the posts are called, by id."""
        return {post.id: post.title for post in self.posts}


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
