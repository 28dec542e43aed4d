"""A course, a scenario, a plan and a programme in which every text is of the test's choosing.

`said(name)` gives what everybody may read, `kept(name)` what must not be told before its time;
`keys` decides what is right and what it is worth, and changes nothing that may be read.
"""

import json
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

Words = Callable[[str], str]


@dataclass(frozen=True)
class Keys:
    """What is right, what it is worth, and where it leads: one of two ways, equally playable."""

    turned: bool = False

    def right(self, first: bool) -> str:
        return "right: true" if first != self.turned else "right: false"

    @property
    def truth(self) -> str:
        return "false" if self.turned else "true"

    @property
    def items(self) -> list[str]:
        return ["item-c", "item-a", "item-b"] if self.turned else ["item-a", "item-b", "item-c"]

    def worth(self, points: int) -> int:
        return 3 - points if self.turned else points

    def mood(self, change: int) -> str:
        return f"{-change if self.turned else change:+d}"

    def end(self, good: bool) -> str:
        return "thanks" if good != self.turned else "hung-up"


def quoted(text: str) -> str:
    """A text as YAML that says exactly this."""
    return json.dumps(text, ensure_ascii=False)


class Author:
    """Writes the files of all kinds of documents."""

    def __init__(self, said: Words, kept: Words, keys: Keys | None = None) -> None:
        self.keys = keys or Keys()
        self._said = said
        self._kept = kept

    def s(self, name: str) -> str:
        return quoted(self._said(name))

    def k(self, name: str) -> str:
        return quoted(self._kept(name))

    def write(self, root: Path, competencies: str) -> None:
        """Put everything below a folder."""
        files = {
            "courses/competencies.yaml": competencies,
            "courses/desk/course.yaml": self.course(),
            "courses/desk/01-first.md": self.lesson(),
            "courses/plans/onboarding.yaml": self.plan(),
            "courses/programmes.yaml": self.programmes(),
            "quizzes/scenarios/kettle.yaml": self.scenario(),
        }
        for name, text in files.items():
            file = root / name
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_text(text, encoding="utf-8")

    def course(self) -> str:
        return f"""\
id: desk
order: 1
title: {self.s("course-title")}
summary: {self.s("course-summary")}
open: true
lessons:
  - id: desk/first
"""

    def lesson(self) -> str:
        return f"""\
---
id: desk/first
title: {self.s("lesson-title")}
summary: {self.s("lesson-summary")}
minutes: 8
competencies: [skills]
sources: [{self.s("lesson-source")}]
complete:
  active_minutes: 0
  checks: 4
material: false
---

{self._said("lesson-lead")}

## {self._heading("section-1")} {{#one}}

{self._said("lesson-text-1")}

```dialogue
客户：{self._line("dialogue-customer")}
点评：{self._line("dialogue-coach")}
```

{self.single()}
{self.multiple()}

## {self._heading("section-2")} {{#two}}

{self._said("lesson-text-2")}

{self.true_false()}

## {self._heading("section-3")} {{#three}}

{self._said("lesson-text-3")}

{self.ordering()}
"""

    def _heading(self, name: str) -> str:
        return " ".join(self._said(name).replace("{#", "{ #").split()) or name

    def _line(self, name: str) -> str:
        return " ".join(self._said(name).split()) or name

    def single(self) -> str:
        options = "\n".join(
            f"""  - id: option-{number}
    text: {self.s(f"single-{number}")}
    {self.keys.right(number == 1)}
    feedback: {self.k(f"single-feedback-{number}")}"""
            for number in (1, 2)
        )
        return f"""\
```check
id: q-single
type: single
stem: {self.s("single-stem")}
competency: skills
options:
{options}
```
"""

    def multiple(self) -> str:
        options = "\n".join(
            f"""  - id: option-{number}
    text: {self.s(f"multiple-{number}")}
    {self.keys.right(number < 3)}
    feedback: {self.k(f"multiple-feedback-{number}")}"""
            for number in (1, 2, 3, 4)
        )
        return f"""\
```check
id: q-multiple
type: multiple
stem: {self.s("multiple-stem")}
competency: skills
options:
{options}
```
"""

    def true_false(self) -> str:
        return f"""\
```check
id: q-true
type: true-false
stem: {self.s("true-stem")}
competency: skills
answer: {self.keys.truth}
feedback:
  true: {self.k("true-feedback")}
  false: {self.k("false-feedback")}
```
"""

    def ordering(self) -> str:
        items = "\n".join(
            f"  - {{id: {item}, text: {self.s(f'ordering-{item}')}}}" for item in self.keys.items
        )
        return f"""\
```check
id: q-order
type: ordering
stem: {self.s("ordering-stem")}
competency: skills
items:
{items}
feedback:
  right: {self.k("ordering-right")}
  wrong: {self.k("ordering-wrong")}
```
"""

    def plan(self) -> str:
        return f"""\
id: onboarding
title: {self.s("plan-title")}
summary: {self.s("plan-summary")}
months:
  - month: 1
    title: {self.s("month-title")}
    goal: {self.s("month-goal")}
    weeks:
      - week: 1
        title: {self.s("week-title")}
        tasks:
          - {{id: talk, kind: talk, title: {self.s("task-talk")}, reason: {self.s("reason-talk")},
             due_day: 1, owner: mentor, minutes: 15, proof: {{sign_off: mentor}}}}
          - {{id: read, kind: read, title: {self.s("task-read")}, reason: {self.s("reason-read")},
             due_day: 1, owner: trainee, minutes: 10, proof: {{lesson: desk/first}}}}
          - {{id: play, kind: play, title: {self.s("task-play")}, reason: {self.s("reason-play")},
             due_day: 3, owner: trainee, minutes: 15, proof: {{scenario: kettle, mode: practice}}}}
          - {{id: watch, kind: observe, title: {self.s("task-watch")},
             reason: {self.s("reason-watch")}, due_day: 5, owner: mentor, minutes: 20,
             proof: {{observation: etiquette}}}}
    gate:
      id: gate-1
      title: {self.s("gate-title")}
      summary: {self.s("gate-summary")}
      evidence: [talk, read, watch]
"""

    def programmes(self) -> str:
        return f"""\
id: programmes
programmes:
  - id: representative
    title: {self.s("programme-title")}
    summary: {self.s("programme-summary")}
    prefix: KF
    issue: automatic
    validity_months: 24
    competencies: [skills]
    requirements:
      - {{course: desk}}
      - {{scenario: kettle, at_least: 60}}
      - {{plan: onboarding, gates: [gate-1]}}
"""

    def scenario(self) -> str:
        return f"""\
id: kettle
title: {self.s("scenario-title")}
summary: {self.s("scenario-summary")}
minutes: 3
difficulty: 1
pass_mark: 60
assessment: {{minutes: 30, attempts: 3, cool_off_hours: 0, counts: best}}
case:
  customer: {self.s("customer")}
  background: {self.s("background")}
  task: {self.s("task")}
  facts:
    - {{label: {self.s("fact-label")}, text: {self.s("fact-text")}}}
variables: {{mood: 50, trust: 50}}
start: greet
steps:
{self.step("greet", "find", hidden=False)}
{self.step("find", "promise", hidden=True)}
{self.step("promise", "", hidden=True)}
  - {{id: thanks, kind: ending, band: success,
     title: {self.k("thanks-title")}, text: {self.k("thanks-text")}}}
  - {{id: hung-up, kind: ending, band: acceptable,
     title: {self.k("hung-up-title")}, text: {self.k("hung-up-text")}}}
"""

    def step(self, id_: str, following: str, *, hidden: bool) -> str:
        """A step; a hidden one must not be seen before it is reached."""
        shown = self.k if hidden else self.s
        choices = "\n".join(
            f"""\
      - id: {id_}-{number}
        text: {shown(f"{id_}-says-{number}")}
        points: {{etiquette: {self.keys.worth(number)}}}
        effects: {{mood: {self.keys.mood(5 * number)}}}
        feedback: {self.k(f"{id_}-feedback-{number}")}
        next: {following or self.keys.end(number > 1)}"""
            for number in (1, 2, 3)
        )
        return f"""\
  - id: {id_}
    kind: choice
    lines:
      - text: {shown(f"{id_}-line")}
    hint: {self.k(f"{id_}-hint")}
    choices:
{choices}"""
