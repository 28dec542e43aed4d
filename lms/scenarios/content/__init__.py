"""Authored scenarios: YAML → `Scenario`, everything that is wrong at once, with file and line."""

from collections.abc import Collection, Iterable

from lms.errors import N_
from lms.library.content import read
from lms.library.domain import Bundle, Meta, Reference
from lms.library.kinds import FileKind
from lms.scenarios.content.building import Building
from lms.scenarios.content.schema import ScenarioText
from lms.scenarios.domain import Scenario

KIND = "scenario"
OTHER_NAME = N_("id 要和文件名一样：“%(expected)s”。")


class ScenarioKind(FileKind[Scenario]):
    """Role-plays: one YAML file each."""

    name = KIND
    pattern = "quizzes/scenarios/*.yaml"

    def parse(self, bundle: Bundle) -> Scenario:
        """The scenario of these texts. Raises ContentError with every problem."""
        building = Building(read(ScenarioText, bundle.text, bundle.file))
        scenario = building.scenario()
        if scenario.id != bundle.address:
            building.refuse(("id",), OTHER_NAME, expected=bundle.address)
        building.check()
        return scenario

    def meta(self, parsed: Scenario) -> Meta:
        """What the library keeps about it."""
        return Meta(parsed.id, parsed.id, parsed.title)

    def references(self, parsed: Scenario) -> Iterable[Reference]:
        """The competencies on which it gives points."""
        return [
            Reference("competencies", "competencies", competency)
            for competency in parsed.competencies
        ]

    def parts(self, parsed: Scenario) -> Collection[str]:
        """The ids of its steps."""
        return [step.id for step in parsed.steps]
