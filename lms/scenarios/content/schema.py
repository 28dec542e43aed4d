"""The shape of an authored scenario; unknown names are refused. Rules are checked in the domain."""

from typing import Annotated, Literal, TypeAlias

from pydantic import BeforeValidator, Field

from lms.library.content import Identifier, LocalisedText, Model, Text, Whole
from lms.scenarios.domain import MOST_STEPS, Band, Counts, Variable

LONGEST_WAIT = 30 * 24  # hours of cooling off
LONGEST_PLAY = 240  # minutes
MOST_ATTEMPTS = 99

Points: TypeAlias = dict[Identifier, Annotated[Whole, Field(ge=-3, le=3)]]
Value: TypeAlias = Annotated[Whole, Field(ge=0, le=100)]
Difference: TypeAlias = Annotated[Whole, Field(ge=-100, le=100)]
Minutes: TypeAlias = Annotated[Whole, Field(ge=1, le=LONGEST_PLAY)]


def _listed(value: object) -> object:
    """`next: angry` is short for one way on without a condition."""
    return [{"to": value}] if isinstance(value, str) else value


class LineText(Model):
    """Something the customer says."""

    text: LocalisedText
    when: Text | None = None


class EffectsText(Model):
    """What an answer changes."""

    mood: Difference | None = None
    trust: Difference | None = None
    compliance: Difference | None = None
    sets: tuple[Identifier, ...] = Field(default=(), alias="set")
    clears: tuple[Identifier, ...] = Field(default=(), alias="clear")


class TransitionText(Model):
    """One way on."""

    to: Identifier
    when: Text | None = None


class ChoiceText(Model):
    """One answer."""

    id: Identifier
    text: LocalisedText
    points: Points = {}
    effects: EffectsText = EffectsText()
    feedback: LocalisedText
    when: Text | None = None
    next: Annotated[
        tuple[TransitionText, ...], BeforeValidator(_listed), Field(min_length=1, max_length=20)
    ]


class ChoiceStepText(Model):
    """The customer speaks, the agent picks an answer."""

    id: Identifier
    kind: Literal["choice"]
    lines: Annotated[tuple[LineText, ...], Field(min_length=1, max_length=20)]
    hint: LocalisedText | None = None
    choices: Annotated[tuple[ChoiceText, ...], Field(min_length=2, max_length=5)]


class EndingText(Model):
    """Where a play is over."""

    id: Identifier
    kind: Literal["ending"]
    band: Band
    title: LocalisedText
    text: LocalisedText


StepText: TypeAlias = Annotated[ChoiceStepText | EndingText, Field(discriminator="kind")]


class AssessmentText(Model):
    """The rules of plays that count."""

    minutes: Minutes
    attempts: Annotated[Whole, Field(ge=1, le=MOST_ATTEMPTS)]
    cool_off_hours: Annotated[Whole, Field(ge=0, le=LONGEST_WAIT)]
    counts: Counts


class FactText(Model):
    """A fact on the case card."""

    label: LocalisedText
    text: LocalisedText


class CaseText(Model):
    """The case card."""

    customer: LocalisedText
    background: LocalisedText
    task: LocalisedText
    facts: tuple[FactText, ...] = ()


class ScenarioText(Model):
    """A whole scenario."""

    id: Identifier
    title: LocalisedText
    summary: LocalisedText
    minutes: Minutes
    difficulty: Annotated[Whole, Field(ge=1, le=3)]
    pass_mark: Annotated[Whole, Field(ge=1, le=100)]
    assessment: AssessmentText
    case: CaseText
    variables: dict[Variable, Value] = {}
    flags: tuple[Identifier, ...] = ()
    start: Identifier
    steps: Annotated[tuple[StepText, ...], Field(min_length=2, max_length=MOST_STEPS)]
