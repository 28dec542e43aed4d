"""Authored scenarios: YAML → `Scenario`, everything that is wrong at once, with file and line."""

from collections.abc import Collection, Iterable, Iterator
from functools import lru_cache
from pathlib import Path

from lms.errors import N_
from lms.library.content import read
from lms.library.domain import Bundle, Entry, Meta, Problem, Reference, together
from lms.library.kinds import FileKind, Html
from lms.scenarios.content.building import Building
from lms.scenarios.content.drill import DRILL, SCENARIO, DrillKind
from lms.scenarios.content.media import FOLDER, faults, strays, with_media
from lms.scenarios.content.schema import ScenarioText
from lms.scenarios.domain import Finding, Scenario, wrong_ways

__all__ = ["DRILL", "FOLDER", "KIND", "DrillKind", "ScenarioKind"]

KIND = SCENARIO
KEPT = 8  # parsed texts kept in this process: a draft is looked at again and again
OTHER_NAME = N_("id 要和文件名一样：“%(expected)s”。")


class ScenarioKind(FileKind[Scenario]):
    """Role-plays: one YAML file each."""

    name = KIND
    found_as = KIND
    pattern = "quizzes/scenarios/*.yaml"

    def files(self, root: Path) -> Iterator[Bundle]:
        """One document per file, with the pictures and sound that it names."""
        for found in super().files(root):
            yield with_media(root, found)

    def strays(self, root: Path) -> Iterable[Problem]:
        """Pictures and sound that no scenario names."""
        return strays(root)

    def parse(self, bundle: Bundle) -> Scenario:
        """The scenario of these texts. Raises ContentError with every problem."""
        return _parsed(bundle.address, bundle.file, bundle.text)

    def faults(self, parsed: Scenario, bundle: Bundle) -> Iterable[Problem]:
        """Ways that lead nowhere, or that nobody can take; files that cannot be shown."""
        found = self.placed(wrong_ways(parsed), bundle)
        if not parsed.files:
            return found
        return [*found, *faults(read(ScenarioText, bundle.text, bundle.file), bundle)]

    @staticmethod
    def placed(findings: Iterable[Finding], bundle: Bundle) -> list[Problem]:
        """What was found in a scenario, with its places in the text."""
        found = list(findings)
        if not found:
            return []
        reading = read(ScenarioText, bundle.text, bundle.file)
        return [reading.problem(one.path, one.message, **one.parameters) for one in found]

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

    def entries(self, parsed: Scenario, html: Html) -> Iterable[Entry]:  # noqa: ARG002 - has none
        """The scenario by its title and the situation, as the brief tells them; never a step."""
        case = parsed.case
        told = [parsed.summary, case.customer, case.background, case.task]
        facts = [wording for fact in case.facts for wording in (fact.label, fact.text)]
        return [Entry(part="", title=parsed.title, text=together(*told, *facts))]


@lru_cache(maxsize=KEPT)
def _parsed(address: str, file: str, text: str) -> Scenario:
    building = Building(read(ScenarioText, text, file))
    scenario = building.scenario()
    if scenario.id != address:
        building.refuse(("id",), OTHER_NAME, expected=address)
    building.check()
    return scenario
