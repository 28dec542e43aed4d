"""The shape of an authored scenario; unknown names are refused. Rules are checked in the domain."""

from typing import Annotated, Literal, TypeAlias

from pydantic import BeforeValidator, Field, StringConstraints

from lms.library.content import Identifier, LocalisedText, Model, Text, Whole
from lms.questions.content import CriteriaText
from lms.scenarios.content.attached import AudioText, ImageText
from lms.scenarios.content.forms import FieldsText, HandOverText
from lms.scenarios.domain import MOST_COUNTED, MOST_STEPS, NAME, Band, Counts, Critical, Theme

LONGEST_WAIT = 30 * 24  # hours of cooling off
LONGEST_PLAY = 240  # minutes
LONGEST_MOVE = 60 * 60  # seconds
MOST_ATTEMPTS = 99
MOST_CARDS = 8
MOST_WAITS = 4
MOST_SPEAKERS = 12
LONGEST_FLAG = 40  # characters

Points: TypeAlias = dict[Identifier, Annotated[Whole, Field(ge=-3, le=3)]]
Value: TypeAlias = Annotated[Whole, Field(ge=0, le=100)]
Difference: TypeAlias = Annotated[Whole, Field(ge=-100, le=100)]
Seconds: TypeAlias = Annotated[Whole, Field(ge=1, le=LONGEST_MOVE)]
Flag: TypeAlias = Annotated[Text, StringConstraints(pattern=f"^({NAME})$", max_length=LONGEST_FLAG)]
Mood: TypeAlias = Literal["mood", "trust", "compliance"]
Percent: TypeAlias = Annotated[Whole, Field(ge=1, le=100)]
Minutes: TypeAlias = Annotated[Whole, Field(ge=1, le=LONGEST_PLAY)]


def _listed(value: object) -> object:
    """`next: angry` is short for one way on without a condition."""
    return [{"to": value}] if isinstance(value, str) else value


def _alone(value: object) -> object:
    """`hint: …` is short for a list of one."""
    return value if isinstance(value, list) else [value]


class SpeakerText(Model):
    """Somebody in the scene besides the customer and the agent."""

    id: Identifier
    name: LocalisedText


class LineText(Model):
    """Something that is said or happens; the customer says it unless somebody is named."""

    text: LocalisedText
    when: Text | None = None
    speaker: Identifier | None = None
    image: ImageText | None = None
    audio: AudioText | None = None


class EffectsText(Model):
    """What an answer changes."""

    mood: Difference | None = None
    trust: Difference | None = None
    compliance: Difference | None = None
    seconds: Seconds | None = None
    counts: dict[Flag, Annotated[Whole, Field(ge=-MOST_COUNTED, le=MOST_COUNTED)]] = Field(
        default={}, alias="count"
    )
    sets: tuple[Flag, ...] = Field(default=(), alias="set")
    clears: tuple[Flag, ...] = Field(default=(), alias="clear")


class TransitionText(Model):
    """One way on."""

    to: Identifier
    when: Text | None = None


Next: TypeAlias = Annotated[
    tuple[TransitionText, ...], BeforeValidator(_listed), Field(min_length=1, max_length=20)
]
Lines: TypeAlias = Annotated[tuple[LineText, ...], Field(min_length=1, max_length=20)]


class ChoiceText(Model):
    """One answer."""

    id: Identifier
    text: LocalisedText
    points: Points = {}
    effects: EffectsText = EffectsText()
    feedback: LocalisedText
    critical: Critical | None = None
    when: Text | None = None
    next: Next


class OutcomeText(Model):
    """What comes of a reply or a form of some grade."""

    effects: EffectsText = EffectsText()
    feedback: LocalisedText
    critical: Critical | None = None
    next: Next


class WaitText(Model):
    """The customer writes again because no answer comes."""

    after: Seconds
    lines: Lines
    effects: EffectsText = EffectsText()
    feedback: LocalisedText
    next: Next | None = None  # None: still waits for the same answer


class SpeakingText(Model):
    """What the steps have in common at which the customer waits for the agent."""

    id: Identifier
    lines: Lines
    hint: Annotated[tuple[LocalisedText, ...], BeforeValidator(_alone), Field(max_length=2)] = ()
    cards: tuple[Identifier, ...] = ()
    waits: Annotated[tuple[WaitText, ...], Field(max_length=MOST_WAITS)] = ()


class GradedText(SpeakingText):
    """What comes of what is typed, by its grade."""

    good: OutcomeText
    partial: OutcomeText
    poor: OutcomeText
    breach: OutcomeText | None = None  # None: as a poor one, and a critical mistake


class ChoiceStepText(SpeakingText):
    """The agent picks an answer."""

    kind: Literal["choice"]
    choices: Annotated[tuple[ChoiceText, ...], Field(min_length=2, max_length=5)]


class ReplyStepText(GradedText):
    """The agent types a reply."""

    kind: Literal["reply"]
    reply: CriteriaText
    model: LocalisedText
    quick: Annotated[tuple[LocalisedText, ...], Field(max_length=6)] = ()


class RecordStepText(GradedText):
    """The agent fills in the customer record."""

    kind: Literal["record"]
    record: FieldsText


class HandOverStepText(GradedText):
    """The agent hands over to the second line."""

    kind: Literal["hand-over"]
    hand_over: HandOverText = Field(alias="hand-over")


class EndingText(Model):
    """Where a play is over."""

    id: Identifier
    kind: Literal["ending"]
    band: Band
    title: LocalisedText
    text: LocalisedText


StepText: TypeAlias = Annotated[
    ChoiceStepText | ReplyStepText | RecordStepText | HandOverStepText | EndingText,
    Field(discriminator="kind"),
]


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


class CardText(Model):
    """What the agent may look up."""

    id: Identifier
    title: LocalisedText
    facts: Annotated[tuple[FactText, ...], Field(min_length=1, max_length=20)]
    seconds: Seconds = 20


class ScenarioText(Model):
    """A whole scenario."""

    id: Identifier
    title: LocalisedText
    summary: LocalisedText
    minutes: Minutes
    difficulty: Annotated[Whole, Field(ge=1, le=3)]
    theme: Theme = Theme.OTHER
    pass_mark: Percent
    pass_marks: dict[Identifier, Percent] = {}
    assessment: AssessmentText
    case: CaseText
    speakers: Annotated[tuple[SpeakerText, ...], Field(max_length=MOST_SPEAKERS)] = ()
    cards: Annotated[tuple[CardText, ...], Field(max_length=MOST_CARDS)] = ()
    variables: dict[Mood, Value] = {}
    counters: tuple[Flag, ...] = ()
    flags: tuple[Flag, ...] = ()
    start: Identifier
    steps: Annotated[tuple[StepText, ...], Field(min_length=2, max_length=MOST_STEPS)]
