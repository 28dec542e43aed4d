"""Gates of a plan that a mentor signed: on what their evidence was about."""

from collections.abc import Iterator, Sequence
from datetime import date

from lms import clock
from lms.errors import N_
from lms.growth.domain import Fact, Rule, Source
from lms.growth.evidence.registry import Evidence
from lms.i18n import language
from lms.library import queries as library
from lms.onboarding import queries as onboarding
from lms.onboarding.domain import LessonProof, ObservationProof, ScenarioProof, Wanted
from lms.people.models import Person

WORDS = N_("%(mentor)s签过“%(gate)s”")


class GateEvidence(Evidence):
    """A gate passed is a fact on the competencies of what it rests on."""

    sources = (Source.GATE,)

    def facts(self, person: Person, rule: Rule, today: date) -> Iterator[Fact]:  # noqa: ARG002
        """The gates that a person has passed."""
        for passed in onboarding.passed_gates(person.id):
            for competency in _about(passed):
                yield _fact(person, passed, competency, rule.terms[Source.GATE].share)


def _about(passed: onboarding.PassedGate) -> Sequence[str]:
    key = f"what {passed.gate.id} of {passed.revision_id} is about"
    found = (name for wanted in passed.rests_on for name in _competencies(wanted))
    return library.of_this_edition(key, lambda: sorted(set(found)))


def _fact(person: Person, passed: onboarding.PassedGate, competency: str, share: int) -> Fact:
    return Fact(
        competency=competency,
        source=Source.GATE,
        item=f"{passed.template.id}/{passed.gate.id}",
        share=share,
        at=passed.at,
        on=clock.day_of(passed.at),
        words=WORDS,
        parameters={"mentor": passed.by_name, "gate": passed.gate.title.in_(language())},
        own_address="/plan",
        address=f"/people/{person.public_id}/plan",
        told_with="plan.view",
        opened_with="plan.view",
    )


def _competencies(wanted: Wanted) -> tuple[str, ...]:
    match wanted:
        case ObservationProof(competency):
            return (competency,)
        case LessonProof(lesson):
            return _of_document("lesson", lesson)
        case ScenarioProof(scenario=scenario):
            return _of_document("scenario", scenario)
    return ()


def _of_document(kind: str, name: str) -> tuple[str, ...]:
    found = library.published(kind, name)
    return tuple(found.content.competencies) if found else ()
