"""Reading signatures: what was signed of which plan, which gates are passed."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import NamedTuple

import sqlalchemy as sa

from lms.db import db, read
from lms.errors import NotFound
from lms.library import queries as library
from lms.library.domain import Wording
from lms.library.models import Document
from lms.onboarding.domain import (
    Capacity,
    Entry,
    Gate,
    Subject,
    Template,
    Verdict,
    Wanted,
)
from lms.onboarding.domain.countersigning import Signatures
from lms.onboarding.domain.signing import in_force, next_number
from lms.onboarding.models import Plan, PlanGate, SignOff
from lms.people.models import Person

FACTS = ("number", "words", "by_id", "at", "extension_days", "public_id", "by_name")
# Put together once, and from tables: plans are read on every page.
_signed, _by = SignOff.__table__.c, Person.__table__.c
_plan, _gate, _document = Plan.__table__.c, PlanGate.__table__.c, Document.__table__.c
ENTRIES = (
    sa.select(
        _signed.subject,
        _signed.plan_id,
        _signed.subject_id,
        _signed.capacity,
        _signed.verdict,
        *(_signed[name] for name in FACTS[:-1]),
        _by.name,
    )
    .where(
        _signed.plan_id.in_(sa.bindparam("plans", expanding=True)),
        _by.id == _signed.by_id,
    )
    .order_by(_signed.number)
)
PASSED = sa.select(
    *(_plan.person_id, _document.name, _gate.gate, _plan.revision_id, _signed.at, _by.name)
).where(
    _plan.person_id.in_(sa.bindparam("people", expanding=True)),
    _gate.plan_id == _plan.id,
    _signed.id == _gate.passed_by_id,
    _by.id == _signed.by_id,
    _document.id == _plan.document_id,
)
Entries = Mapping[str, tuple[Entry, ...]]  # task or gate id → its entries


def entry_of(row: SignOff) -> Entry:
    """A stored signature as the rules see it."""
    return Entry(
        number=row.number,
        verdict=Verdict(row.verdict),
        words=row.words,
        by_id=row.by_id,
        by_name=row.by.name,
        at=row.at,
        extension_days=row.extension_days,
        public_id=row.public_id,
        capacity=Capacity(row.capacity),
    )


def entries_of(plan_ids: Collection[int], subject: Subject) -> dict[int, Entries]:
    """The entries of some plans: plan id → task or gate id → entries in their order.

    Of gates those of the mentors; a task is signed by one person, whoever the plan names.
    """
    found: dict[int, dict[str, tuple[Entry, ...]]] = {plan_id: {} for plan_id in plan_ids}
    for plan_id, name, entry in _entries(plan_ids, subject):
        if entry.capacity is Capacity.MENTOR or subject is Subject.TASK:
            found[plan_id][name] = (*found[plan_id].get(name, ()), entry)
    return dict(found)


class Seconds(NamedTuple):
    """Whether a gate takes a second person, and whether that is another mentor."""

    needs_lead: bool
    needs_peer: bool


ALONE = Seconds(needs_lead=False, needs_peer=False)


def signatures_of(
    seconds: Mapping[int, Mapping[str, Seconds]],
) -> dict[int, dict[str, Signatures]]:
    """All that was put to the gates of some plans: plan id → gate id → signatures.

    `seconds`: plan id → gate id → whether it takes a second person, and whom.
    """
    found: dict[int, dict[str, list[Entry]]] = {
        plan_id: {gate: [] for gate in gates} for plan_id, gates in seconds.items()
    }
    for plan_id, gate, entry in _entries(found, Subject.GATE):
        found[plan_id].setdefault(gate, []).append(entry)
    return {
        plan_id: {
            gate: _signatures(entries, seconds[plan_id].get(gate, ALONE))
            for gate, entries in gates.items()
        }
        for plan_id, gates in found.items()
    }


def _signatures(entries: Sequence[Entry], seconds: Seconds) -> Signatures:
    own = tuple(entry for entry in entries if entry.capacity is Capacity.MENTOR)
    answers = tuple(entry for entry in entries if entry.capacity is not Capacity.MENTOR)
    return Signatures(own, answers, *seconds)


def _entries(plan_ids: Collection[int], subject: Subject) -> Iterator[tuple[int, str, Entry]]:
    for signed, plan_id, name, as_, verdict, *facts in read(ENTRIES, plans=tuple(plan_ids)):
        if signed == subject:
            known = dict(zip(FACTS, facts, strict=True))
            yield plan_id, name, Entry(capacity=Capacity(as_), verdict=Verdict(verdict), **known)


def last_signed(person_ids: Collection[int]) -> dict[int, datetime]:
    """When a mentor last put a name to something of people's plans: person id → instant."""
    rows = (
        sa.select(Plan.person_id, sa.func.max(SignOff.at))
        .join(Plan, Plan.id == SignOff.plan_id)
        .where(Plan.person_id.in_(person_ids), SignOff.capacity == Capacity.MENTOR)
        .group_by(Plan.person_id)
    )
    return dict(db.session.execute(rows).all())


def next_numbers(plan_id: int) -> dict[str, int]:
    """The number of the next signature of each task of a plan that was ever signed."""
    entries = entries_of([plan_id], Subject.TASK)[plan_id]
    return {task: next_number(of_task) for task, of_task in entries.items()}


@dataclass(frozen=True, slots=True)
class Signed:
    """A signature that holds: of what, and its entry."""

    subject: Subject
    subject_id: str
    entry: Entry


def may_be_taken_back(plan_id: int, by_id: int, now: datetime) -> list[Signed]:
    """The signatures on a plan that a person may still take back, the newest first."""
    found = [
        Signed(subject, name, held[-1])
        for subject in Subject
        for name, entries in entries_of([plan_id], subject)[plan_id].items()
        if (held := in_force(entries)) and held[-1].may_be_taken_back(by_id, now)
    ]
    answered = _answered(plan_id)
    found = [one for one in found if (one.subject_id, one.entry.number) not in answered]
    return sorted(found, key=lambda signed: signed.entry.at, reverse=True)


def _answered(plan_id: int) -> set[tuple[str, int]]:
    """The mentor's entries on gates that a second person has answered: gate id and number."""
    return {
        (gate, entry.number)
        for _plan, gate, entry in _entries([plan_id], Subject.GATE)
        if entry.capacity is not Capacity.MENTOR
    }


def sign_off_of(plan: Plan, public_id: str) -> SignOff:
    """A signature of a plan. Raises NotFound for another's."""
    wanted = sa.select(SignOff).where(SignOff.plan_id == plan.id, SignOff.public_id == public_id)
    found = db.session.scalar(wanted)
    if found is None:
        raise NotFound
    return found


def signed_gates(person_ids: Collection[int]) -> dict[int, dict[str, frozenset[str]]]:
    """The gates that people have passed: person id → plan's name → gate ids; all their plans."""
    found: dict[int, dict[str, frozenset[str]]] = {}
    for person_id, name, gate, *_ in read(PASSED, people=tuple(person_ids)):
        plans = found.setdefault(person_id, {})
        plans[name] = plans.get(name, frozenset()) | {gate}
    return found


@dataclass(frozen=True, slots=True)
class PassedGate:
    """A gate that somebody has passed, with the plan in which it stands."""

    revision_id: int  # of the plan's text
    template: Template
    gate: Gate
    at: datetime
    by_name: str

    @property
    def rests_on(self) -> list[Wanted]:
        """What proved the tasks that it asks for."""
        return [task.proof for task in self.template.tasks() if task.id in self.gate.evidence]


def passed_gates(person_id: int) -> list[PassedGate]:
    """The gates that somebody has passed, of all their plans."""
    found = []
    for _, _, name, revision_id, at, by_name in read(PASSED, people=(person_id,)):
        template: Template = library.at_revision(revision_id).content
        gate = template.gate(name)
        if gate:
            found.append(PassedGate(revision_id, template, gate, at, by_name))
    return found


def gate_titles(plan: str) -> dict[str, Wording]:
    """The titles of the gates of a published plan by their ids; nothing for an unknown plan."""
    published = library.published("plan", plan)
    template: Template | None = published.content if published else None
    return {gate.id: gate.title for gate in template.gates()} if template else {}
