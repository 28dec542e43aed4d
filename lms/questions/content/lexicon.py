"""`quizzes/lexicon.yaml` → `Lexicon`: the house's polite and forbidden forms and what they are for.

Every problem is told at once, with its line.
"""

from collections.abc import Collection, Iterator
from dataclasses import replace
from typing import Annotated, Literal

from pydantic import Field

from lms.errors import N_
from lms.library.content import Identifier, LocalisedText, Model, read
from lms.library.domain import Bundle, ContentError, Meta, Wording
from lms.library.kinds import FileKind
from lms.questions.content.sayings import PhraseList, Phrases, SayingText, groups_of
from lms.questions.domain.replies import Entry, Lexicon, Phrase, Saying, Tone
from lms.questions.domain.replies.phrases import CLOCK, NUMBER, PHONE, Words
from lms.yamlfile import Path

KIND = "lexicon"
TITLE = Wording(
    "文明用语和服务忌语词库", "文明用語和服務忌語詞庫", "Lexicon of polite and forbidden forms"
)
MOST_LETTERS = 60_000  # of all words that have to be looked for; more would make grading slow
ALWAYS_THERE = (NUMBER, PHONE, CLOCK)

TWICE = N_("id “%(id)s”在词库里出现了两次；每个 id 只能用一次。")
NO_GROUP = N_("没有叫“%(name)s”的词组，或者它写在后面；词组要先写、后用。")
NO_FORM = N_("没有 id 是“%(name)s”的文明用语。")
NO_ELEMENT = N_("词库里没有 id 是“%(name)s”的要点。")
NOTHING_SAID = N_("这里至少要有一条 phrases 或 examples，或者用 polite 点名几条文明用语。")
TOO_MUCH = N_("词库太大：展开后有 %(found)s 个字要找，最多 %(most)s 个；请少写几种排列。")


class _Group(Model):
    id: Identifier
    phrases: Annotated[PhraseList, Field(min_length=1)]


class _Form(Model):
    id: Identifier
    form: LocalisedText
    variants: Annotated[PhraseList, Field(min_length=1)]
    but: PhraseList = ()
    why: LocalisedText
    better: LocalisedText


class _Forbidden(_Form):
    tone: Tone = Tone.TABOO
    unless: tuple[Identifier, ...] = ()


class _Element(SayingText):
    id: Identifier
    title: LocalisedText
    polite: tuple[Identifier, ...] = ()
    why: LocalisedText
    better: LocalisedText


class _File(Model):
    id: Literal["lexicon"]
    words: tuple[_Group, ...] = ()
    polite: tuple[_Form, ...] = ()
    forbidden: tuple[_Forbidden, ...] = ()
    elements: tuple[_Element, ...] = ()


class LexiconKind(FileKind[Lexicon]):
    """The kind `lexicon`: one document."""

    name = KIND
    pattern = "quizzes/lexicon.yaml"

    def parse(self, bundle: Bundle) -> Lexicon:
        """The lexicon. Raises ContentError with every problem."""
        reading = read(_File, bundle.text, bundle.file)
        building = _Building(reading.value, Phrases(reading))
        lexicon = building.lexicon()
        building.check(lexicon)
        if building.problems:
            raise ContentError(building.problems)
        return lexicon

    def meta(self, parsed: Lexicon) -> Meta:  # noqa: ARG002 - there is only one
        """Its name and title, always the same."""
        return Meta(KIND, KIND, TITLE)

    def parts(self, parsed: Lexicon) -> Collection[str]:
        """The ids of its entries and of its groups of words."""
        return [*parsed.entries, *parsed.groups, *ALWAYS_THERE]


class _Building:
    """A lexicon on its way into the domain."""

    def __init__(self, text: _File, phrases: Phrases) -> None:
        self._text = text
        self._phrases = phrases
        self.problems = phrases.problems

    def lexicon(self) -> Lexicon:
        """The lexicon; not to be used before `check`."""
        polite = tuple(
            self._form(("polite", place), form) for place, form in enumerate(self._text.polite)
        )
        return Lexicon(
            groups={
                group.id: self._phrases.phrases(("words", place, "phrases"), group.phrases)
                for place, group in enumerate(self._text.words)
            },
            polite=polite,
            forbidden=tuple(
                replace(self._form(("forbidden", place), form), tone=form.tone, unless=form.unless)
                for place, form in enumerate(self._text.forbidden)
            ),
            elements=tuple(
                self._element(("elements", place), element, {form.id: form for form in polite})
                for place, element in enumerate(self._text.elements)
            ),
        )

    def _form(self, path: Path, text: _Form) -> Entry:
        saying = Saying(
            self._phrases.phrases((*path, "variants"), text.variants),
            self._phrases.phrases((*path, "but"), text.but),
        )
        return Entry(text.id, text.form, saying, text.why, text.better)

    def _element(self, path: Path, text: _Element, polite: dict[str, Entry]) -> Entry:
        own = self._phrases.saying(path, text)
        for place, name in enumerate(text.polite):
            if name not in polite:
                self._phrases.refuse((*path, "polite", place), NO_FORM, name=name)
        saying = Saying()
        for name in text.polite:
            saying = saying.and_(polite[name].saying) if name in polite else saying
        saying = saying.and_(own)
        if not saying.phrases and not saying.examples:
            self._phrases.refuse(path, NOTHING_SAID)
        return Entry(text.id, text.title, saying, text.why, text.better)

    def check(self, lexicon: Lexicon) -> None:
        """Note what is wrong between its parts."""
        self._check_ids()
        self._check_groups(lexicon)
        self._check_excuses()
        found = sum(map(len, _words(lexicon)))
        if found > MOST_LETTERS:
            self._phrases.refuse((), TOO_MUCH, found=found, most=MOST_LETTERS)

    def _check_ids(self) -> None:
        seen: set[str] = set(ALWAYS_THERE)
        for field in ("words", "polite", "forbidden", "elements"):
            for place, part in enumerate(getattr(self._text, field)):
                if part.id in seen:
                    self._phrases.refuse((field, place, "id"), TWICE, id=part.id)
                seen.add(part.id)

    def _check_excuses(self) -> None:
        known = {element.id for element in self._text.elements}
        for number, form in enumerate(self._text.forbidden):
            for place, name in enumerate(form.unless):
                if name not in known:
                    path = ("forbidden", number, "unless", place)
                    self._phrases.refuse(path, NO_ELEMENT, name=name)

    def _check_groups(self, lexicon: Lexicon) -> None:
        known = set(ALWAYS_THERE)
        for place, (name, phrases) in enumerate(lexicon.groups.items()):
            self._check_names(("words", place), groups_of([Saying(phrases)]) - known)
            known.add(name)
        for field in ("polite", "forbidden", "elements"):
            for place, entry in enumerate(getattr(lexicon, field)):
                self._check_names((field, place), groups_of([entry.saying]) - known)

    def _check_names(self, path: Path, unknown: frozenset[str]) -> None:
        for name in sorted(unknown):
            self._phrases.refuse((*path, "id"), NO_GROUP, name=name)


def _words(lexicon: Lexicon) -> frozenset[str]:
    """All words that have to be looked for."""
    phrases = [phrase for group in lexicon.groups.values() for phrase in group]
    for entry in lexicon.entries.values():
        phrases.extend(_phrases(entry.saying))
    parts = (part for phrase in phrases for part in phrase.parts)
    return frozenset(word for part in parts if isinstance(part, Words) for word in part.words)


def _phrases(saying: Saying) -> Iterator[Phrase]:
    yield from saying.phrases
    yield from saying.but
    for vague in saying.vague:
        yield from vague.phrases
