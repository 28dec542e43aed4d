"""Tasks proved by a signature."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass

from lms.errors import N_
from lms.onboarding.domain import Capacity, Entry, Evidence, SignOffProof, Subject, Task
from lms.onboarding.domain.signing import passed
from lms.onboarding.models import Plan
from lms.onboarding.proofs.registry import Proof
from lms.onboarding.queries.approvals import Approval, approvals_of
from lms.onboarding.queries.signatures import Entries, entries_of

SIGNED = N_("%(name)s已签字")


STOOD_IN = {  # by who should have signed
    "mentor": N_("%(name)s代师父签了字，师父当时不在"),
    "lead": N_("%(name)s代部门负责人签了字，负责人当时不在"),
    "hr": N_("%(name)s代人事签了字，人事当时不在"),
}
CONFIRMED = N_("%(name)s已签字，%(by)s已确认")


@dataclass(frozen=True, slots=True)
class SignatureFacts:
    """The entries of some plans, and which of them a second person confirms, or has confirmed."""

    entries: Mapping[int, Entries]
    approvals: Mapping[str, Approval]  # by the signature's public id

    def shown(self, plan: Plan, task: Task) -> Evidence | None:
        """The signature that holds."""
        if not isinstance(task.proof, SignOffProof):
            return None
        entry = passed(self.entries[plan.id].get(task.id, ()))
        if entry is None:
            return None
        approval = self.approvals.get(entry.public_id)
        if approval is not None and approval.by_name:
            parameters = {"name": entry.by_name, "by": approval.by_name}
            return Evidence(
                words=CONFIRMED,
                parameters=parameters,
                at=approval.at or entry.at,
                by_name=entry.by_name,
            )
        return Evidence(
            words=_words(task, task.proof, entry),
            parameters={"name": entry.by_name},
            at=entry.at,
            by_name=entry.by_name,
            waits_for=approval.role if approval is not None else None,
        )


def _words(task: Task, proof: SignOffProof, entry: Entry) -> str:
    """What the signature says: whether somebody signed in the place of another."""
    own = {"hr": Capacity.DEPUTY}.get(proof.capacity, proof.capacity)
    stood_in = task.substitute is not None and entry.capacity != own
    return STOOD_IN[proof.capacity] if stood_in else SIGNED


class SignatureSource(Proof):
    """Somebody puts a name to the task."""

    kind = "sign_off"

    def facts(self, plans: Collection[Plan]) -> SignatureFacts:
        """All signatures on tasks of these plans."""
        ids = [plan.id for plan in plans]
        return SignatureFacts(entries_of(ids, Subject.TASK), approvals_of(plans))

    def addresses(self, tasks: Collection[Task]) -> Mapping[str, str]:
        """Where the mentor is found."""
        return {task.id: "/mentoring" for task in tasks}
