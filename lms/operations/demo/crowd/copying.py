"""Copies of the first branch, with other people in them, written in bulk.

Never commits. The trail of the copies is chained on, and certificates are numbered, without gaps.
"""

import json
import secrets
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

import sqlalchemy as sa

from lms.certification.domain import number
from lms.certification.models import Certificate
from lms.certification.service import next_sequence
from lms.db import after_commit, db
from lms.db.tables import PUBLIC_ID_ALPHABET, PUBLIC_ID_LENGTH
from lms.operations.demo.company import person_of
from lms.operations.demo.crowd import bulk, places, who
from lms.operations.demo.crowd.cells import SHIFTS, Copy, Form, forms, tokens
from lms.operations.demo.crowd.rows import TABLES, Raw, instant, read
from lms.people import anchor, audit
from lms.people.domain import Event, digest
from lms.people.models import AuditEvent, Person

BYTES = bytes(ord(PUBLIC_ID_ALPHABET[n % len(PUBLIC_ID_ALPHABET)]) for n in range(256))
CERTIFICATES, EVENTS = Certificate.__tablename__, AuditEvent.__tablename__
PEOPLE = Person.__tablename__
MADE = ("login_looks", "employee_number_looks", "words")  # of names and numbers, by the table


@dataclass(frozen=True, slots=True)
class Pattern:
    """The first branch: its rows as forms, and how many of its people are mentors."""

    forms: Mapping[str, Sequence[Form]]
    people: Sequence[Mapping[str, Any]]  # the mentors first
    tokens: Sequence[str]
    mentors: int

    @classmethod
    def read(cls) -> "Pattern":
        """The first branch as it is now."""
        first = places.first().id
        mentors = who.ids_in(first, who.FIRST_MENTOR)
        ids = [*mentors, *who.ids_in(first, who.FIRST_TRAINEE)]
        rows = read(ids)
        return cls(forms(rows, first), _people(ids), list(tokens(rows)), len(mentors))

    def of(self, table: str, copy: Copy) -> Iterator[Form]:
        """The forms of the people that a copy has."""
        return (form for form in self.forms[table] if form.row.owner < len(copy.people))


def _people(ids: Sequence[int]) -> list[dict[str, Any]]:
    columns = [column for column in Person.__table__.c if column.name not in MADE]
    rows = db.session.execute(sa.select(*columns).where(Person.id.in_(ids)))
    found = {row.id: row._asdict() for row in rows}
    return [found[id_] for id_ in ids]


def copy_branches(pattern: Pattern, sizes: Sequence[int], *, now: datetime) -> None:
    """Write copies of the first branch with so many trainees each."""
    copies = list(_begun(pattern, sizes, now))
    next_numbers = bulk.prepare(TABLES.values())
    for copy in copies:
        copy.bases = dict(next_numbers)
        for name, of in pattern.forms.items():
            next_numbers[name] += len(of)
    _number_certificates(pattern, copies, now)
    db.session.execute(sa.insert(Person), [*_accounts(pattern, copies)])
    for name, table in TABLES.items():
        if name not in (PEOPLE, EVENTS):
            bulk.write(table, (f.filled(copy) for copy in copies for f in pattern.of(name, copy)))
    bulk.write(TABLES[EVENTS], _chained(pattern, copies, audit.head()))
    bulk.check(TABLES.values(), copies[0].bases)
    bulk.number_on(next_numbers)
    for copy in copies:
        places.name_lead(copy.department, person_of(copy.people[0].login), now=now)
    after_commit(anchor.drop)


def _begun(pattern: Pattern, sizes: Sequence[int], now: datetime) -> Iterator[Copy]:
    trainees, mentors, branches = who.count_trainees(), who.count_mentors(), places.count()
    for size in sizes:
        department = places.department(branches, now=now)
        people = [who.mentor(mentors + n) for n in range(pattern.mentors)]
        people += [who.trainee(trainees + n) for n in range(size)]
        new = _random_ids(len(pattern.tokens))
        words = dict(zip(pattern.tokens, new, strict=True))
        yield Copy(people, department, branches % SHIFTS, words, {})
        trainees, mentors, branches = trainees + size, mentors + pattern.mentors, branches + 1


def _random_ids(count: int) -> list[str]:
    drawn = secrets.token_bytes(count * PUBLIC_ID_LENGTH).translate(BYTES).decode()
    return [drawn[n : n + PUBLIC_ID_LENGTH] for n in range(0, len(drawn), PUBLIC_ID_LENGTH)]


def _accounts(pattern: Pattern, copies: Sequence[Copy]) -> Iterator[dict[str, Any]]:
    """The people of these copies; what their table makes of names and numbers is left to it."""
    for copy in copies:
        for place, identity in enumerate(copy.people):
            yield {
                **pattern.people[place],
                "id": copy.bases[PEOPLE] + place,
                "public_id": copy.tokens[pattern.people[place]["public_id"]],
                "creation_key": f"demo-{identity.login}",
                "login": identity.login,
                "employee_number": str(identity.number),
                "employee_number_folded": str(identity.number),
                "name": identity.name,
                "name_pinyin": identity.sounds,
                "email": identity.email,
                "department_id": copy.department.id,
            }


def _number_certificates(pattern: Pattern, copies: Sequence[Copy], now: datetime) -> None:
    """The earlier issued, the lower the number, among these copies."""
    issued: dict[tuple[str, int], list[tuple[str, int, str]]] = {}
    for place, copy in enumerate(copies):
        for form in pattern.of(CERTIFICATES, copy):
            row, at = form.row.values, form.shifted[copy.shift][form.column("issued_at")]
            series = issued.setdefault((str(row["prefix"]), int(row["year"] or 0)), [])
            series.append((str(at), place, str(row["number"])))
    for (prefix, year), found in issued.items():
        first = next_sequence(prefix, year, count=len(found), now=now)
        for sequence, (_, place, old) in enumerate(sorted(found), first):
            copies[place].tokens[old] = number(prefix, year, sequence)
    db.session.flush()  # what follows does not go through the session


def _chained(pattern: Pattern, copies: Sequence[Copy], previous: str) -> Iterator[list[Raw]]:
    """The trail of these copies in the order of time, chained to what was there before."""
    columns = [column.name for column in TABLES[EVENTS].c]
    found = (
        dict(zip(columns, form.filled(copy), strict=True))
        for copy in copies
        for form in pattern.of(EVENTS, copy)
    )
    ordered = sorted(found, key=lambda event: str(event["at"]))
    for number_, event in enumerate(ordered, copies[0].bases[EVENTS]):
        event |= {"id": number_, "previous_hash": previous, "hash": _digest(event, previous)}
        previous = str(event["hash"])
        yield list(event.values())


def _digest(event: Mapping[str, Any], previous: str) -> str:
    return digest(
        Event(
            0,  # the chain gives the order
            instant(event["at"]),
            event["kind"],
            _whole(event["actor_id"]),
            _whole(event["subject_id"]),
            json.loads(event["parameters"]),
            previous,
            "",
        )
    )


def _whole(number_: Raw) -> int | None:
    return None if number_ is None else int(number_)
