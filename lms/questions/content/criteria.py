"""What a typed reply is graded against, as a step of a scenario writes it → `Criteria`.

    reply:
      elements:
        - {id: apology, need: required, lexicon: apology, points: {etiquette: 1}}

Whether the lexicon holds what is named is checked by the library: see `wanted_of_lexicon`.
"""

from collections.abc import Iterator
from typing import Annotated

from pydantic import Field

from lms.errors import N_
from lms.library.content import Identifier, LocalisedText, Model, Whole
from lms.library.domain import Reference, Wording
from lms.questions.content.lexicon import KIND
from lms.questions.content.sayings import Phrases, SayingText, groups_of
from lms.questions.domain.replies import Criteria, Element, Length, Need
from lms.yamlfile import Path

MOST_ELEMENTS = 20
LONGEST_REPLY = 1_000  # letters
NOBODY = Wording("")

TWICE = N_("id “%(id)s”在这条回复的要点里出现了两次；每个 id 只能用一次。")
NO_SOURCE = N_("“%(id)s”还没写怎样才算说到：写 lexicon、phrases、examples 或 order 中的一种。")
NO_TITLE = N_("“%(id)s”要写 title：复盘时告诉学员这是哪一点。")
ORDER_ALONE = N_("“%(id)s”写了 order，就不能再写 lexicon、phrases 或 examples。")
NO_ELEMENT = N_("order 里的“%(name)s”不是这条回复的要点，或者它自己也是 order。")
TWO_AT_LEAST = N_("order 至少要写两个要点的 id。")
NOT_BELOW = N_("“%(id)s”是 forbidden，分数要写 0 或负数。")
NOT_ABOVE = N_("“%(id)s”是 %(need)s，分数要写 0 或正数。")
NONE_REQUIRED = N_("至少要有一个要点是 required，否则什么回复都算好。")
NOT_ORDERED = N_("least 不能大于 most。")

Points = dict[Identifier, Annotated[Whole, Field(ge=-3, le=3)]]


class ElementText(SayingText):
    """One element of a reply."""

    id: Identifier
    need: Need
    title: LocalisedText | None = None
    lexicon: Identifier | None = None
    order: tuple[Identifier, ...] = ()
    points: Points = {}
    missing: LocalisedText | None = None
    better: LocalisedText | None = None


class LengthText(Model):
    """How long a reply may be, in letters."""

    least: Annotated[Whole, Field(ge=1, le=LONGEST_REPLY)] = Length().least
    most: Annotated[Whole, Field(ge=1, le=LONGEST_REPLY)] = Length().most


class CriteriaText(Model):
    """What a reply is graded against."""

    elements: Annotated[tuple[ElementText, ...], Field(min_length=1, max_length=MOST_ELEMENTS)]
    breach: Points = {}
    length: LengthText = LengthText()


def build_criteria(phrases: Phrases, path: Path, text: CriteriaText) -> Criteria:
    """The criteria that stand at a place of a text; what is wrong is noted in `phrases`."""
    for field, message, parameters in _faults(text):
        phrases.refuse((*path, *field), message, **parameters)
    elements = (
        _element(phrases, (*path, "elements", place), element)
        for place, element in enumerate(text.elements)
    )
    length = Length(text.length.least, text.length.most)
    return Criteria(tuple(elements), text.breach, length)


def wanted_of_lexicon(criteria: Criteria) -> list[Reference]:
    """The entries and groups of words of the lexicon that criteria name."""
    sayings = [it.saying for it in criteria.elements if it.saying]
    entries = {it.entry for it in criteria.elements if it.entry}
    return [Reference(KIND, KIND, part) for part in sorted(entries | groups_of(sayings))]


def _element(phrases: Phrases, path: Path, text: ElementText) -> Element:
    return Element(
        id=text.id,
        need=text.need,
        title=text.title or NOBODY,
        saying=None if text.order else phrases.saying(path, text),
        entry=text.lexicon or "",
        order=text.order,
        points=text.points,
        missing=text.missing or NOBODY,
        better=text.better or NOBODY,
    )


Fault = tuple[Path, str, dict[str, object]]


def _faults(text: CriteriaText) -> Iterator[Fault]:
    ids = [element.id for element in text.elements]
    sayable = {element.id for element in text.elements if not element.order}
    for place, element in enumerate(text.elements):
        path: Path = ("elements", place)
        if element.id in ids[:place]:
            yield (*path, "id"), TWICE, {"id": element.id}
        yield from _faults_of_source(path, element)
        yield from _faults_of_points(path, element)
        yield from _faults_of_order(path, element, sayable)
    if not any(element.need is Need.REQUIRED for element in text.elements):
        yield ("elements",), NONE_REQUIRED, {}
    if text.length.least > text.length.most:
        yield ("length",), NOT_ORDERED, {}


def _faults_of_source(path: Path, element: ElementText) -> Iterator[Fault]:
    is_said = bool(element.lexicon or element.phrases or element.examples)
    if element.order and is_said:
        yield (*path, "order"), ORDER_ALONE, {"id": element.id}
    if not element.order and not is_said:
        yield (*path, "id"), NO_SOURCE, {"id": element.id}
    if not element.title and not element.lexicon:
        yield (*path, "id"), NO_TITLE, {"id": element.id}


def _faults_of_points(path: Path, element: ElementText) -> Iterator[Fault]:
    for competency, points in element.points.items():
        place = (*path, "points", competency)
        if element.need is Need.FORBIDDEN and points > 0:
            yield place, NOT_BELOW, {"id": element.id}
        if element.need is not Need.FORBIDDEN and points < 0:
            yield place, NOT_ABOVE, {"id": element.id, "need": str(element.need)}


def _faults_of_order(path: Path, element: ElementText, sayable: set[str]) -> Iterator[Fault]:
    if len(element.order) == 1:
        yield (*path, "order"), TWO_AT_LEAST, {}
    for place, name in enumerate(element.order):
        if name not in sayable:
            yield (*path, "order", place), NO_ELEMENT, {"name": name}
