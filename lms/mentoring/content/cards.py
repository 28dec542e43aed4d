"""`courses/cards/*.yaml` → customers whom a mentor plays."""

from collections.abc import Iterable, Iterator
from typing import Annotated

from pydantic import Field

from lms.errors import N_
from lms.library.content import Identifier, LocalisedText, Model, Reading, Whole, read
from lms.library.domain import Bundle, Meta, Problem, Reference
from lms.library.kinds import FileKind
from lms.mentoring.content.checklists import CHECKLIST, WRONG_ID
from lms.mentoring.domain import Card

CARD = "card"
NOTHING_HIDDEN = N_("至少写一条“问了才说”的事；不然没有什么可问的。")

Minutes = Annotated[Whole, Field(ge=5, le=60)]


class _File(Model):
    id: Identifier
    title: LocalisedText
    minutes: Minutes
    checklist: Identifier
    desk: LocalisedText
    situation: LocalisedText
    mood: LocalisedText
    opening: LocalisedText
    hidden: tuple[LocalisedText, ...]


class CardKind(FileKind[Card]):
    """Customers' cards in the library."""

    name = CARD
    pattern = "courses/cards/*.yaml"

    def parse(self, bundle: Bundle) -> Card:
        """The card of a text. Raises ContentError with every problem."""
        reading = read(_File, bundle.text, bundle.file)
        return Card(**dict(reading.checked(lambda one: _problems(one, bundle.address))))

    def meta(self, parsed: Card) -> Meta:
        """Its id is its address."""
        return Meta(parsed.id, parsed.id, parsed.title)

    def references(self, parsed: Card) -> Iterable[Reference]:
        """The checklist with which it is looked at."""
        yield Reference(CHECKLIST, parsed.checklist)


def _problems(reading: Reading[_File], address: str) -> Iterator[Problem]:
    if reading.value.id != address:
        yield reading.problem(("id",), WRONG_ID, name=address)
    if not reading.value.hidden:
        yield reading.problem(("hidden",), NOTHING_HIDDEN)
