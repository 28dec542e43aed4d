"""The labelled replies, how the grader does on them, and the tables that report it.

`python -m tests.scenarios.labelled` writes the tables into docs/reply-grading.md. A reply belongs
to a situation of replies.yaml, or to a step of a shipped scenario: "scenario/step".
"""

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from functools import cache
from typing import Any

import yaml

from lms.config import ROOT
from lms.questions.domain.replies import Grader, Need, ReplyVerdict
from lms.scenarios.content import ScenarioKind
from lms.scenarios.domain import ReplyStep
from tests.questions.sayings import book, grader_of

FOLDER = ROOT / "tests/scenarios"
TUNED, HELD_OUT, LOOKED_AT = "replies.yaml", "replies-held-out.yaml", "replies-fresh.yaml"
FRESH = "replies-second-fresh.yaml"
ENGLISH, ENGLISH_FRESH = "replies-english.yaml", "replies-english-fresh.yaml"
CHINESE_SETS = {
    TUNED: "tuned on",
    LOOKED_AT: "once fresh, tuned on since",
    HELD_OUT: "held out",
    FRESH: "fresh",
}
ENGLISH_SETS = {ENGLISH: "tuned on", ENGLISH_FRESH: "fresh"}
SETS = CHINESE_SETS | ENGLISH_SETS
REPORT = ROOT / "docs/reply-grading.md"
TABLE = re.compile(r"(<!-- figures (\w\w) -->\n).*?(?=<!-- end -->)", re.DOTALL)
FORBIDDEN = "forbidden"  # stands for everything that must not be said
FAMILIES = {"time-promise": "time", "confirming": "confirm"}  # entries as situations call them
OWN = "of the step"  # what a step of a scenario asks for in words of its own


@dataclass(frozen=True)
class Labelled:
    """A reply and what a trainer says of it."""

    situation: str
    kind: str
    text: str
    met: frozenset[str]
    language: str

    @property
    def verdict(self) -> ReplyVerdict:
        if self.situation in situations():
            said = situations()[self.situation]["customer"]
        else:
            lines = steps()[self.situation].lines
            said = [line.text.in_(self.language) for line in lines if line.is_of_customer]
        return grader(self.situation).grade(self.text, said)

    @property
    def found(self) -> frozenset[str]:
        """What the grader says of it, in the words of the labels."""
        verdict = self.verdict
        return verdict.met | ({FORBIDDEN} if verdict.breaches else frozenset())


@dataclass
class Figures:
    """How often the grader agrees with the trainer about one element."""

    right: int = 0  # both say it is met
    invented: int = 0  # only the grader
    missed: int = 0  # only the trainer
    precision: float = field(init=False, default=1.0)
    recall: float = field(init=False, default=1.0)

    def closed(self) -> "Figures":
        self.precision = self.right / (self.right + self.invented or 1)
        self.recall = self.right / (self.right + self.missed or 1)
        return self


@cache
def _file(name: str) -> dict[str, Any]:
    return yaml.safe_load((FOLDER / name).read_text("utf-8"))


@cache
def situations() -> dict[str, Any]:
    return _file(TUNED)["situations"]


@cache
def steps() -> dict[str, ReplyStep]:
    """The typed steps of the shipped scenarios, as labels name them."""
    stories = [ScenarioKind().parse(bundle) for bundle in ScenarioKind().files(ROOT)]
    return {
        f"{story.id}/{step.id}": step
        for story in stories
        for step in story.steps
        if isinstance(step, ReplyStep)
    }


@cache
def grader(situation: str) -> Grader:
    """What grades in a situation, or in a step of a scenario."""
    if situation in situations():
        return grader_of(situations()[situation]["elements"])
    return Grader(book(), steps()[situation].criteria)


@cache
def labelled(name: str) -> tuple[Labelled, ...]:
    some = _file(name)
    language = "en" if name in ENGLISH_SETS else "zh-Hans"
    return tuple(_all(some.get("replies", some), language))


def _all(some: dict[str, list[dict[str, Any]]], language: str) -> Iterator[Labelled]:
    for situation, replies in some.items():
        for one in replies:
            met = set(one["met"].split()) | ({FORBIDDEN} if one.get("forbidden") else set())
            yield Labelled(situation, one["kind"], one["text"], frozenset(met), language)


def elements(situation: str) -> set[str]:
    """What can be said of a reply in a situation."""
    wanted = grader(situation).criteria.elements
    return {it.id for it in wanted if it.need is not Need.FORBIDDEN} | {FORBIDDEN}


def required(situation: str) -> set[str]:
    """What makes a reply a good one."""
    wanted = grader(situation).criteria.elements
    return {it.id for it in wanted if it.need is Need.REQUIRED}


@cache
def _family(situation: str, element: str) -> str:
    """Under which name an element is counted."""
    if situation in situations() or element == FORBIDDEN:
        return element
    entry = next(it.entry for it in grader(situation).criteria.elements if it.id == element)
    return FAMILIES.get(entry, entry) or OWN


@cache
def figures(name: str) -> dict[str, Figures]:
    """Precision and recall per element, in alphabetical order."""
    right, invented, missed = Counter(), Counter(), Counter()
    for one in labelled(name):
        found = one.found
        right.update(_families(one, one.met & found))
        invented.update(_families(one, found - one.met))
        missed.update(_families(one, one.met - found))
    names = sorted(set(right) | set(invented) | set(missed))
    return {it: Figures(right[it], invented[it], missed[it]).closed() for it in names}


def _families(one: Labelled, some: Iterable[str]) -> Iterator[str]:
    return (_family(one.situation, element) for element in some)


def table(sets: dict[str, str]) -> str:
    """The figures of some files side by side, as Markdown."""
    some = [figures(name) for name in sets]
    heads = " | ".join(f"{title}: n | precision | recall" for title in sets.values())
    lines = [f"| element | {heads} |", "|---|" + "---:|" * (3 * len(some))]
    names = sorted(set().union(*some))
    lines += [f"| `{name}` | {_row(it.get(name, Figures()) for it in some)} |" for name in names]
    lines.append(f"| all together | {_row(map(total, some))} |")
    return "\n".join(lines) + "\n"


def _row(some: Iterable[Figures]) -> str:
    return " | ".join(cell for it in some for cell in _cells(it))


def total(some: dict[str, Figures]) -> Figures:
    """All elements taken together."""
    sums = [
        sum(getattr(it, name) for it in some.values()) for name in ("right", "invented", "missed")
    ]
    return Figures(*sums).closed()


def _cells(it: Figures) -> tuple[str, str, str]:
    return str(it.right + it.missed), f"{it.precision:.2f}", f"{it.recall:.2f}"


def report() -> str:
    """The report with its tables as they should be now."""
    sets = {"zh": CHINESE_SETS, "en": ENGLISH_SETS}
    text = REPORT.read_text("utf-8")
    return TABLE.sub(lambda found: found[1] + table(sets[found[2]]), text)


if __name__ == "__main__":
    REPORT.write_text(report(), "utf-8")
