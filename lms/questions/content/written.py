"""The shape in which authors write a question, one language at a time."""

from typing import Annotated, Literal, TypeAlias

from pydantic import ConfigDict, Field

from lms.library.content import Flag, Identifier, Model, Text
from lms.questions.domain import MOST_HINTS

Type: TypeAlias = Literal["single", "multiple", "true-false", "ordering"]


class AnyText(Model):
    """Enough of any question to know its type."""

    model_config = ConfigDict(extra="ignore")
    type: Type


class _Question(Model):
    id: Identifier
    type: Type
    stem: Text
    competency: Identifier
    hints: Annotated[tuple[Text, ...], Field(min_length=1, max_length=MOST_HINTS)] = ()


class OptionText(Model):
    """One option of a single or multiple question."""

    id: Identifier
    text: Text
    right: Flag = False
    feedback: Text


class ItemText(Model):
    """One item of an ordering."""

    id: Identifier
    text: Text


class StatementFeedback(Model):
    """What a person is told who says that the statement holds, or does not."""

    if_true: Text = Field(alias="true")
    if_false: Text = Field(alias="false")


class OrderFeedback(Model):
    """What a person is told about the order."""

    right: Text
    wrong: Text


class ChoiceText(_Question):
    """A single or multiple question in one language."""

    options: Annotated[tuple[OptionText, ...], Field(min_length=2)]


class StatementText(_Question):
    """A true-false question in one language."""

    answer: Flag
    feedback: StatementFeedback


class OrderText(_Question):
    """An ordering in one language; the items stand in the right order."""

    items: Annotated[tuple[ItemText, ...], Field(min_length=3, max_length=7)]
    feedback: OrderFeedback


QuestionText: TypeAlias = ChoiceText | StatementText | OrderText
SCHEMAS: dict[str, type[ChoiceText] | type[StatementText] | type[OrderText]] = {
    "single": ChoiceText,
    "multiple": ChoiceText,
    "true-false": StatementText,
    "ordering": OrderText,
}
