"""What mentors saw at work."""

from collections.abc import Iterator
from datetime import date

from lms import clock
from lms.errors import N_
from lms.growth.domain import MET, NOT_MET, Fact, Rule, Source
from lms.growth.evidence.registry import Evidence
from lms.mentoring import queries as mentoring
from lms.mentoring.domain import Verdict
from lms.people.models import Person

WORDS = {
    Verdict.MET: N_("%(mentor)s观察：达到"),
    Verdict.NOT_YET: N_("%(mentor)s观察：还没达到"),
}


class ObservationEvidence(Evidence):
    """Every observation is a fact of its own: met is 100, not yet is 0."""

    sources = (Source.OBSERVATION,)

    def facts(self, person: Person, rule: Rule, today: date) -> Iterator[Fact]:  # noqa: ARG002
        """All observations of a person."""
        for number, seen in enumerate(mentoring.verdicts_on(person.id)):
            yield Fact(
                competency=seen.competency,
                source=Source.OBSERVATION,
                item=str(number),
                share=MET if seen.verdict is Verdict.MET else NOT_MET,
                at=seen.at,
                on=clock.day_of(seen.at),
                words=WORDS[seen.verdict],
                parameters={"mentor": seen.by_name},
                own_address="/mentoring#observations",
                told_with="observation.view",
            )
