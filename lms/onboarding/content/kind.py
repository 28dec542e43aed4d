"""Onboarding plans as a kind of authored document."""

from collections.abc import Collection, Iterable, Iterator
from functools import partial

from lms.library.content import read
from lms.library.domain import Bundle, Meta, Reference
from lms.library.kinds import FileKind
from lms.onboarding.content.checks import problems
from lms.onboarding.content.schema import PlanText
from lms.onboarding.domain import (
    DrillProof,
    LessonProof,
    ObservationProof,
    ScenarioProof,
    Template,
    Wanted,
)


class PlanKind(FileKind[Template]):
    """Onboarding plans in the library."""

    name = "plan"
    pattern = "courses/plans/*.yaml"

    def parse(self, bundle: Bundle) -> Template:
        """The plan of a text. Raises ContentError with every problem."""
        wrong = partial(problems, address=bundle.address)
        return read(PlanText, bundle.text, bundle.file).checked(wrong).template()

    def meta(self, parsed: Template) -> Meta:
        """Its id is its address."""
        return Meta(parsed.id, parsed.id, parsed.title)

    def references(self, parsed: Template) -> Iterable[Reference]:
        """The lessons, scenarios and competencies that prove its tasks."""
        return [found for task in parsed.tasks() for found in _references(task.proof)]

    def parts(self, parsed: Template) -> Collection[str]:
        """Its gates, which certificates ask for."""
        return [gate.id for gate in parsed.gates()]


def _references(wanted: Wanted) -> Iterator[Reference]:
    match wanted:
        case LessonProof(lesson):
            yield Reference("lesson", lesson)
        case ScenarioProof(scenario):
            yield Reference("scenario", scenario)
        case DrillProof(drill):
            yield Reference("drill", drill)
        case ObservationProof(competency):
            yield Reference("competencies", "competencies", competency)
