"""What differs between copies of a row of the first branch: numbers, random ids, names, texts."""

import json
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any

from lms.certification.models import Certificate
from lms.db.tables import Instant
from lms.messages.domain import PERSON
from lms.operations.demo.crowd.rows import Raw, Row, as_kept, told_in
from lms.operations.demo.crowd.who import Identity
from lms.people.models import Department, Person

SHIFTS = 20  # what happens on the same day in different copies happens some minutes apart
STEP = timedelta(seconds=73)
RANDOM = ("public_id", "code")
TOKEN = re.compile(r"(?<![0-9a-z])[2-9a-z]{12}(?![0-9a-z])|[A-Z]{2,4}-\d{4}-\d{6}")
MENTOR = "mentor"  # a parameter of the audit trail: somebody's number
PLACE = re.compile(r'"\\ue000(\d+)\\ue000"')  # of somebody in a text of JSON


@dataclass(slots=True)
class Copy:
    """A copy of the first branch in the making."""

    people: Sequence[Identity]  # a last branch may have fewer than the first
    department: Department
    shift: int
    tokens: dict[str, str]  # random ids and numbers of certificates: of the first branch → new
    bases: Mapping[str, int]  # table → the number of its first row


Cell = Callable[[Copy], Raw]
Places = Mapping[str, Mapping[int, int]]  # table → number of a row → its place in the table


@dataclass(slots=True)
class Form:
    """A row of the first branch as a form that copies fill in."""

    row: Row
    place: int  # in its table
    cells: Sequence[tuple[int, Cell]]
    shifted: Sequence[list[Raw]] = field(default_factory=list)

    def column(self, name: str) -> int:
        """The place of a column."""
        return list(self.row.values).index(name)

    def filled(self, copy: Copy) -> list[Raw]:
        """The row as it stands in a copy."""
        values = self.shifted[copy.shift].copy()
        for column, cell in self.cells:
            values[column] = cell(copy)
        return values


def forms(rows: Mapping[str, Sequence[Row]], department_id: int) -> dict[str, list[Form]]:
    """The rows of the first branch, whose department this is, as forms; by table."""
    places = {table: {row.id: n for n, row in enumerate(of)} for table, of in rows.items()}
    maker = _Maker(places, frozenset(tokens(rows)), department_id)
    return {
        table: [Form(row, n, list(maker.cells(row, n)), _shifted(row)) for n, row in enumerate(of)]
        for table, of in rows.items()
    }


def tokens(rows: Mapping[str, Sequence[Row]]) -> Iterator[str]:
    """The random ids of the first branch, and the numbers of its certificates."""
    for row in (row for of in rows.values() for row in of):
        yield from (str(row.values[name]) for name in RANDOM if name in row.values)
    for row in rows[Certificate.__tablename__]:
        yield str(row.values["number"])


def _shifted(row: Row) -> list[list[Raw]]:
    instants = [
        name
        for name, column in row.table.c.items()
        if isinstance(column.type, Instant) and row.values[name] is not None
    ]
    return [
        [
            *(
                dict(row.values) | {name: as_kept(row.at(name) + n * STEP) for name in instants}
            ).values()
        ]
        for n in range(SHIFTS)
    ]


@dataclass(frozen=True, slots=True)
class _Maker:
    places: Places
    tokens: frozenset[str]
    department_id: int

    def cells(self, row: Row, place: int) -> Iterator[tuple[int, Cell]]:
        """The cells of a row that differ, each with its column."""
        for number, name in enumerate(row.values):
            cell = self._cell(row, name, place)
            if cell is not None:
                yield number, cell

    def _cell(self, row: Row, name: str, place: int) -> Cell | None:
        value = row.values[name]
        if value is None:
            return None
        if name == "id":
            return _number(row.table.name, place)
        if row.table.name == Certificate.__tablename__ and name in SPECIAL:
            return SPECIAL[name](row)
        target = told_in(row.table.c[name])
        return self._reference(target, int(value)) if target else self._text(str(value))

    def _reference(self, table: str, id_: int) -> Cell | None:
        if table == Department.__tablename__ and id_ == self.department_id:
            return lambda copy: copy.department.id
        place = self.places.get(table, {}).get(id_)
        return None if place is None else _number(table, place)

    def _text(self, text: str) -> Cell | None:
        if text in self.tokens:
            return lambda copy: copy.tokens[text]
        parts = [*self._parts(self._with_places(text))]
        if all(isinstance(part, str) for part in parts):
            return None
        return lambda copy: "".join(p if isinstance(p, str) else str(p(copy)) for p in parts)

    def _with_places(self, text: str) -> str:
        """A text of JSON in which the numbers of our people have become their places."""
        if not text.startswith("{"):
            return text
        parameters = json.loads(text)
        marked = {name: self._marked(name, value) for name, value in parameters.items()}
        return text if marked == parameters else json.dumps(marked)

    def _marked(self, name: str, value: Any) -> Any:
        if isinstance(value, dict):
            return {inner: self._marked(inner, each) for inner, each in value.items()}
        place = self.places[Person.__tablename__].get(value) if name in (MENTOR, PERSON) else None
        return value if place is None else f"\ue000{place}\ue000"

    def _parts(self, text: str) -> Iterator[str | Cell]:
        end = 0
        for found in re.finditer(f"{TOKEN.pattern}|{PLACE.pattern}", text):
            if found[1] is None and found[0] not in self.tokens:
                continue
            yield text[end : found.start()]
            yield _token(found[0]) if found[1] is None else _number("person", int(found[1]))
            end = found.end()
        yield text[end:]


def _number(table: str, place: int) -> Cell:
    return lambda copy: copy.bases[table] + place


def _token(token: str) -> Cell:
    return lambda copy: copy.tokens[token]


def _sequence(row: Row) -> Cell:
    number = str(row.values["number"])
    return lambda copy: int(copy.tokens[number].rpartition("-")[2])


def _snapshot(row: Row) -> Cell:
    snapshot, owner = json.loads(str(row.values["snapshot"])), row.owner

    def cell(copy: Copy) -> str:
        who = copy.people[owner]
        own = {
            "name": who.name,
            "employee_number": str(who.number),
            "department": copy.department.name,
        }
        return json.dumps(snapshot | own)

    return cell


SPECIAL: Mapping[str, Callable[[Row], Cell]] = {"sequence": _sequence, "snapshot": _snapshot}
