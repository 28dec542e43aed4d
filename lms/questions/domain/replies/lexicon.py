"""What replies are graded against: the lexicon of a house, and the elements of one situation."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from lms.library.domain import Wording
from lms.questions.domain.replies.likeness import Example
from lms.questions.domain.replies.phrases import Phrase
from lms.questions.domain.replies.plausible import Length

NOTHING = Wording("")
ANY_LENGTH = Length()


class Need(StrEnum):
    """What an element is to a reply."""

    REQUIRED = "required"  # without it the reply is not good
    BETTER = "better"  # earns more
    FORBIDDEN = "forbidden"  # must not be said


class Nature(StrEnum):
    """What kind of saying it is; each has its own way of not being meant."""

    COURTESY = "courtesy"  # worth nothing beside mockery
    ACT = "act"  # somebody must be doing it
    RESTATING = "restating"  # the customer's matter, said to the customer
    WORDS = "words"  # the words as such


class Form(StrEnum):
    """In which form it counts."""

    ANY = "any"
    STATEMENT = "statement"  # not asked back, not left open
    QUESTION = "question"


@dataclass(frozen=True, slots=True)
class Vague:
    """What comes near, and why it is not enough."""

    phrases: tuple[Phrase, ...]
    why: Wording


@dataclass(frozen=True, slots=True)
class Saying:
    """The ways in which something may be said."""

    phrases: tuple[Phrase, ...] = ()
    but: tuple[Phrase, ...] = ()  # what only looks like it
    examples: tuple[Example, ...] = ()
    vague: tuple[Vague, ...] = ()
    nature: Nature | None = None  # None: as the lexicon says, else the words as such
    form: Form | None = None  # None: as the lexicon says, else any

    def and_(self, other: "Saying") -> "Saying":
        """Said in either way; the other's nature and form win."""
        return Saying(
            self.phrases + other.phrases,
            self.but + other.but,
            self.examples + other.examples,
            self.vague + other.vague,
            other.nature or self.nature,
            other.form or self.form,
        )


class Tone(StrEnum):
    """Why something must not be said."""

    TABOO = "taboo"  # on the house's list of phrases that are never used
    BRUSH_OFF = "brush-off"  # sends the customer away
    BLAME = "blame"  # puts it on the customer
    MOCKERY = "mockery"  # says the opposite of what it seems to say
    OVERPROMISE = "overpromise"  # promises what nobody has authorised
    LEAK = "leak"  # gives away what is somebody else's

    @property
    def undoes(self) -> bool:
        """Whether it takes back the courtesy of the whole reply."""
        return self in (Tone.MOCKERY, Tone.BLAME)


@dataclass(frozen=True, slots=True)
class Entry:
    """Something that the lexicon knows: a polite or forbidden form, or an element of replies."""

    id: str
    title: Wording  # the form itself, or what the element is called
    saying: Saying
    why: Wording
    better: Wording  # what to say, or to say instead
    tone: Tone | None = None  # of forbidden forms
    unless: tuple[str, ...] = ()  # elements that excuse it when they follow; see `judging.breach`


@dataclass(frozen=True, slots=True, eq=False)
class Lexicon:
    """The house's words; `groups` in an order in which each names only those before it."""

    groups: Mapping[str, tuple[Phrase, ...]] = field(default_factory=dict)
    polite: tuple[Entry, ...] = ()
    forbidden: tuple[Entry, ...] = ()
    elements: tuple[Entry, ...] = ()

    @property
    def entries(self) -> Mapping[str, Entry]:
        """All entries by their ids."""
        return {entry.id: entry for entry in (*self.polite, *self.forbidden, *self.elements)}


Points = Mapping[str, int]  # competency → points


@dataclass(frozen=True, slots=True, kw_only=True)
class Element:
    """Something that a reply should say, or must not."""

    id: str
    need: Need
    title: Wording
    saying: Saying | None = None  # None: as the lexicon says, or by the order
    entry: str = ""  # of the lexicon, whose ways of saying it count as well
    order: tuple[str, ...] = ()  # met if these elements are all met, in this order
    points: Points = field(default_factory=dict)  # of forbidden ones: below zero
    missing: Wording = NOTHING  # what to say to who left it out, or said what is forbidden
    better: Wording = NOTHING  # of forbidden ones: what to say instead


@dataclass(frozen=True, slots=True, eq=False)
class Criteria:
    """What one typed reply is graded against."""

    elements: tuple[Element, ...]
    breach: Points = field(default_factory=dict)  # what saying something forbidden costs, once
    length: Length = ANY_LENGTH
    is_note: bool = False  # for colleagues, not for the customer: terse, in anybody's words

    @property
    def most(self) -> Points:
        """The most points that a reply can earn, per competency."""
        return _sums(self.elements, lowest=False)

    @property
    def least(self) -> Points:
        """The fewest, with everything said that is forbidden."""
        return _sums(self.elements, lowest=True)


def _sums(elements: tuple[Element, ...], *, lowest: bool) -> Points:
    found: dict[str, int] = {}
    for element in elements:
        for competency, points in element.points.items():
            change = min(0, points) if lowest else max(0, points)
            found[competency] = found.get(competency, 0) + change
    return found
