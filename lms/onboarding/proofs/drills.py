"""Tasks proved by a drill that was taken to its end."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import datetime

import sqlalchemy as sa

from lms.db import db
from lms.errors import N_
from lms.library.models import Document
from lms.onboarding.domain import DrillProof, Evidence, Task
from lms.onboarding.models import Plan
from lms.onboarding.proofs.registry import Proof, pages
from lms.scenarios.models import DrillRun

ENDING = "ending"


@dataclass(frozen=True, slots=True)
class DrillFacts:
    """The drills that some people took to their end, the oldest first."""

    runs: Mapping[tuple[int, str], list[tuple[datetime, str]]]  # person and drill → when, which

    def shown(self, plan: Plan, task: Task) -> Evidence | None:
        """The run that proves it: for the second task that asks for the same, the second."""
        if not isinstance(task.proof, DrillProof):
            return None
        runs = self.runs.get((plan.person_id, task.proof.drill), [])
        if len(runs) < task.turn:
            return None
        at, public_id = runs[task.turn - 1]
        return Evidence(words=N_("并发演练到结局"), at=at, address=f"/drill-runs/{public_id}")


class DrillSource(Proof):
    """A drill was taken to its end."""

    kind = "drill"

    def facts(self, plans: Collection[Plan]) -> DrillFacts:
        """All such runs of the people of these plans."""
        wanted = (
            sa.select(DrillRun.person_id, Document.name, DrillRun.ended_at, DrillRun.public_id)
            .join(Document, Document.id == DrillRun.document_id)
            .where(
                DrillRun.person_id.in_([plan.person_id for plan in plans]),
                DrillRun.ended_by == ENDING,
                sa.not_(DrillRun.is_preview),
            )
            .order_by(DrillRun.ended_at)
        )
        found: dict[tuple[int, str], list[tuple[datetime, str]]] = {}
        for person_id, name, at, public_id in db.session.execute(wanted):
            if at is not None:
                found.setdefault((person_id, name), []).append((at, public_id))
        return DrillFacts(found)

    def addresses(self, tasks: Collection[Task]) -> Mapping[str, str]:
        """The drills' pages."""
        asked = {t.id: t.proof.drill for t in tasks if isinstance(t.proof, DrillProof)}
        return pages("drill", "/drills", asked)
