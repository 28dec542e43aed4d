"""Tasks proved by a lesson that is complete."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass

from lms.courses import queries as courses
from lms.courses.domain import Completion
from lms.errors import N_
from lms.onboarding.domain import Evidence, LessonProof, Task
from lms.onboarding.models import Plan
from lms.onboarding.proofs.registry import Proof, pages


@dataclass(frozen=True, slots=True)
class LessonFacts:
    """The lessons that some people completed."""

    completions: Mapping[int, Mapping[str, Completion]]

    def shown(self, plan: Plan, task: Task) -> Evidence | None:
        """The completion of the lesson, if it still counts."""
        if not isinstance(task.proof, LessonProof):
            return None
        found = self.completions.get(plan.person_id, {}).get(task.proof.lesson)
        if found is None:
            return None
        words = N_("摸底测全对，这一课免修") if found.test else N_("这一课已读完")
        return Evidence(words=words, at=found.completed_at)


class LessonSource(Proof):
    """A lesson is complete."""

    kind = "lesson"

    def facts(self, plans: Collection[Plan]) -> LessonFacts:
        """All lessons that the people of these plans completed."""
        return LessonFacts(courses.completions_of([plan.person_id for plan in plans]))

    def addresses(self, tasks: Collection[Task]) -> Mapping[str, str]:
        """The lessons' pages."""
        asked = {t.id: t.proof.lesson for t in tasks if isinstance(t.proof, LessonProof)}
        return pages("lesson", "/courses", asked)
