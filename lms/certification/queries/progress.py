"""How far people are on the way to a certificate, and what a certificate rests on."""

from collections.abc import Collection, Iterator
from dataclasses import dataclass

from lms.certification.domain import (
    CourseRequirement,
    Facts,
    Gap,
    GatesRequirement,
    Programme,
    Requirement,
    ScenarioRequirement,
    missing,
)
from lms.certification.models import Certificate
from lms.certification.queries.certificates import certificates_of
from lms.courses.queries import completed_courses
from lms.library import queries as library
from lms.library.domain import Wording
from lms.onboarding import queries as onboarding
from lms.people.models import Person
from lms.scenarios.queries import assessment_scores

KIND = "programmes"


@dataclass(frozen=True, slots=True)
class Progress:
    """How far somebody is on the way to a certificate."""

    programme: Programme
    facts: Facts
    certificate: Certificate | None

    @property
    def gaps(self) -> tuple[Gap, ...]:
        """What is missing."""
        return missing(self.programme, self.facts)

    @property
    def needed(self) -> int:
        """The number of steps to the certificate; each gate is one."""
        return sum(_size(requirement) for requirement in self.programme.requirements)

    @property
    def met(self) -> int:
        """The number of steps that are done."""
        return self.needed - sum(len(gap.gates) or 1 for gap in self.gaps)


def _size(requirement: Requirement) -> int:
    return len(requirement.gates) if isinstance(requirement, GatesRequirement) else 1


@dataclass(frozen=True, slots=True)
class Step:
    """A requirement as a person sees it: what, where to go, and how far they are."""

    kind: str  # course | scenario | gate
    title: Wording
    address: str
    is_met: bool
    needed: int = 0  # percent, of a scenario
    score: int | None = None  # percent, the best so far


def programmes() -> tuple[Programme, ...]:
    """The programmes as published now."""
    return published_programmes()[1]


def published_programmes() -> tuple[int | None, tuple[Programme, ...]]:
    """The programmes' revision and the programmes; None and nothing before the first."""
    found = library.published(KIND, KIND)
    return (found.revision_id, found.content) if found else (None, ())


def facts_of(person_ids: Collection[int]) -> dict[int, Facts]:
    """What these people have proved, in a constant number of queries."""
    completed = completed_courses(person_ids)
    scores = assessment_scores(person_ids)
    gates = onboarding.signed_gates(person_ids)
    return {
        person_id: Facts(
            completed.get(person_id, frozenset()),
            scores.get(person_id, {}),
            gates.get(person_id, {}),
        )
        for person_id in person_ids
    }


def progress_of(person: Person) -> list[Progress]:
    """How far a person is with every programme."""
    facts = facts_of([person.id])[person.id]
    own = {certificate.programme: certificate for certificate in certificates_of(person)}
    return [Progress(programme, facts, own.get(programme.id)) for programme in programmes()]


def steps(programme: Programme, facts: Facts) -> list[Step]:
    """The requirements of a programme with titles, addresses and state; each gate is a step."""
    return [step for requirement in programme.requirements for step in _steps(requirement, facts)]


def _steps(requirement: Requirement, facts: Facts) -> Iterator[Step]:
    match requirement:
        case CourseRequirement(course):
            title, place = _named("course", course)
            yield Step("course", title, f"/courses/{place}", course in facts.courses)
        case ScenarioRequirement(scenario, at_least):
            title, place = _named("scenario", scenario)
            score = facts.scores.get(scenario)
            is_met = score is not None and score >= at_least
            yield Step("scenario", title, f"/scenarios/{place}", is_met, at_least, score)
        case GatesRequirement(plan, gates):
            titles = onboarding.gate_titles(plan)
            signed = facts.gates.get(plan, frozenset())
            for gate in gates:
                yield Step("gate", titles.get(gate, Wording(gate)), "/plan", gate in signed)


def scenario_title(name: str) -> Wording:
    """What a scenario is called."""
    return _named("scenario", name)[0]


def _named(kind: str, name: str) -> tuple[Wording, str]:
    found = library.published(kind, name)
    return (found.content.title, found.address) if found else (Wording(name), name)


def steps_of(certificate: Certificate) -> list[Step]:
    """What a certificate rests on: its own revision's requirements with the facts of its day."""
    programmes = library.at_revision(certificate.revision_id).content
    programme = next(p for p in programmes if p.id == certificate.programme)
    proved = certificate.snapshot["evidence"]
    gates = {plan: frozenset(signed) for plan, signed in proved["gates"].items()}
    return steps(programme, Facts(frozenset(proved["courses"]), proved["scores"], gates))
