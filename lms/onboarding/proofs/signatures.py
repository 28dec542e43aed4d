"""Tasks proved by a signature."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass

from lms.errors import N_
from lms.onboarding.domain import Evidence, SignOffProof, Subject, Task
from lms.onboarding.domain.signing import passed
from lms.onboarding.models import Plan
from lms.onboarding.proofs.registry import Proof
from lms.onboarding.queries.signatures import Entries, entries_of

SIGNED = N_("%(name)s已签字")


@dataclass(frozen=True, slots=True)
class SignatureFacts:
    """The entries of some plans."""

    entries: Mapping[int, Entries]

    def shown(self, plan: Plan, task: Task) -> Evidence | None:
        """The signature that holds."""
        if not isinstance(task.proof, SignOffProof):
            return None
        entry = passed(self.entries[plan.id].get(task.id, ()))
        if entry is None:
            return None
        return Evidence(
            words=SIGNED, parameters={"name": entry.by_name}, at=entry.at, by_name=entry.by_name
        )


class SignatureSource(Proof):
    """Somebody puts a name to the task."""

    kind = "sign_off"

    def facts(self, plans: Collection[Plan]) -> SignatureFacts:
        """All signatures on tasks of these plans."""
        return SignatureFacts(entries_of([plan.id for plan in plans], Subject.TASK))

    def addresses(self, tasks: Collection[Task]) -> Mapping[str, str]:
        """Where the mentor is found."""
        return {task.id: "/mentoring" for task in tasks}
