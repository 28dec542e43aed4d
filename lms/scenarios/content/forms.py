"""The shape of the forms that an agent fills in: the customer record, the hand-over."""

from typing import Annotated, Literal, TypeAlias

from pydantic import BeforeValidator, Field, Tag

from lms.library.content import Identifier, LocalisedText, Model, Text, Whole, by_key
from lms.questions.content import CriteriaText
from lms.scenarios.domain import LONGEST_DESCRIPTION

Points: TypeAlias = dict[Identifier, Annotated[Whole, Field(ge=-3, le=3)]]
Format: TypeAlias = Literal["mobile", "telephone", "email"]


def _listed(value: object) -> object:
    """`wanted: 周女士` is short for one."""
    return value if isinstance(value, list) else [value]


class _FieldText(Model):
    points: Points = {}
    feedback: LocalisedText


class WrittenText(_FieldText):
    """A short text: one of those wanted, or of a format."""

    wanted: Annotated[tuple[Text, ...], BeforeValidator(_listed), Field(max_length=20)] = ()
    format: Format | None = None


class OptionText(Model):
    """Something that can be picked."""

    id: Identifier
    text: LocalisedText


class PickedText(_FieldText):
    """One of several options."""

    options: Annotated[tuple[OptionText, ...], Field(min_length=2, max_length=8)]
    right: Identifier


class ToldText(_FieldText):
    """A few sentences in which some elements must be found."""

    told: CriteriaText
    most: Annotated[Whole, Field(ge=10, le=LONGEST_DESCRIPTION)] = LONGEST_DESCRIPTION


TellingText: TypeAlias = Annotated[
    Annotated[PickedText, Tag("options")] | Annotated[ToldText, Tag("told")],
    by_key("options", "told"),
]


class FieldsText(Model):
    """The customer record."""

    name: WrittenText
    contact: WrittenText
    problem: PickedText
    description: ToldText
    handling: TellingText
    result: TellingText


class HandOverText(Model):
    """The hand-over to the second line: to whom, within which limit, and what they must know."""

    to: PickedText
    within: PickedText
    summary: ToldText
