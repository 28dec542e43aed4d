"""The growth file of one person: what was proven, planned, talked about and seen."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from lms.growth.domain import Standing
from lms.growth.models import LearningPlan
from lms.growth.papers import Paper, papers_of
from lms.growth.queries.learning import Followed, followed, learning_plans
from lms.growth.queries.measures import Measure, facts_about, measure, standings_by
from lms.growth.queries.sights import Sight, sight
from lms.mentoring import queries as mentoring
from lms.mentoring.domain import SessionState, Worked
from lms.mentoring.models import ObservationRecord, WorkReport
from lms.mentoring.queries import Session
from lms.onboarding import queries as onboarding
from lms.onboarding.queries import JudgedPlan
from lms.people.models import Person

MOST = 500  # talks, and observations, the newest


@dataclass(frozen=True, slots=True)
class GrowthFile:
    """What stands in a growth file; None for a part that these eyes may not see."""

    sight: Sight
    asker: Person
    on: date
    measure: Measure | None
    standings: Sequence[Standing]
    papers: Sequence[Paper] | None  # the oldest first
    plans: Sequence[JudgedPlan] | None  # the first begun first
    talks: Sequence[Session] | None  # the newest first
    observations: Sequence[ObservationRecord] | None  # the newest first
    reports: Sequence[WorkReport] | None  # the oldest first
    learning: Sequence[tuple[LearningPlan, Sequence[Followed]]]  # the oldest first

    @property
    def worked(self) -> Worked:
        """The talks together: only those that both have confirmed count."""
        talks = self.talks or ()
        minutes = [one.record.minutes for one in talks if one.state is SessionState.CONFIRMED]
        return Worked(len(minutes), sum(minutes), len(talks) - len(minutes))


def growth_file(asker: Person, person: Person, today: date) -> GrowthFile:
    """The growth file of somebody whose competencies the asker may see.

    As many queries for a long file as for a short one.
    """
    eyes, facts = sight(asker, person, today), facts_about(person, today)
    may = eyes.may
    return GrowthFile(
        sight=eyes,
        asker=asker,
        on=today,
        measure=measure(),
        standings=standings_by(facts, today),
        papers=list(papers_of(person)) if may("certificate.view") else None,
        plans=onboarding.judged_plans(person.id) if may("plan.view") else None,
        talks=mentoring.sessions_as_apprentice(person, MOST) if may("pairs.view") else None,
        observations=(
            mentoring.observations_of(person.id, MOST) if may("observation.view") else None
        ),
        reports=mentoring.reports_of(person.id) if may("plan.view") else None,
        learning=[(plan, followed(plan, facts)) for plan in learning_plans(person)],
    )
