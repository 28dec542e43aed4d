"""How long the matrix of a department with 200 people and all items of the plan takes.

Everybody has read, played, been observed and signed off something. Timed is the whole request,
from the address to the last byte of the page, on both databases: what this process works, and
how long it lasts, which on a busy machine is more. Statements are counted.
`python bench/cohorts.py` prints the medians.
"""

import argparse
import logging
import sys
import time
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from pathlib import Path
from statistics import median

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

import sqlalchemy as sa
from flask import Flask

from bench.search import product
from lms import clock
from lms.config import ROOT
from lms.courses.models import LessonCompletion
from lms.db import db, write
from lms.library import queries as library
from lms.library import service as texts
from lms.onboarding import service as onboarding
from lms.onboarding.models import Plan
from lms.people.models import Person
from lms.scenarios.models import Mark, Play
from tests.company import BEGINNING, Company
from tests.conftest import counted_queries
from tests.databases import postgresql_programs, running_postgresql
from tests.pages import Browser

PEOPLE, LESSONS, PLAYS = 200, 20, 6  # of each person
GOAL = 300  # milliseconds
MOST_STATEMENTS = 25


def fill(app: Flask, now: datetime) -> tuple[Person, str]:
    """Publish everything and let 200 people begin; an officer, and where the matrix is."""
    company = Company(app)
    hr, mentor = company.person("hr", "hr"), company.person("chen", "mentor")
    with app.app_context():
        write(texts.load, texts.prepare(ROOT), (), now=BEGINNING)
        write(onboarding.seed_calendar, now)
    for number in range(PEOPLE):
        person = company.person(f"new{number}", "trainee", starts_on=_first(now))
        company.pair(mentor, person, _first(now))
        with app.app_context():
            write(onboarding.start_plan, None, db.session.get_one(Person, person.id), now=now)
    with app.app_context():
        write(_facts, now)
    return hr, f"/reports/departments/{hr.department.public_id}"


def _first(now: datetime) -> date:
    return (now - timedelta(days=45)).date()


def _facts(now: datetime) -> None:
    people = db.session.scalars(sa.select(Plan.person_id)).all()
    lessons = library.all_published("lesson")[:LESSONS]
    read = [
        {
            "person_id": person, "document_id": lesson.document_id,
            "revision_id": lesson.revision_id, "completed_at": now,
        }
        for person in people
        for lesson in lessons
    ]  # fmt: skip
    db.session.execute(sa.insert(LessonCompletion), read)
    scenarios = library.all_published("scenario")[:PLAYS]
    played = [
        {
            "public_id": f"{person:05}{number:07}", "person_id": person,
            "document_id": scenario.document_id, "revision_id": scenario.revision_id,
            "mode": "practice", "language": "zh-Hans", "seed": 1, "is_preview": False,
            "key": f"play {person} {number}", "started_at": now, "ended_at": now,
            "ended_by": "ending",
        }
        for person in people
        for number, scenario in enumerate(scenarios)
    ]  # fmt: skip
    db.session.execute(sa.insert(Play), played)
    marks = [
        {
            "play_id": number, "number": 1, "score": 80, "points": {"total": [8, 10], "by": {}},
            "passed": True, "engine": "bench", "reason": "", "at": now,
        }
        for number in db.session.scalars(sa.select(Play.id))
    ]  # fmt: skip
    db.session.execute(sa.insert(Mark), marks)


@dataclass(frozen=True)
class Figures:
    """What one page takes."""

    worked: float  # median, milliseconds of this process
    lasted: float  # median, milliseconds
    statements: int
    cells: int

    @property
    def is_fine(self) -> bool:
        """Whether the goals are met."""
        return self.worked <= GOAL and self.statements <= MOST_STATEMENTS


def measure(app: Flask, hr: Person, address: str, rounds: int) -> Figures:
    """Ask for a page so many times."""
    client, worked, lasted = Browser(app, hr).client, [], []
    for number in range(rounds + 2):  # the first ones warm up
        with counted_queries(app) as asked:
            start, began = time.process_time(), time.perf_counter()
            page = client.get(address).get_data(as_text=True)
            spent = time.process_time() - start, time.perf_counter() - began
        if number > 1:
            worked.append(spent[0] * 1000)
            lasted.append(spent[1] * 1000)
    cells = page.count('<td class="item"')
    return Figures(median(worked), median(lasted), len(asked), cells)


def _measured(name: str, address: str | None, rounds: int) -> bool:
    with product(address) as app:
        hr, where = fill(app, clock.now())
        fine = True
        for show in ("plan", "courses", "scenarios"):
            found = measure(app, hr, f"{where}?show={show}", rounds)
            print(f"{name:11}{show:10} {PEOPLE} people, {found.cells:6} cells,"
                  f" {found.statements} statements: {found.worked:6.1f} ms of work"
                  f" (lasted {found.lasted:6.1f} ms)   ≤ {GOAL} ms:"
                  f" {'met' if found.is_fine else 'MISSED'}")  # fmt: skip
            fine = fine and found.is_fine
        return fine


def main() -> int:
    """Measure both databases and report."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rounds", type=int, default=15)
    rounds = parser.parse_args().rounds
    logging.disable(logging.INFO)  # of every request
    results = [_measured("SQLite", None, rounds)]
    if postgresql_programs():
        with running_postgresql() as address:
            results.append(_measured("PostgreSQL", address, rounds))
    else:
        print("PostgreSQL is not installed here: not measured.", file=sys.stderr)
    return 0 if all(results) else 1


if __name__ == "__main__":
    sys.exit(main())
