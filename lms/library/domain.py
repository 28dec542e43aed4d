"""What authored documents are made of: wording in three languages, problems in words, digests.

Pure values; knows no files, no database and no particular kind of document.
"""

import hashlib
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum

SOURCE = "zh-Hans"
LANGUAGES = ("zh-Hans", "zh-Hant", "en")


class Origin(StrEnum):
    """Where a revision was written."""

    FILES = "files"
    STUDIO = "studio"


@dataclass(frozen=True, slots=True)
class Wording:
    """A text in the product's languages; only simplified Chinese is always there."""

    zh_hans: str
    zh_hant: str = ""
    en: str = ""

    def in_(self, language: str) -> str:
        """The text in a language (zh-Hans, zh-Hant, en), else in simplified Chinese."""
        own = {"zh-Hant": self.zh_hant, "en": self.en}.get(language, self.zh_hans)
        return own or self.zh_hans

    def __str__(self) -> str:
        return self.zh_hans


def together(*wordings: Wording) -> Wording:
    """Texts one below the other, in each language in which all of them are there."""
    columns = zip(*((one.zh_hans, one.zh_hant, one.en) for one in wordings), strict=True)
    return Wording(*("\n".join(texts) if all(texts) else "" for texts in columns))


@dataclass(frozen=True, slots=True)
class Problem:
    """Something an author must change: where, and a message id with its parameters."""

    file: str  # path below the folder of authored texts, with "/"
    line: int  # counted from 1
    message: str
    parameters: Mapping[str, object] = field(default_factory=dict)

    def words(self, translate: Callable[[str], str] = str) -> str:
        """What is wrong and what to do; in the source language unless a catalogue translates."""
        translated = translate(self.message)
        return translated % self.parameters if self.parameters else translated

    def __str__(self) -> str:
        return f"{self.file}:{self.line}: {self.words()}"


class ContentError(Exception):
    """A text cannot be taken; `problems` holds everything found, by file and line."""

    def __init__(self, problems: Iterable[Problem]) -> None:
        self.problems = tuple(sorted(problems, key=lambda problem: (problem.file, problem.line)))
        super().__init__("\n".join(map(str, self.problems)))


@dataclass(frozen=True, slots=True)
class Bundle:
    """The texts of one document as found: all its language files and where it would be read."""

    address: str  # below the kind's address, e.g. role-awareness/why-service-matters
    texts: Mapping[str, str]  # path below the folder of authored texts → text
    problems: tuple[Problem, ...] = ()  # files that could not be read
    media: Mapping[str, bytes] = field(default_factory=dict)  # path → picture or sound

    @property
    def file(self) -> str:
        """The path of the source file: the first one."""
        return next(iter(self.texts), self.address)

    @property
    def text(self) -> str:
        """The text of the source file."""
        return next(iter(self.texts.values()), "")

    @property
    def digest(self) -> str:
        """What tells these texts, with their pictures and sound, from all others."""
        files = {path: hashlib.sha256(content).hexdigest() for path, content in self.media.items()}
        return digest_of({**self.texts, **files})

    def line_of(self, *names: str) -> tuple[str, int]:
        """File and line where the first of these names that occurs first stands as a whole word.

        The first line if none of them occurs.
        """
        for name in filter(None, names):
            for file, text in self.texts.items():
                for number, line in enumerate(text.split("\n"), 1):
                    if name in _words(line):
                        return file, number
        return self.file, 1


def _words(line: str) -> list[str]:
    separated = "".join(c if c.isascii() and (c.isalnum() or c in "-/_") else " " for c in line)
    return separated.split()


def digest_of(texts: Mapping[str, str]) -> str:
    """SHA-256 in hexadecimal over names and texts, in the order of the names."""
    result = hashlib.sha256()
    for name in sorted(texts):
        for part in (name, texts[name]):
            encoded = part.encode("utf-8", "surrogatepass")
            result.update(len(encoded).to_bytes(8, "big") + encoded)
    return result.hexdigest()


@dataclass(frozen=True, slots=True)
class Reference:
    """One document naming another, or a part of it (a gate of a plan, a competency of the list)."""

    kind: str
    name: str
    part: str = ""
    waits: bool = True  # cannot be published while the named document has faults


@dataclass(frozen=True, slots=True)
class Practice:
    """What a document offers its readers to practise, in its order."""

    order: int  # of the document among those that offer some
    is_open: bool  # to everybody who is signed in; else only to those to whom it is assigned
    items: tuple[Reference, ...]


class Practised(StrEnum):
    """How far somebody is in something to practise."""

    NEW = "new"
    BEGUN = "begun"  # practice that can be gone on with
    RUNNING = "running"  # practice on the clock is under way
    EXAMINED = "examined"  # an assessment is under way
    TRIED = "tried"  # practised, below the pass mark
    GOOD = "good"  # practised, at the pass mark or above
    FAILED = "failed"  # not passed in the assessment that counts
    PASSED = "passed"  # in the assessment that counts

    @property
    def is_open(self) -> bool:
        """Whether something is to be gone on with."""
        return self in (Practised.BEGUN, Practised.RUNNING, Practised.EXAMINED)

    @property
    def is_to_practise(self) -> bool:
        """Whether practising it is what comes next."""
        return self in (Practised.NEW, Practised.TRIED)


@dataclass(frozen=True, slots=True, kw_only=True)
class Exercise:
    """Something to practise, and how far a person is in it."""

    title: Wording
    address: str  # of its page; of the open play while one is open
    minutes: int
    difficulty: int | None  # 1–3; None: it has none
    state: Practised
    score: int | None  # per cent, the one that counts so far


@dataclass(frozen=True, slots=True)
class Meta:
    """What the library keeps about a document beside its text."""

    name: str  # the id written in the text
    address: str
    title: Wording
    material: bool = False  # older completions no longer count


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """A part of a document that can be found by itself; plain text, never an answer or a key."""

    part: str  # its anchor on the document's page; "" for the top
    title: Wording
    text: Wording
    within: str = ""  # what its readers may need access to, such as a course
    sounds: tuple[str, ...] = ()  # the title's syllables in Chinese
    also: tuple[str, ...] = ()  # other names that count as the title, such as FCR
