"""What a step asks of the agent, as its page shows it: never what is right, nor what is hidden."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from enum import StrEnum

from lms.library.domain import Wording
from lms.scenarios.domain import (
    Choice,
    Fact,
    FormKind,
    FormStep,
    Option,
    Picked,
    ReplyStep,
    Scenario,
    Situation,
    Step,
    Told,
    shown_choices,
)


class Asked(StrEnum):
    """What is to be done."""

    CHOOSE = "choose"
    REPLY = "reply"
    FILL = "fill"


@dataclass(frozen=True, slots=True)
class FieldShown:
    """A field of a form: options to pick from, else something to write."""

    id: str
    options: Sequence[Option]
    most: int | None  # characters of a few sentences


@dataclass(frozen=True, slots=True)
class Task:
    """What is to be done at the present step."""

    asked: Asked
    answers: Sequence[Wording] = ()  # in the order in which this play shows them
    quick: Sequence[Wording] = ()
    form: FormKind | None = None
    fields: Sequence[FieldShown] = ()


@dataclass(frozen=True, slots=True)
class CardShown:
    """A card that may be looked at; its facts once it has been."""

    id: str
    title: Wording
    facts: Sequence[Fact] | None


def task(scenario: Scenario, situation: Situation, seed: int) -> Task:
    """What is to be done in a situation."""
    step = scenario.by_id[situation.step]
    match step:
        case ReplyStep(quick=quick):
            return Task(Asked.REPLY, quick=quick)
        case FormStep(kind=kind, fields=fields):
            shown = [_field(one.id, one.demand) for one in fields]
            return Task(Asked.FILL, form=kind, fields=shown)
        case _:
            choices = shown_choices(scenario, situation, seed)
            return Task(Asked.CHOOSE, answers=[it.text for it in choices if isinstance(it, Choice)])


def _field(id_: str, demand: object) -> FieldShown:
    match demand:
        case Picked(options=options):
            return FieldShown(id_, options, None)
        case Told(most=most):
            return FieldShown(id_, (), most)
        case _:
            return FieldShown(id_, (), None)


def cards(scenario: Scenario, step: Step, opened: Collection[str]) -> list[CardShown]:
    """The cards that may be looked at now, and those that have been."""
    offered = {opening.card for opening in step.openings}
    return [
        CardShown(card.id, card.title, card.facts if card.id in opened else None)
        for card in scenario.cards
        if card.id in offered or card.id in opened
    ]
