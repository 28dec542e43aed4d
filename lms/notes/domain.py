"""Rules of marking a lesson: what may be quoted, where a mark stands once texts change. Pure."""

import re
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from difflib import SequenceMatcher
from enum import StrEnum

from lms.courses.domain import Paragraph
from lms.errors import N_, Invalid

MARK_ANCHOR = "mark-"  # before a mark's id, where a page shows it
NOTE, QUESTION = "note", "question"  # kinds of marks
LONGEST_QUOTE = 500  # characters
LONGEST_WORDS = 1_000
MOST_SENTENCES = 40  # of a paragraph that are offered
DUE_WITHIN = 5  # working days after the first of them, reactions are settled
ALIKE = 0.5  # share of equal characters from which a paragraph is another one rewritten
COMPARED = 1_000  # characters of a paragraph; comparing takes longer than their number grows
NO_WORDS = N_("请写一句：您想问师父什么。")
NO_ANSWER = N_("请写一句回答再送出。")
NO_REASON = N_("请写一句给读者：改了什么，或者为什么不改。")
NO_QUOTE = N_("这句话不在这一段里。请回到课文，重新选一句。")
SENTENCE = re.compile(r".+?(?:[。！？；!?;…]+[”’」』）)]*|(?<=[a-z)”])\.(?=\s|$)|$)", re.DOTALL)


class Reaction(StrEnum):
    """What a reader says of a paragraph in one press."""

    UNCLEAR = "unclear"
    OUTDATED = "outdated"
    WRONG = "wrong"


class Verdict(StrEnum):
    """What whoever writes the lesson has made of reactions."""

    CHANGED = "changed"
    KEPT = "kept"  # the text stays as it is


@dataclass(frozen=True, slots=True)
class Settlement:
    """What becomes of reactions, with a sentence that their readers are told.

    Raises Invalid without one, or when it is too long.
    """

    verdict: Verdict
    reason: str

    def __post_init__(self) -> None:
        said(self.reason, NO_REASON)


@dataclass(frozen=True, slots=True, kw_only=True)
class Mark:
    """What a reader has put at a paragraph, with the words that it is about."""

    public_id: str
    paragraph: str  # id of the paragraph when it was made
    language: str  # in which the lesson was read
    quote: str
    words: str
    at: datetime
    kind: str = NOTE  # or a question, or one of the reactions
    answer: str | None = None  # None: not yet, or it asks for none
    by: str = ""  # who was asked, or has answered
    due_on: date | None = None  # when a reaction is to be answered
    verdict: str | None = None  # on a reaction

    @property
    def is_question(self) -> bool:
        """Whether it asks the mentor."""
        return self.kind == QUESTION

    @property
    def is_reaction(self) -> bool:
        """Whether it says that something is wrong with the paragraph."""
        return self.kind in set(Reaction)

    @property
    def anchor(self) -> str:
        """Its id on the page of the lesson, wherever there it stands."""
        return MARK_ANCHOR + self.public_id


@dataclass(frozen=True, slots=True)
class Placed:
    """Where somebody's marks in a lesson stand in the text as it reads now."""

    there: Mapping[str, Sequence[Mark]]  # by paragraph
    changed: Sequence[Mark] = ()  # the words are no longer in the text
    elsewhere: Sequence[Mark] = field(default=())  # made while reading in another language


def compact(text: str) -> str:
    """A text without blanks: browsers and pages break lines differently."""
    return "".join(text.split())


def quoted(text: str, quote: str) -> str:
    """What is quoted of a paragraph; without a quote its beginning, as far as a quote may go.

    Raises Invalid for words that are not in it, or too many.
    """
    found = " ".join(quote.split())
    if not found:
        return text[:LONGEST_QUOTE]
    if len(found) > LONGEST_QUOTE:
        raise Invalid(N_("选得太长了，最多 %(most)s 个字。请选短一点。"), most=LONGEST_QUOTE)
    if compact(found) not in compact(text):
        raise Invalid(NO_QUOTE)
    return found


def said(words: str, missing: str) -> str:
    """Words that somebody else is to read. Raises Invalid with what is `missing`, or too long."""
    if not words:
        raise Invalid(missing)
    if len(words) > LONGEST_WORDS:
        raise Invalid(N_("最多写 %(most)s 个字。"), most=LONGEST_WORDS)
    return words


def sentences(text: str) -> tuple[str, ...]:
    """The sentences of a paragraph, for those who choose one from a list."""
    found = (" ".join(one.split()) for one in SENTENCE.findall(text))
    kept = dict.fromkeys(one[:LONGEST_QUOTE] for one in found if len(one) > 1)
    return tuple(kept)[:MOST_SENTENCES]


def placed(marks: Collection[Mark], paragraphs: Mapping[str, Paragraph], language: str) -> Placed:
    """Find every mark in the text: at its own paragraph, else at the first that has the words."""
    there: dict[str, list[Mark]] = {}
    changed, elsewhere = [], []
    for mark in marks:
        if mark.language != language:
            elsewhere.append(mark)
        elif (found := _paragraph_of(mark, paragraphs)) is not None:
            there.setdefault(found, []).append(mark)
        else:
            changed.append(mark)
    return Placed(there, changed, elsewhere)


def _paragraph_of(mark: Mark, paragraphs: Mapping[str, Paragraph]) -> str | None:
    if mark.paragraph in paragraphs:
        return mark.paragraph
    wanted = compact(mark.quote)
    having = (id_ for id_, one in paragraphs.items() if wanted in compact(one.text))
    return next(having, None)


def reads_now(
    id_: str, then: Mapping[str, Paragraph], now: Mapping[str, Paragraph]
) -> Paragraph | None:
    """What stands in a lesson now of a paragraph that stood in it then, both in order of reading.

    Itself, else of those that are new the one most like it, else the one in its place; None when
    nothing of it is left.
    """
    if id_ in now:
        return now[id_]
    new = [one for one in now.values() if one.id not in then]
    return _most_like(then[id_].text, new) or _in_place_of(id_, then, now)


def _most_like(text: str, paragraphs: Iterable[Paragraph]) -> Paragraph | None:
    likeness = SequenceMatcher(autojunk=False)
    likeness.set_seq2(text[:COMPARED])
    best, found = ALIKE, None
    for paragraph in paragraphs:
        likeness.set_seq1(paragraph.text[:COMPARED])
        if likeness.quick_ratio() > best and (share := likeness.ratio()) > best:
            best, found = share, paragraph
    return found


def _in_place_of(
    id_: str, then: Mapping[str, Paragraph], now: Mapping[str, Paragraph]
) -> Paragraph | None:
    """A new one that follows what it followed, within the same section."""
    before = dict(zip(then, [None, *then], strict=False))[id_]
    places = zip([None, *now], now.values(), strict=False)
    section = then[id_].section
    there = (one for previous, one in places if previous == before and one.section == section)
    return next((one for one in there if one.id not in then), None)
