"""Tasks proved by a mentor's observation."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass

from lms.errors import N_
from lms.mentoring import queries
from lms.mentoring.models import ObservationRecord
from lms.onboarding.domain import Evidence, ObservationProof, Task
from lms.onboarding.models import Plan

Met = Mapping[int, Mapping[str, list[ObservationRecord]]]


@dataclass(frozen=True, slots=True)
class ObservationFacts:
    """The observations of some people that found a competency met."""

    met: Met

    def shown(self, plan: Plan, task: Task) -> Evidence | None:
        """The observation of the competency: for the second task that asks for it, the second."""
        if not isinstance(task.proof, ObservationProof):
            return None
        found = self.met.get(plan.person_id, {}).get(task.proof.competency, [])
        if len(found) < task.turn:
            return None
        record = found[task.turn - 1]
        return Evidence(
            words=N_("%(name)s 观察：达到"),
            parameters={"name": record.mentor.name},
            at=record.at,
            by_name=record.mentor.name,
        )


class ObservationSource:
    """A mentor observed a competency and found it met."""

    kind = "observation"

    def facts(self, plans: Collection[Plan]) -> ObservationFacts:
        """All such observations of the people whose plans these are."""
        return ObservationFacts(queries.met([plan.person_id for plan in plans]))

    def address(self, task: Task) -> str | None:  # noqa: ARG002 - the mentor is the same for all
        """Where the mentor is found."""
        return "/mentoring"
