"""Roles, and the access matrix that says what they open."""

import csv
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path


class Role(StrEnum):
    """What a person comes to do; one person may hold several roles."""

    TRAINEE = "trainee"
    MENTOR = "mentor"
    TRAINER = "trainer"
    HR = "hr"
    ADMIN = "admin"


class Status(StrEnum):
    """Whether a person may sign in."""

    ACTIVE = "active"
    SUSPENDED = "suspended"


ANONYMOUS = "anon"
LEAD = "L"  # person in a department that the asker leads
LEAD_PERMISSIONS = frozenset(
    {
        *("person.view", "plan.view", "growth.view", "signoff.give", "dispute.decide"),
        *("rota.enter", "observation.assist"),
    }
)
DENIED = frozenset({"N"})
HIDDEN = frozenset({"404"})
GRANTED_BY_HR = frozenset({Role.TRAINEE, Role.MENTOR})


class Door(StrEnum):
    """What the access matrix says before any record is looked at."""

    OPEN = "open"
    FORBIDDEN = "forbidden"
    HIDDEN = "hidden"


@dataclass(frozen=True, slots=True)
class AccessMatrix:
    """Who may do what: permission → role → letter (the legend stands in access.csv)."""

    letters: Mapping[str, Mapping[str, str]]

    @classmethod
    def parse(cls, text: str) -> "AccessMatrix":
        """Read the matrix from the text of access.csv; lines that begin with # are its legend."""
        lines = [line for line in text.splitlines() if not line.startswith("#")]
        columns = [ANONYMOUS, *Role]
        rows = {
            row["id"]: {column: row[column].removesuffix("2") for column in columns}
            for row in csv.DictReader(lines)
        }
        return cls(rows)

    @classmethod
    def read(cls) -> "AccessMatrix":
        """The matrix of this product."""
        file = Path(__file__).parent.parent / "access.csv"
        return cls.parse(file.read_text(encoding="utf-8"))

    def of(self, permission: str, roles: Iterable[str], *, leads: bool = False) -> frozenset[str]:
        """All letters that these roles have for a permission; `leads`: leads a department.

        Raises KeyError for a permission that is no row of the matrix.
        """
        row = self.letters[permission]
        found = {row[role] for role in roles}
        if leads and permission in LEAD_PERMISSIONS:
            found.add(LEAD)
        return frozenset(found)

    def door(self, letters: frozenset[str]) -> Door:
        """Whether anything behind these letters may be open; the record itself is checked later."""
        if letters - DENIED - HIDDEN:
            return Door.OPEN
        return Door.HIDDEN if letters & HIDDEN else Door.FORBIDDEN


def grantable(by_roles: Iterable[str], role: Role) -> bool:
    """Whether someone with these roles may give or take this role: HR only trainee and mentor."""
    mine = set(by_roles)
    return Role.ADMIN in mine or (Role.HR in mine and role in GRANTED_BY_HR)


def may_suspend(by_roles: Iterable[str], roles: Iterable[str]) -> bool:
    """Whether these roles may suspend and reactivate someone with those: HR not hr and admin."""
    mine = set(by_roles)
    return Role.ADMIN in mine or (Role.HR in mine and not {Role.HR, Role.ADMIN} & set(roles))


def may_issue_slip(by_roles: Iterable[str], roles: Iterable[str]) -> bool:
    """Whether these roles may hand out a password slip for someone with those.

    Whoever holds a slip becomes that person, so HR may do it only for roles that HR could give.
    """
    mine = set(by_roles)
    return Role.ADMIN in mine or (Role.HR in mine and set(roles) <= GRANTED_BY_HR)
