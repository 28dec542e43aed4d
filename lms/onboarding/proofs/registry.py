"""The protocol of proofs and its registry."""

from collections.abc import Collection, Mapping
from typing import Protocol

from flask import Flask, current_app

from lms.errors import ConfigurationError
from lms.library import queries as library
from lms.onboarding.domain import Evidence, Task
from lms.onboarding.models import Plan

EXTENSION = "onboarding.proofs"


class Facts(Protocol):
    """What one source knows about some plans, read at once."""

    def shown(self, plan: Plan, task: Task) -> Evidence | None:
        """What proves a task of one of these plans; None while it is not proved. No queries."""


class Proof(Protocol):
    """A source of evidence; `kind` is the key in a task's `proof`: lesson, scenario and so on."""

    kind: str

    def facts(self, plans: Collection[Plan]) -> Facts:
        """All it needs about these plans, in a number of queries that does not grow with them."""

    def addresses(self, tasks: Collection[Task]) -> Mapping[str, str]:
        """Where the trainee goes to do each task, by its id; left out: nowhere."""

    def address(self, task: Task) -> str | None:
        """Where the trainee goes to do it; None where there is no page for it."""
        return self.addresses([task]).get(task.id)


def register(app: Flask, proof: Proof) -> None:
    """Make a source of evidence known; called by features in their `init_app`."""
    registered = app.extensions.setdefault(EXTENSION, {})
    if proof.kind in registered:
        raise ConfigurationError(f"proof {proof.kind!r} is registered twice")
    registered[proof.kind] = proof


def of(kind: str) -> Proof:
    """The source for this kind. Raises ConfigurationError for one that nobody registered."""
    registered: Mapping[str, Proof] = current_app.extensions.get(EXTENSION, {})
    try:
        return registered[kind]
    except KeyError:
        raise ConfigurationError(f"proof {kind!r} is not registered") from None


def evidence(plans: Mapping[Plan, Collection[Task]]) -> dict[int, dict[str, Evidence]]:
    """What proves the tasks of some plans: plan id → task id → evidence.

    What has yet to be confirmed is left out. Every kind of proof is asked once for all plans.
    """
    return {
        plan_id: {name: one for name, one in of_plan.items() if one.waits_for is None}
        for plan_id, of_plan in shown(plans).items()
    }


def shown(plans: Mapping[Plan, Collection[Task]]) -> dict[int, dict[str, Evidence]]:
    """What proves the tasks of some plans, also what has yet to be confirmed."""
    kinds = {task.proof.kind for tasks in plans.values() for task in tasks}
    facts = {kind: of(kind).facts(list(plans)) for kind in sorted(kinds)}
    return {plan.id: _shown(plan, tasks, facts) for plan, tasks in plans.items()}


def addresses(tasks: Collection[Task]) -> dict[str, str]:
    """Where the trainee goes to do some tasks: task id → address."""
    found: dict[str, str] = {}
    for kind in sorted({task.proof.kind for task in tasks}):
        of_kind = [task for task in tasks if task.proof.kind == kind]
        found |= of(kind).addresses(of_kind)
    return found


def pages(kind: str, below: str, asked: Mapping[str, str]) -> dict[str, str]:
    """The pages of documents of a kind: task id → address, for the names that are published."""
    known = library.addresses(kind)
    return {task: f"{below}/{known[name]}" for task, name in asked.items() if name in known}


def _shown(plan: Plan, tasks: Collection[Task], facts: Mapping[str, Facts]) -> dict[str, Evidence]:
    found = ((task.id, facts[task.proof.kind].shown(plan, task)) for task in tasks)
    return {name: shown for name, shown in found if shown is not None}
