"""What a database holds of the acts that writers noted: lost, twice, half done, or made up."""

from collections import Counter
from collections.abc import Set
from dataclasses import dataclass, field

import sqlalchemy as sa

from lms.certification.models import Certificate, CertificateAct, NumberCounter
from lms.courses.models import CheckAnswer, SectionRead
from lms.db import sqlite
from lms.mentoring.models import ObservationRecord
from lms.onboarding.models import SignOff
from lms.people.models import AuditEvent, Person
from lms.scenarios.models import Mark, Play, Turn
from proofs.facts import PROVED
from proofs.ledger import Act

KEYS = {
    "play": sa.select(Play.key),
    "turn": sa.select(Turn.key),
    "answer": sa.select(CheckAnswer.key),
    "reading": sa.select(SectionRead.key),
    "observation": sa.select(ObservationRecord.key),
    "sign-off": sa.select(SignOff.key),
    "revocation": sa.select(CertificateAct.key),
    "certificate": sa.select(Person.login).join(Certificate, Certificate.person_id == Person.id),
}
SIGNATURES = ("task.signed", "task.unsigned", "gate.passed", "gate.extended", "gate.failed")
MARKED = ("ending", "clock")
ISSUED_BY_THE_JOB_TOO = "certificate"


@dataclass(frozen=True, slots=True)
class Findings:
    """What is wrong with a database; nothing in a sound one."""

    lost: list[Act] = field(default_factory=list)  # acknowledged and not there
    twice: list[Act] = field(default_factory=list)
    made_up: list[Act] = field(default_factory=list)  # there, though nobody sent it
    half_done: list[str] = field(default_factory=list)
    damage: list[str] = field(default_factory=list)  # what the database says of itself

    @property
    def faults(self) -> list[str]:
        """All of it in words."""
        return [
            *(f"lost {act.kind} {act.key}" for act in self.lost),
            *(f"twice {act.kind} {act.key}" for act in self.twice),
            *(f"nobody sent {act.kind} {act.key}" for act in self.made_up),
            *self.half_done,
            *self.damage,
        ]


def opened(address: str) -> sa.Engine:
    """A database that is only looked at; no connection stays open."""
    module = {"module": sqlite} if address.startswith("sqlite") else {}
    return sa.create_engine(address, poolclass=sa.NullPool, **module)


def examine(engine: sa.Engine, acknowledged: Set[Act], sent: Set[Act]) -> Findings:
    """Compare a database with what its writers noted; `sent` is what it may hold besides."""
    with engine.connect() as connection:
        damage = _damage(connection)
        if damage:
            return Findings(damage=damage)
        stored = _stored(connection)
        return Findings(
            lost=sorted(acknowledged - stored.keys()),
            twice=sorted(act for act, count in stored.items() if count > 1),
            made_up=sorted(act for act in stored.keys() - sent if not _is_expected(act)),
            half_done=_half_done(connection),
        )


def _stored(connection: sa.Connection) -> Counter[Act]:
    found: Counter[Act] = Counter()
    for kind, keys in KEYS.items():
        found.update(Act(kind, key) for key in connection.scalars(keys))
    return found


def _is_expected(act: Act) -> bool:
    """Whether an act may be there without having been sent by a writer."""
    return act.key.startswith(PROVED) or act.kind == ISSUED_BY_THE_JOB_TOO


def _damage(connection: sa.Connection) -> list[str]:
    if connection.dialect.name != "sqlite":
        return []
    found = [line for line in _pragma(connection, "quick_check") if line != "ok"]
    return found + _pragma(connection, "foreign_key_check")


def _pragma(connection: sa.Connection, name: str) -> list[str]:
    return [" ".join(map(str, row)) for row in connection.exec_driver_sql(f"PRAGMA {name}")]


def _half_done(connection: sa.Connection) -> list[str]:
    """Facts that are written in one transaction and do not go together."""

    def count(table: type, *where: sa.ColumnElement[bool]) -> int:
        wanted = sa.select(sa.func.count()).select_from(table).where(*where)
        return connection.scalar(wanted) or 0

    def audited(*kinds: str) -> int:
        return count(AuditEvent, AuditEvent.kind.in_(kinds))

    pairs = {
        "observations": (count(ObservationRecord), audited("observation.recorded")),
        "signatures": (count(SignOff, SignOff.key.not_like(f"{PROVED}%")), audited(*SIGNATURES)),
        "certificates": (count(Certificate), audited("certificate.issued")),
        "plays that ended and their marks": (count(Play, Play.ended_by.in_(MARKED)), count(Mark)),
        "certificates and the last number": (
            connection.scalar(sa.select(sa.func.max(Certificate.sequence))) or 0,
            connection.scalar(sa.select(sa.func.max(NumberCounter.last))) or 0,
        ),
    }
    halves = [f"{name}: {one} and {other}" for name, (one, other) in pairs.items() if one != other]
    return halves + _broken_links(connection)


def _broken_links(connection: sa.Connection) -> list[str]:
    """Events of the audit trail that do not follow another one, but the first."""
    known = sa.select(AuditEvent.hash)
    loose = sa.select(sa.func.count()).where(AuditEvent.previous_hash.not_in(known))
    found = connection.scalar(loose) or 0
    return [f"audit trail: {found} beginnings"] if found > 1 else []
