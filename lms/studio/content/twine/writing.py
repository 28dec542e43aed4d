"""A scenario → a story in Twee 3, in SugarCube's language; `read_twee` reads it back.

Every step is a passage by its id, every answer a link. Where an answer leads to several steps, a
passage between says under which conditions. What a story has no place for stands in comments.
Source: Twee 3 Specification 3.0.2.
"""

import json
import re
import uuid
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from lms.library.domain import Wording
from lms.scenarios.domain import (
    Choice,
    Effects,
    Ending,
    FormStep,
    Grade,
    Line,
    Outcome,
    ReplyStep,
    Scenario,
    Step,
    Transition,
    Voice,
)
from lms.studio.content.copying import alternatives, proposed
from lms.studio.content.twine.spelling import Spelling, spelled

FORMAT, VERSION = "SugarCube", "2.37.3"
SIGNS = {">=": "gte", "<=": "lte", ">": "gt", "<": "lt", "=": "eq", "!=": "neq"}
MARKUP = re.compile(
    r"[<>&\[\]$|{}\\@`]|'(?=')|/(?=[/*%])|\*(?=\*)|~(?=~)|_(?=_)|-(?=-)|=(?==)|\^(?=\^)|\"(?=\"\")"
    r"|^[!#*:;-]",
    re.MULTILINE,
)  # what would be more than a letter to the format, or to the text around passages
OF_LINKS = re.compile(r"[\[\]|\n]|-(?=>)|<(?=-)|&(?=#?[0-9A-Za-z]+;)")
HEADING = "!"
BETWEEN = "--"  # in the name of a passage that only leads on: no id has it


@dataclass(frozen=True, slots=True)
class Words:
    """What is said around the scenario's own words, in the reader's language."""

    grades: Mapping[Grade, str]  # what stands for a reply or a form of some grade
    feedback: str
    points: str
    critical: str
    hint: str
    wait: str  # with `%(seconds)s`
    picture: str
    sound: str


def twee_of(scenario: Scenario, language: str, words: Words) -> str:
    """The story of a scenario in a language; the same scenario makes the same text."""
    return _Writer(scenario, language, words).text()


class _Writer:
    def __init__(self, scenario: Scenario, language: str, words: Words) -> None:
        self._scenario = scenario
        self._language = language
        self._words = words
        self._called = _called([*scenario.variables, *sorted(scenario.flags)])
        self._spelling = Spelling(lambda name: f"${self._called[name]}", SIGNS)
        self._between: list[str] = []  # passages that only lead on

    def text(self) -> str:
        head = [self._head("StoryTitle", [self._in(self._scenario.title)]), self._data()]
        head += [self._head("StoryInit", self._values()), self._head("StoryCaption", self._case())]
        steps = [self._step(step) for step in self._scenario.steps]
        return "\n\n".join([*head, *steps, *self._between]) + "\n"

    def _in(self, wording: Wording) -> str:
        return wording.in_(self._language)

    @staticmethod
    def _head(name: str, lines: Iterable[str]) -> str:
        return "\n".join([f":: {name}", *lines])

    def _data(self) -> str:
        own = uuid.uuid5(uuid.NAMESPACE_URL, f"scenario/{self._scenario.id}")
        facts = {
            "ifid": str(own).upper(),
            "format": FORMAT,
            "format-version": VERSION,
            "start": self._scenario.start,
        }
        return self._head("StoryData", [json.dumps(facts, indent=2)])

    def _values(self) -> Iterator[str]:
        for name, value in self._scenario.variables.items():
            yield f"<<set ${self._called[name]} to {value}>>"
        for name in sorted(self._scenario.flags):
            yield f"<<set ${self._called[name]} to false>>"

    def _case(self) -> list[str]:
        case = self._scenario.case
        told = [self._in(one) for one in (case.customer, case.background, case.task)]
        facts = [f"{self._in(one.label)}: {self._in(one.text)}" for one in case.facts]
        return [_escaped(line) for line in (*told, *facts)]

    def _step(self, step: Step) -> str:
        if isinstance(step, Ending):
            title = f"{HEADING} {_escaped(self._in(step.title))}"
            text = _escaped(self._in(step.text)).replace("\n", "<br>")
            return self._head(f"{step.id} [{step.band}]", [title, text])
        lines = [*self._said(step.lines)]
        for number, hint in enumerate(step.hints, 1):
            lines.append(_comment(f"{self._words.hint} {number}: {self._in(hint)}"))
        for wait in step.waits:
            told = " ".join(self._in(line.text) for line in wait.lines)
            lines.append(_comment(f"{self._words.wait % {'seconds': wait.seconds}}: {told}"))
        for answer in step.answers:
            lines += self._answer(step, answer)
        return self._head(step.id, lines)

    def _said(self, lines: Iterable[Line]) -> Iterator[str]:
        for line in lines:
            words = _escaped(self._in(line.text)).replace("\n", "<br>")
            if line.speaker.voice is Voice.PERSON:
                words = f"{_escaped(self._in(line.speaker.name))}：{words}"
            elif line.speaker.voice is not Voice.CUSTOMER:
                words = f"//{words}//"
            if line.when:
                words = f"<<if {spelled(line.when, self._spelling)}>>{words}<</if>>"
            yield words
            if line.image:
                yield _comment(f"{self._words.picture}: {self._in(line.image.alt)}")
            if line.audio:
                yield _comment(f"{self._words.sound}: {self._in(line.audio.transcript)}")

    def _answer(self, step: Step, answer: Choice | Outcome) -> Iterator[str]:
        text = OF_LINKS.sub(_entity, self._answer_words(step, answer))
        target = self._target(step, answer)
        setter = self._setter(answer.effects)
        link = f"[[{text}|{target}][{setter}]]" if setter else f"[[{text}|{target}]]"
        if answer.when:
            link = f"<<if {spelled(answer.when, self._spelling)}>>{link}<</if>>"
        yield link
        remarks = [f"{self._words.feedback}: {self._in(answer.feedback)}"]
        if answer.points:
            points = ", ".join(f"{name} {value:+d}" for name, value in answer.points.items())
            remarks.append(f"{self._words.points}: {points}")
        if answer.critical:
            remarks.append(f"{self._words.critical}: {answer.critical}")
        yield _comment(" · ".join(remarks))

    def _answer_words(self, step: Step, answer: Choice | Outcome) -> str:
        if isinstance(answer, Choice):
            return self._in(answer.text)
        if isinstance(step, ReplyStep) and answer.grade is Grade.GOOD:
            return self._in(step.model)
        label = self._words.grades[answer.grade]
        return f"{label} ({step.kind})" if isinstance(step, FormStep) else label

    def _target(self, step: Step, answer: Choice | Outcome) -> str:
        if len(answer.next) == 1:
            return answer.next[0].target
        name = f"{step.id}{BETWEEN}{answer.id}"
        self._between.append(self._head(name, ["".join(self._ways(answer.next))]))
        return name

    def _ways(self, ways: tuple[Transition, ...]) -> Iterator[str]:
        for place, way in enumerate(ways):
            name = "else" if way.when is None else "elseif" if place else "if"
            asked = f" {spelled(way.when, self._spelling)}" if way.when else ""
            yield f'<<{name}{asked}>><<goto "{way.target}">>'
        yield "<</if>>"

    def _setter(self, effects: Effects) -> str:
        parts = [
            f"${self._called[name]} {'+=' if by > 0 else '-='} {abs(by)}"
            for name, by in effects.changes.items()
        ]
        for flags, truth in ((effects.clears - effects.sets, "false"), (effects.sets, "true")):
            parts += [f"${self._called[name]} to {truth}" for name in sorted(flags)]
        return "; ".join(parts)


def _called(names: Iterable[str]) -> dict[str, str]:
    """A name that SugarCube takes for each variable and flag."""
    found: dict[str, str] = {}
    for name in names:
        wanted = (name if name.isascii() else proposed(name) or "flag").replace("-", "_")
        taken = set(found.values())
        own = (one.replace("-", "_") for one in alternatives(wanted))
        found[name] = next(one for one in own if one not in taken)
    return found


def _escaped(text: str) -> str:
    return MARKUP.sub(_entity, text)


def _entity(found: "re.Match[str]") -> str:
    return f"&#{ord(found[0])};"


def _comment(text: str) -> str:
    """What authors may read and players do not; it can neither end early nor begin a passage."""
    return f"/* {' '.join(text.split()).replace('*/', '* /')} */"
