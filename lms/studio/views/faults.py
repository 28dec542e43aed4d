"""What is wrong with a scenario that is being written, by its steps."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from lms.i18n import _
from lms.library import service as drafts
from lms.scenarios.content.outline import Outline, Row
from lms.studio.queries import Desk
from lms.studio.views.blueprint import Finding


@dataclass(frozen=True, slots=True)
class Found:
    """What is wrong, by the step to which it belongs."""

    head: Sequence[Finding]
    steps: Mapping[int, Sequence[Finding]]  # by place

    def at(self, row: Row) -> Sequence[Finding]:
        """What is wrong with a step."""
        return self.steps.get(row.place, ())

    @property
    def count(self) -> int:
        """How much is wrong in all."""
        return len(self.head) + sum(map(len, self.steps.values()))


def found_in(desk: Desk, seen: Outline | None) -> Found:
    """What is wrong with a draft; all of it at the head where it cannot be read as steps."""
    problems = drafts.problems_of(desk.draft) if desk.draft else ()
    head: list[Finding] = []
    steps: dict[int, list[Finding]] = {}
    for problem in problems:
        row = seen.row_at(problem.line) if seen else None
        finding = Finding(problem.file, problem.line, problem.words(_))
        (steps.setdefault(row.place, []) if row else head).append(finding)
    return Found(head, steps)
