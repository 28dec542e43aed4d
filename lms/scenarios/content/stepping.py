"""The steps of an authored scenario on their way into the domain."""

from collections.abc import Callable, Iterable

from lms.errors import N_, Invalid
from lms.questions.content import Phrases, build_criteria
from lms.scenarios.content.cast import Cast
from lms.scenarios.content.filling import Filling
from lms.scenarios.content.schema import (
    ChoiceStepText,
    ChoiceText,
    EffectsText,
    EndingText,
    GradedText,
    HandOverStepText,
    LineText,
    OutcomeText,
    RecordStepText,
    ReplyStepText,
    ScenarioText,
    SpeakingText,
    StepText,
    TransitionText,
    WaitText,
)
from lms.scenarios.domain import (
    AllOf,
    Choice,
    ChoiceStep,
    Condition,
    Critical,
    Effects,
    Ending,
    FormField,
    FormKind,
    FormStep,
    Grade,
    Line,
    Opening,
    Outcome,
    Points,
    ReplyStep,
    Step,
    Transition,
    Variable,
    Wait,
    of_form,
    of_reply,
    parse_condition,
)
from lms.scenarios.domain.lines import Image, Sound
from lms.yamlfile import Path

UNREADABLE = AllOf(())  # stands for a condition that was refused, so that the rest can be checked
NOT_LATER = N_("每次等待都要比前一次长：这里写的 %(seconds)s 秒不比前一次的 %(before)s 秒长。")

Spans = Callable[[Grade], tuple[Points, Points]]


class Stepping:
    """Builds steps; what is wrong is noted in `phrases`."""

    def __init__(self, phrases: Phrases, scenario: ScenarioText) -> None:
        self._phrases = phrases
        self._filling = Filling(phrases)
        self._seconds = {card.id: card.seconds for card in scenario.cards}
        self._cast = Cast(phrases, scenario.speakers)

    def step(self, path: Path, text: StepText) -> Step:
        """The step that stands at a place of the text."""
        match text:
            case ChoiceStepText():
                return self._choosing(path, text)
            case ReplyStepText():
                return self._replying(path, text)
            case RecordStepText():
                fields = self._filling.record((*path, "record"), text.record)
                return self._form(path, text, FormKind.RECORD, fields)
            case HandOverStepText():
                fields = self._filling.hand_over((*path, "hand-over"), text.hand_over)
                return self._form(path, text, FormKind.HAND_OVER, fields)
            case EndingText():
                return Ending(text.id, text.band, text.title, text.text)

    def _choosing(self, path: Path, text: ChoiceStepText) -> ChoiceStep:
        choices = (
            self._choice((*path, "choices", place), choice)
            for place, choice in enumerate(text.choices)
        )
        return ChoiceStep(
            id=text.id,
            lines=self._lines((*path, "lines"), text.lines),
            hints=text.hint,
            choices=tuple(choices),
            openings=self._openings(text),
            waits=self._waits(path, text),
        )

    def _replying(self, path: Path, text: ReplyStepText) -> ReplyStep:
        criteria = build_criteria(self._phrases, (*path, "reply"), text.reply)
        return ReplyStep(
            id=text.id,
            lines=self._lines((*path, "lines"), text.lines),
            hints=text.hint,
            criteria=criteria,
            outcomes=self._outcomes(path, text, lambda grade: of_reply(criteria, grade)),
            model=text.model,
            quick=text.quick,
            openings=self._openings(text),
            waits=self._waits(path, text),
        )

    def _form(
        self,
        path: Path,
        text: RecordStepText | HandOverStepText,
        kind: FormKind,
        fields: tuple[FormField, ...],
    ) -> FormStep:
        return FormStep(
            id=text.id,
            lines=self._lines((*path, "lines"), text.lines),
            hints=text.hint,
            kind=kind,
            fields=fields,
            outcomes=self._outcomes(path, text, lambda grade: of_form(fields, grade)),
            openings=self._openings(text),
            waits=self._waits(path, text),
        )

    def _outcomes(self, path: Path, text: GradedText, spans: Spans) -> tuple[Outcome, ...]:
        """What comes by grade; a breach of which nothing is said is a poor one, and critical."""
        written = {
            Grade.GOOD: text.good,
            Grade.PARTIAL: text.partial,
            Grade.POOR: text.poor,
            Grade.BREACH: text.breach or text.poor,
        }
        found = []
        for grade, outcome in written.items():
            critical = outcome.critical
            if grade is Grade.BREACH and not text.breach:
                critical = Critical.FORBIDDEN
            found.append(self._outcome((*path, str(grade)), grade, outcome, spans(grade), critical))
        return tuple(found)

    def _outcome(
        self,
        path: Path,
        grade: Grade,
        text: OutcomeText,
        span: tuple[Points, Points],
        critical: Critical | None,
    ) -> Outcome:
        most, least = span
        return Outcome(
            grade=grade,
            points=most,
            least=least,
            effects=_effects(text.effects),
            feedback=text.feedback,
            next=self._ways((*path, "next"), text.next),
            critical=critical,
        )

    def _choice(self, path: Path, text: ChoiceText) -> Choice:
        return Choice(
            id=text.id,
            text=text.text,
            points={name: points for name, points in text.points.items() if points},
            effects=_effects(text.effects),
            feedback=text.feedback,
            when=self._condition((*path, "when"), text.when),
            next=self._ways((*path, "next"), text.next),
            critical=text.critical,
        )

    def _openings(self, text: SpeakingText) -> tuple[Opening, ...]:
        return tuple(Opening(card, self._seconds.get(card, 0), text.id) for card in text.cards)

    def _waits(self, path: Path, text: SpeakingText) -> tuple[Wait, ...]:
        for place, wait in enumerate(text.waits[1:], 1):
            before = text.waits[place - 1].after
            if wait.after <= before:
                where = (*path, "waits", place, "after")
                self._phrases.refuse(where, NOT_LATER, seconds=wait.after, before=before)
        return tuple(
            self._wait((*path, "waits", place), place + 1, wait, text.id)
            for place, wait in enumerate(text.waits)
        )

    def _wait(self, path: Path, number: int, text: WaitText, step: str) -> Wait:
        effects = _effects(text.effects)
        changes = {**effects.changes, Variable.ELAPSED: text.after}
        return Wait(
            number=number,
            seconds=text.after,
            lines=self._lines((*path, "lines"), text.lines),
            effects=Effects(changes, effects.sets, effects.clears),
            feedback=text.feedback,
            next=self._ways((*path, "next"), text.next) if text.next else (Transition(step),),
            stays=text.next is None,
        )

    def _lines(self, path: Path, texts: Iterable[LineText]) -> tuple[Line, ...]:
        return tuple(
            Line(
                text.text,
                self._condition((*path, place, "when"), text.when),
                self._cast.speaker((*path, place, "speaker"), text.speaker),
                Image(text.image.file, text.image.alt) if text.image else None,
                Sound(text.audio.file, text.audio.transcript) if text.audio else None,
            )
            for place, text in enumerate(texts)
        )

    def _ways(self, path: Path, texts: Iterable[TransitionText]) -> tuple[Transition, ...]:
        return tuple(
            Transition(text.to, self._condition((*path, place, "when"), text.when))
            for place, text in enumerate(texts)
        )

    def _condition(self, path: Path, text: str | None) -> Condition | None:
        if text is None:
            return None
        try:
            return parse_condition(text)
        except Invalid as error:
            self._phrases.refuse(path, error.message, **error.parameters)
            return UNREADABLE


def _effects(text: EffectsText) -> Effects:
    given = {
        Variable.MOOD: text.mood,
        Variable.TRUST: text.trust,
        Variable.COMPLIANCE: text.compliance,
        Variable.ELAPSED: text.seconds,
        **text.counts,
    }
    changes = {str(name): difference for name, difference in given.items() if difference}
    return Effects(changes, frozenset(text.sets), frozenset(text.clears))
