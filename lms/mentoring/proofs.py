"""Tasks proved by a mentor's observation, or by a work report that was sent."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import datetime

from lms.errors import N_
from lms.mentoring import queries
from lms.onboarding.domain import Evidence, ObservationProof, ReportProof, Task
from lms.onboarding.models import Plan
from lms.onboarding.proofs import Proof


@dataclass(frozen=True, slots=True)
class ObservationFacts:
    """The observations of some people that found a competency met."""

    met: Mapping[int, Mapping[str, list[queries.Met]]]

    def shown(self, plan: Plan, task: Task) -> Evidence | None:
        """The observation of the competency: for the second task that asks for it, the second."""
        if not isinstance(task.proof, ObservationProof):
            return None
        found = self.met.get(plan.person_id, {}).get(task.proof.competency, [])
        if len(found) < task.turn:
            return None
        one = found[task.turn - 1]
        return Evidence(
            words=N_("%(name)s观察：达到"),
            parameters={"name": one.by_name},
            at=one.at,
            by_name=one.by_name,
        )


class ObservationSource(Proof):
    """A mentor observed a competency and found it met."""

    kind = "observation"

    def facts(self, plans: Collection[Plan]) -> ObservationFacts:
        """All such observations of the people whose plans these are."""
        return ObservationFacts(queries.met([plan.person_id for plan in plans]))

    def addresses(self, tasks: Collection[Task]) -> Mapping[str, str]:
        """Where somebody says that they are ready to be observed."""
        return {
            task.id: f"/mentoring/requests/new?competency={task.proof.competency}"
            for task in tasks
            if isinstance(task.proof, ObservationProof)
        }


@dataclass(frozen=True, slots=True)
class ReportFacts:
    """The work reports that were sent in some plans."""

    sent: Mapping[tuple[int, str], tuple[datetime, str]]  # plan and task → when, which

    def shown(self, plan: Plan, task: Task) -> Evidence | None:
        """The report that the task asks for."""
        found = self.sent.get((plan.id, task.id))
        if not isinstance(task.proof, ReportProof) or found is None:
            return None
        at, public_id = found
        return Evidence(words=N_("交了述职报告"), at=at, address=f"/work-reports/{public_id}")


class ReportSource(Proof):
    """The work report of a month is sent."""

    kind = "report"

    def facts(self, plans: Collection[Plan]) -> ReportFacts:
        """All reports sent in these plans."""
        return ReportFacts(queries.sent_reports([plan.id for plan in plans]))

    def addresses(self, tasks: Collection[Task]) -> Mapping[str, str]:
        """Where each is written."""
        return {task.id: f"/work-reports/tasks/{task.id}" for task in tasks}
