"""How long the seven numbers of one person take who has 10,000 facts, on both databases.

Of the facts 7,000 are role-plays, 2,000 observations and 1,000 first answers to checks. Timed is
all of it, from the first question to the database to the last number. Prints median and maximum.
"""

import argparse
import sys
import time
from collections.abc import Iterator
from datetime import datetime, timedelta
from pathlib import Path
from statistics import median

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

import sqlalchemy as sa
from flask import Flask

from bench.search import product
from lms import clock
from lms.config import ROOT
from lms.courses.domain import Lesson
from lms.courses.models import CheckAnswer
from lms.db import db, write
from lms.framework.domain import COMPETENCIES
from lms.growth import queries
from lms.growth.domain import Standing
from lms.library import queries as library
from lms.library import service
from lms.library.queries import Published
from lms.mentoring.models import ObservationRecord
from lms.people.models import Pair, Person
from lms.scenarios.models import Mark, Play
from tests.company import BEGINNING, Company
from tests.databases import postgresql_programs, running_postgresql

PLAYS, OBSERVATIONS, ANSWERS = 7_000, 2_000, 1_000
GOAL = 50  # milliseconds
SCORE = {"total": [8, 10], "by": {name: [7, 10] for name in COMPETENCIES}}
WORDS = "三通电话都先应答再提问，工单也录全了。"


def fill(app: Flask, now: datetime) -> int:
    """Publish the courses and let somebody have all those facts; whose they are."""
    company = Company(app)
    mentor, person = company.person("chen", "mentor"), company.person("lin", "trainee")
    company.pair(mentor, person)
    with app.app_context():
        write(service.load, service.prepare(ROOT), (), now=BEGINNING)
        write(_facts, person.id, mentor.id, now)
    return person.id


def _facts(person_id: int, mentor_id: int, now: datetime) -> None:
    pair_id = db.session.scalars(sa.select(Pair.id).where(Pair.apprentice_id == person_id)).one()
    db.session.execute(sa.insert(Play), list(_plays(person_id, now)))
    ids = db.session.scalars(sa.select(Play.id).where(Play.person_id == person_id)).all()
    db.session.execute(sa.insert(Mark), [_mark(number, now) for number in ids])
    seen = [_observation(n, pair_id, person_id, mentor_id, now) for n in range(OBSERVATIONS)]
    db.session.execute(sa.insert(ObservationRecord), seen)
    db.session.execute(sa.insert(CheckAnswer), list(_answers(person_id, now)))


def _plays(person_id: int, now: datetime) -> Iterator[dict[str, object]]:
    scenarios = library.all_published("scenario")
    for number in range(PLAYS):
        scenario = scenarios[number % len(scenarios)]
        at = now - timedelta(minutes=number)
        yield {
            "public_id": f"{number:012}", "person_id": person_id,
            "document_id": scenario.document_id, "revision_id": scenario.revision_id,
            "mode": "assessment" if number % 4 == 0 else "practice", "language": "zh-Hans",
            "seed": 1, "is_preview": False, "key": f"play {number}", "started_at": at,
            "ended_at": at, "ended_by": "ending",
        }  # fmt: skip


def _mark(play_id: int, now: datetime) -> dict[str, object]:
    return {
        "play_id": play_id, "number": 1, "score": 80, "points": SCORE, "passed": True,
        "engine": "bench", "reason": "", "at": now,
    }  # fmt: skip


def _observation(
    number: int, pair_id: int, person_id: int, mentor_id: int, now: datetime
) -> dict[str, object]:
    return {
        "pair_id": pair_id, "person_id": person_id, "mentor_id": mentor_id,
        "competency": COMPETENCIES[number % len(COMPETENCIES)],
        "verdict": "met" if number % 3 else "not-yet", "evidence": WORDS,
        "at": now - timedelta(hours=number), "key": f"observation {number}",
    }  # fmt: skip


def _answers(person_id: int, now: datetime) -> Iterator[dict[str, object]]:
    lessons: list[Published[Lesson]] = library.all_published("lesson")
    checks = [(lesson, check) for lesson in lessons for check in lesson.content.checks]
    for number in range(ANSWERS):
        lesson, check = checks[number % len(checks)]
        yield {
            "person_id": person_id, "document_id": lesson.document_id,
            "revision_id": lesson.revision_id, "question": check.id, "answer": [],
            "is_right": number % 3 == 0, "seconds": 20, "at": now - timedelta(minutes=number),
            "key": f"answer {number}",
        }  # fmt: skip


def measure(app: Flask, person_id: int, rounds: int) -> list[float]:
    """Milliseconds of every round; each asks the database anew."""
    taken = []
    for number in range(rounds + 1):  # the first one warms up
        with app.test_request_context():
            person, today = db.session.get_one(Person, person_id), clock.today()
            start = time.perf_counter()
            found = queries.standings_of(person, today)
            spent = (time.perf_counter() - start) * 1000
            if number:
                taken.append(spent)
    _expect(found)
    return taken


def _expect(found: tuple[Standing, ...]) -> None:
    for one in found:
        assert one.value is not None, one.competency
        assert one.aside.number > PLAYS / 2, "all plays are to be told, if only aside"


def report(name: str, taken: list[float]) -> bool:
    """Print a line; whether the goal is met."""
    fine = median(taken) <= GOAL
    verdict = "met" if fine else "MISSED"
    print(f"{name:12} median {median(taken):6.1f} ms   max {max(taken):6.1f} ms"
          f"   ≤ {GOAL} ms: {verdict}")  # fmt: skip
    return fine


def main() -> int:
    """Measure both databases and report."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rounds", type=int, default=30)
    rounds = parser.parse_args().rounds
    results = [_measured("SQLite", None, rounds)]
    if postgresql_programs():
        with running_postgresql() as address:
            results.append(_measured("PostgreSQL", address, rounds))
    else:
        print("PostgreSQL is not installed here: not measured.", file=sys.stderr)
    return 0 if all(results) else 1


def _measured(name: str, address: str | None, rounds: int) -> bool:
    with product(address) as app:
        return report(name, measure(app, fill(app, clock.now()), rounds))


if __name__ == "__main__":
    sys.exit(main())
