"""The labelled replies, how the grader does on them, and the table that reports it.

`python -m tests.scenarios.labelled` writes the table into docs/reply-grading.md.
"""

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from functools import cache
from typing import Any

import yaml

from lms.config import ROOT
from lms.questions.domain.replies import Grader, ReplyVerdict
from tests.questions.sayings import grader_of

FOLDER = ROOT / "tests/scenarios"
TUNED, HELD_OUT, FRESH = "replies.yaml", "replies-held-out.yaml", "replies-fresh.yaml"
SETS = {TUNED: "tuned on", HELD_OUT: "held out", FRESH: "fresh"}
REPORT = ROOT / "docs/reply-grading.md"
TABLE = re.compile(r"(?<=<!-- figures -->\n).*?(?=<!-- end -->)", re.DOTALL)
FORBIDDEN = "forbidden"  # stands for everything that must not be said


@dataclass(frozen=True)
class Labelled:
    """A reply and what a trainer says of it."""

    situation: str
    kind: str
    text: str
    met: frozenset[str]

    @property
    def verdict(self) -> ReplyVerdict:
        situation = situations()[self.situation]
        return graders()[self.situation].grade(self.text, situation["customer"])

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
def graders() -> dict[str, Grader]:
    return {name: grader_of(one["elements"]) for name, one in situations().items()}


@cache
def labelled(name: str) -> tuple[Labelled, ...]:
    some = _file(name)
    return tuple(_all(some.get("replies", some)))


def _all(some: dict[str, list[dict[str, Any]]]) -> Iterator[Labelled]:
    for situation, replies in some.items():
        for one in replies:
            met = set(one["met"].split()) | ({FORBIDDEN} if one.get("forbidden") else set())
            yield Labelled(situation, one["kind"], one["text"], frozenset(met))


def elements(situation: str) -> set[str]:
    """What can be said of a reply in a situation."""
    wanted = situations()[situation]["elements"]
    return {it["id"] for it in wanted if it["need"] != FORBIDDEN} | {FORBIDDEN}


@cache
def figures(name: str) -> dict[str, Figures]:
    """Precision and recall per element, in alphabetical order."""
    right, invented, missed = Counter(), Counter(), Counter()
    for one in labelled(name):
        found = one.found
        right.update(one.met & found)
        invented.update(found - one.met)
        missed.update(one.met - found)
    names = sorted(set(right) | set(invented) | set(missed))
    return {it: Figures(right[it], invented[it], missed[it]).closed() for it in names}


def table() -> str:
    """The figures of all files side by side, as Markdown."""
    some = [figures(name) for name in SETS]
    heads = " | ".join(f"{title}: n | precision | recall" for title in SETS.values())
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
    """The report with its table as it should be now."""
    text = REPORT.read_text("utf-8")
    return TABLE.sub(lambda _: table(), text)


if __name__ == "__main__":
    REPORT.write_text(report(), "utf-8")
