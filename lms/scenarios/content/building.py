"""From the authored shape to the domain: conditions are parsed, problems noted by their place."""

from collections.abc import Iterable, Iterator

from pydantic import BaseModel

from lms.errors import N_, Invalid
from lms.library.content import Reading
from lms.library.domain import ContentError, Problem, Wording
from lms.scenarios.content.schema import (
    CaseText,
    ChoiceStepText,
    ChoiceText,
    EffectsText,
    EndingText,
    LineText,
    ScenarioText,
    TransitionText,
)
from lms.scenarios.domain import (
    AllOf,
    Assessment,
    CaseCard,
    Choice,
    ChoiceStep,
    Condition,
    Effects,
    Ending,
    Fact,
    Finding,
    Line,
    Scenario,
    Step,
    Transition,
    Variable,
    parse_condition,
    wrong_names,
    wrong_ways,
)
from lms.yamlfile import Path

NO_ENGLISH = N_("这里没有英文；这个情景别处写了英文。请补上 en，或者把英文全部去掉。")
UNREADABLE = AllOf(())  # stands for a condition that was refused, so that the rest can be checked
REPEATED = N_("标记“%(id)s”写了两次；请留下一个。")


class Building:
    """One authored scenario on its way into the domain; `check` raises what was found."""

    def __init__(self, reading: Reading[ScenarioText]) -> None:
        self._reading = reading
        self._problems: list[Problem] = []
        self._scenario = self._build(reading.value)

    def scenario(self) -> Scenario:
        """The scenario; not to be played before `check`."""
        return self._scenario

    def refuse(self, path: Path, message: str, **parameters: object) -> None:
        """Note a problem at a place of the text."""
        self._problems.append(self._reading.problem(path, message, **parameters))

    def check(self) -> None:
        """Raise ContentError with every problem, if there is one."""
        self._check_flags()
        self._check_languages()
        self._note(wrong_names(self._scenario))
        if not self._problems:
            self._note(wrong_ways(self._scenario))
        if self._problems:
            raise ContentError(self._problems)

    def _note(self, findings: Iterable[Finding]) -> None:
        for finding in findings:
            self.refuse(finding.path, finding.message, **finding.parameters)

    def _build(self, text: ScenarioText) -> Scenario:
        rules = text.assessment
        return Scenario(
            id=text.id,
            title=text.title,
            summary=text.summary,
            minutes=text.minutes,
            difficulty=text.difficulty,
            pass_mark=text.pass_mark,
            assessment=Assessment(
                rules.minutes, rules.attempts, rules.cool_off_hours, rules.counts
            ),
            case=_case(text.case),
            variables={str(name): value for name, value in text.variables.items()},
            flags=frozenset(text.flags),
            start=text.start,
            steps=tuple(
                self._step(("steps", place), step) for place, step in enumerate(text.steps)
            ),
        )

    def _step(self, path: Path, text: ChoiceStepText | EndingText) -> Step:
        if isinstance(text, EndingText):
            return Ending(text.id, text.band, text.title, text.text)
        lines = (self._line((*path, "lines", place), line) for place, line in enumerate(text.lines))
        choices = (
            self._choice((*path, "choices", place), choice)
            for place, choice in enumerate(text.choices)
        )
        return ChoiceStep(text.id, tuple(lines), text.hint, tuple(choices))

    def _line(self, path: Path, text: LineText) -> Line:
        return Line(text.text, self._condition((*path, "when"), text.when))

    def _choice(self, path: Path, text: ChoiceText) -> Choice:
        ways = (
            self._transition((*path, "next", place), way) for place, way in enumerate(text.next)
        )
        return Choice(
            id=text.id,
            text=text.text,
            points={name: points for name, points in text.points.items() if points},
            effects=_effects(text.effects),
            feedback=text.feedback,
            when=self._condition((*path, "when"), text.when),
            next=tuple(ways),
        )

    def _transition(self, path: Path, text: TransitionText) -> Transition:
        return Transition(text.to, self._condition((*path, "when"), text.when))

    def _condition(self, path: Path, text: str | None) -> Condition | None:
        if text is None:
            return None
        try:
            return parse_condition(text)
        except Invalid as error:
            self.refuse(path, error.message, **error.parameters)
            return UNREADABLE

    def _check_flags(self) -> None:
        flags = self._reading.value.flags
        for place, name in enumerate(flags):
            if name in flags[:place]:
                self.refuse(("flags", place), REPEATED, id=name)

    def _check_languages(self) -> None:
        """English stands everywhere or nowhere: a page half in another language helps nobody."""
        found = list(_wordings(self._reading.value, ()))
        if any(wording.en for _, wording in found):
            for path, wording in found:
                if not wording.en:
                    self.refuse(path, NO_ENGLISH)


def _case(text: CaseText) -> CaseCard:
    facts = tuple(Fact(fact.label, fact.text) for fact in text.facts)
    return CaseCard(text.customer, text.background, text.task, facts)


def _effects(text: EffectsText) -> Effects:
    given = {str(name): getattr(text, name) for name in Variable}
    changes = {name: difference for name, difference in given.items() if difference}
    return Effects(changes, frozenset(text.sets), frozenset(text.clears))


def _wordings(value: object, path: Path) -> Iterator[tuple[Path, Wording]]:
    """All wordings of an authored shape, with their places."""
    if isinstance(value, Wording):
        yield path, value
    elif isinstance(value, BaseModel):
        for name in type(value).model_fields:
            yield from _wordings(getattr(value, name), (*path, name))
    elif isinstance(value, tuple):
        for place, part in enumerate(value):
            yield from _wordings(part, (*path, place))
