"""From the authored shape to the domain: conditions are parsed, problems noted by their place."""

from collections.abc import Iterable, Iterator

from pydantic import BaseModel

from lms.errors import N_
from lms.library.content import Reading
from lms.library.domain import ContentError, Problem, Wording
from lms.questions.content import Phrases
from lms.scenarios.content.schema import CaseText, FactText, ScenarioText
from lms.scenarios.content.stepping import Stepping
from lms.scenarios.domain import (
    Assessment,
    Card,
    CaseCard,
    Fact,
    Scenario,
    Variable,
    seen,
    wrong_names,
)
from lms.yamlfile import Path

NO_ENGLISH = N_("这里没有英文；这个情景别处写了英文。请补上 en，或者把英文全部去掉。")
REPEATED = N_("标记“%(id)s”写了两次；请留下一个。")
COUNTED_TOO = N_("“%(id)s”既是 counters 又是 flags；请换一个名字。")
NO_MARK = N_("“%(id)s”在这个情景里没有分可得，不能给它定及格线。")


class Building:
    """One authored scenario on its way into the domain; `check` raises what was found."""

    def __init__(self, reading: Reading[ScenarioText]) -> None:
        self._reading = reading
        self._phrases = Phrases(reading)
        self._stepping = Stepping(self._phrases, reading.value)
        self._scenario = self._build(reading.value)

    @property
    def _problems(self) -> list[Problem]:
        return self._phrases.problems

    def scenario(self) -> Scenario:
        """The scenario; not to be played before `check`."""
        return self._scenario

    def refuse(self, path: Path, message: str, **parameters: object) -> None:
        """Note a problem at a place of the text."""
        self._phrases.refuse(path, message, **parameters)

    def check(self) -> None:
        """Raise ContentError with every problem, if there is one."""
        self._check_flags()
        self._check_marks()
        self._check_languages()
        for found in wrong_names(self._scenario):
            self.refuse(found.path, found.message, **found.parameters)
        if self._problems:
            raise ContentError(self._problems)

    def _build(self, text: ScenarioText) -> Scenario:
        rules = text.assessment
        counted = {str(Variable.ELAPSED), *text.counters}
        return Scenario(
            id=text.id,
            title=text.title,
            summary=text.summary,
            minutes=text.minutes,
            difficulty=text.difficulty,
            theme=text.theme,
            pass_mark=text.pass_mark,
            pass_marks=dict(text.pass_marks),
            assessment=Assessment(
                rules.minutes, rules.attempts, rules.cool_off_hours, rules.counts
            ),
            case=_case(text.case),
            cards=tuple(
                Card(card.id, card.title, _facts(card.facts), card.seconds) for card in text.cards
            ),
            variables=dict(text.variables) | dict.fromkeys(sorted(counted), 0),
            flags=frozenset([*text.flags, *(seen(card.id) for card in text.cards)]),
            start=text.start,
            steps=tuple(
                self._stepping.step(("steps", place), step) for place, step in enumerate(text.steps)
            ),
        )

    def _check_flags(self) -> None:
        flags = self._reading.value.flags
        for place, name in enumerate(flags):
            if name in flags[:place]:
                self.refuse(("flags", place), REPEATED, id=name)
            if name in self._reading.value.counters:
                self.refuse(("flags", place), COUNTED_TOO, id=name)

    def _check_marks(self) -> None:
        for name in self._reading.value.pass_marks:
            if name not in self._scenario.competencies:
                self.refuse(("pass_marks", name), NO_MARK, id=name)

    def _check_languages(self) -> None:
        """English stands everywhere or nowhere: a page half in another language helps nobody."""
        found = list(_wordings(self._reading.value, ()))
        if any(wording.en for _, wording in found):
            for path, wording in found:
                if not wording.en:
                    self.refuse(path, NO_ENGLISH)


def _case(text: CaseText) -> CaseCard:
    return CaseCard(text.customer, text.background, text.task, _facts(text.facts))


def _facts(texts: Iterable[FactText]) -> tuple[Fact, ...]:
    return tuple(Fact(fact.label, fact.text) for fact in texts)


def _wordings(value: object, path: Path) -> Iterator[tuple[Path, Wording]]:
    """All wordings of an authored shape, with their places."""
    if isinstance(value, Wording):
        yield path, value
    elif isinstance(value, BaseModel):
        for name, field in type(value).model_fields.items():
            yield from _wordings(getattr(value, name), (*path, field.alias or name))
    elif isinstance(value, tuple):
        for place, part in enumerate(value):
            yield from _wordings(part, (*path, place))
