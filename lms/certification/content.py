"""courses/programmes.yaml → programmes."""

from collections.abc import Collection, Iterable, Iterator
from typing import Annotated

from pydantic import Field, Tag

from lms.certification.domain import (
    CourseRequirement,
    GatesRequirement,
    Issue,
    Programme,
    Requirement,
    ScenarioRequirement,
)
from lms.errors import N_
from lms.library.content import Identifier, LocalisedText, Model, Reading, Whole, by_key, read
from lms.library.domain import Bundle, Meta, Problem, Reference, Wording
from lms.library.kinds import FileKind

FRAMEWORK = "competencies"
TITLE = Wording("认证项目", "認證項目", "Certification programmes")
UNIQUE = {
    "id": N_("“%(given)s”写了两次；给每个项目一个自己的 id。"),
    "prefix": N_("编号前缀“%(given)s”用了两次；编号要靠前缀区分项目。"),
}


class CourseText(Model):
    """A requirement `{course: …}`."""

    course: Identifier

    def value(self) -> Requirement:
        """The domain's form."""
        return CourseRequirement(self.course)


class ScenarioText(Model):
    """A requirement `{scenario: …, at_least: …}`."""

    scenario: Identifier
    at_least: Annotated[Whole, Field(ge=1, le=100)]

    def value(self) -> Requirement:
        """The domain's form."""
        return ScenarioRequirement(self.scenario, self.at_least)


class GatesText(Model):
    """A requirement `{plan: …, gates: […]}`."""

    plan: Identifier
    gates: Annotated[tuple[Identifier, ...], Field(min_length=1)]

    def value(self) -> Requirement:
        """The domain's form."""
        return GatesRequirement(self.plan, self.gates)


RequirementText = Annotated[
    Annotated[CourseText, Tag("course")]
    | Annotated[ScenarioText, Tag("scenario")]
    | Annotated[GatesText, Tag("plan")],
    by_key("course", "scenario", "plan"),
]


class ProgrammeText(Model):
    """One programme as written."""

    id: Identifier
    title: LocalisedText
    summary: LocalisedText
    prefix: Annotated[str, Field(pattern=r"^[A-Z]{2,4}$")]
    issue: Issue = Issue.AUTOMATIC
    validity_months: Annotated[Whole, Field(ge=1, le=120)]
    competencies: tuple[Identifier, ...] = ()
    requirements: Annotated[tuple[RequirementText, ...], Field(min_length=1)]

    def value(self) -> Programme:
        """The domain's form."""
        return Programme(
            id=self.id,
            title=self.title,
            summary=self.summary,
            prefix=self.prefix,
            issue=self.issue,
            validity_months=self.validity_months,
            competencies=self.competencies,
            requirements=tuple(requirement.value() for requirement in self.requirements),
        )


class ProgrammesText(Model):
    """The whole file."""

    id: Identifier
    programmes: Annotated[tuple[ProgrammeText, ...], Field(min_length=1)]


class ProgrammesKind(FileKind[tuple[Programme, ...]]):
    """The document that lists all programmes."""

    name = "programmes"
    pattern = "courses/programmes.yaml"

    def parse(self, bundle: Bundle) -> tuple[Programme, ...]:
        """All programmes; raises ContentError with every problem found."""
        file = read(ProgrammesText, bundle.text, bundle.file).checked(_twice)
        return tuple(programme.value() for programme in file.programmes)

    def meta(self, parsed: tuple[Programme, ...]) -> Meta:  # noqa: ARG002
        """One document of this kind exists."""
        return Meta(self.name, self.name, TITLE)

    def parts(self, parsed: tuple[Programme, ...]) -> Collection[str]:
        """The ids of the programmes."""
        return [programme.id for programme in parsed]

    def references(self, parsed: tuple[Programme, ...]) -> Iterable[Reference]:
        """The courses, scenarios, gates and competencies that programmes name."""
        for programme in parsed:
            for requirement in programme.requirements:
                yield from _references_of(requirement)
            for competency in programme.competencies:
                yield Reference(FRAMEWORK, FRAMEWORK, competency)


def _twice(reading: Reading[ProgrammesText]) -> Iterator[Problem]:
    programmes = reading.value.programmes
    for name, words in UNIQUE.items():
        given = [getattr(programme, name) for programme in programmes]
        for place, value in enumerate(given):
            if value in given[:place]:
                yield reading.problem(("programmes", place, name), words, given=value)


def _references_of(requirement: Requirement) -> Iterable[Reference]:
    match requirement:
        case CourseRequirement(course):
            yield Reference("course", course)
        case ScenarioRequirement(scenario, _):
            yield Reference("scenario", scenario)
        case GatesRequirement(plan, gates):
            for gate in gates:
                yield Reference("plan", plan, gate)
