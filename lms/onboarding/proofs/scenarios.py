"""Tasks proved by a play that reached an ending."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass

from lms.errors import N_
from lms.onboarding.domain import Evidence, ScenarioProof, Task
from lms.onboarding.models import Plan
from lms.onboarding.proofs.registry import Proof, pages
from lms.scenarios import queries as scenarios
from lms.scenarios.domain import Mode, PlayResult


@dataclass(frozen=True, slots=True)
class ScenarioFacts:
    """The finished plays of some people, the newest first."""

    plays: Mapping[int, list[PlayResult]]

    def shown(self, plan: Plan, task: Task) -> Evidence | None:
        """The play that proves it: for the second task that asks for the same, the second."""
        wanted = task.proof
        if not isinstance(wanted, ScenarioProof):
            return None
        plays = reversed(self.plays.get(plan.person_id, []))
        fitting = [play for play in plays if proves(play, wanted)]
        if len(fitting) < task.turn:
            return None
        play = fitting[task.turn - 1]
        return Evidence(
            words=N_("演练到结局，%(score)s 分"),
            parameters={"score": play.score},
            at=play.ended_at,
            address=f"/plays/{play.public_id}",
        )


def proves(play: PlayResult, wanted: ScenarioProof) -> bool:
    """Whether a play is what a task asks for; a score counts only when the play was passed."""
    fits = play.scenario_id == wanted.scenario and play.mode.rank >= Mode(wanted.mode).rank
    return fits and (not wanted.at_least or (play.passed and play.score >= wanted.at_least))


class ScenarioSource(Proof):
    """A scenario was played to an ending."""

    kind = "scenario"

    def facts(self, plans: Collection[Plan]) -> ScenarioFacts:
        """All finished plays of the people of these plans."""
        return ScenarioFacts(scenarios.finished_plays_of([plan.person_id for plan in plans]))

    def addresses(self, tasks: Collection[Task]) -> Mapping[str, str]:
        """The scenarios' pages."""
        asked = {t.id: t.proof.scenario for t in tasks if isinstance(t.proof, ScenarioProof)}
        return pages("scenario", "/scenarios", asked)
