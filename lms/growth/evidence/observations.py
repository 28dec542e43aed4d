"""What mentors saw at work."""

from collections.abc import Iterator
from datetime import date

from lms import clock
from lms.errors import N_
from lms.growth.domain import MET, NOT_MET, Fact, Rule, Source
from lms.growth.evidence.registry import Evidence
from lms.mentoring import queries as mentoring
from lms.mentoring.domain import Setting, Verdict
from lms.people.models import Person

WORDS = {
    Verdict.MET: N_("%(mentor)s观察：达到"),
    Verdict.NOT_YET: N_("%(mentor)s观察：还没达到"),
}
BY_CHECKLIST = N_("%(mentor)s按观察表看：%(seen)s 条做到 %(done)s 条")
SOURCES = {Setting.REAL: Source.OBSERVATION, Setting.SIMULATED: Source.SIMULATED}


class ObservationEvidence(Evidence):
    """Every observation is a fact of its own: met is 100, not yet is 0.

    With a checklist it is the share of what was seen that was done.
    """

    sources = (Source.OBSERVATION, Source.SIMULATED)

    def facts(self, person: Person, rule: Rule, today: date) -> Iterator[Fact]:  # noqa: ARG002
        """All observations of a person."""
        for number, seen in enumerate(mentoring.verdicts_on(person.id)):
            yield Fact(
                competency=seen.competency,
                source=SOURCES[seen.setting],
                item=str(number),
                share=_share(seen),
                at=seen.at,
                on=clock.day_of(seen.at),
                words=WORDS[seen.verdict] if seen.share is None else BY_CHECKLIST,
                parameters={"mentor": seen.by_name, "seen": seen.seen, "done": seen.done},
                own_address="/mentoring#observations",
                told_with="observation.view",
            )


def _share(seen: mentoring.Seen) -> int:
    if seen.share is not None:
        return seen.share
    return MET if seen.verdict is Verdict.MET else NOT_MET
