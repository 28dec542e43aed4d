"""How long authors wait for what a million turns teach them, on both databases.

Writes first plays of one scenario in bulk (executemany, COPY), all in one revision and mode: the
worst case. Only the two tables that are added up are filled; people and plays behind them are left
out. Timed are the sums by themselves and the whole page as its author sees it. Prints median and
maximum; exit code 0: within the goal.
"""

import argparse
import random
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from statistics import median
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

import sqlalchemy as sa
from flask import Flask

from bench.search import product
from lms.config import ROOT
from lms.db import db, write
from lms.library import queries as library
from lms.library import service
from lms.library.models import DocumentAuthor
from lms.people.models import Person
from lms.scenarios.domain import Mode, Scenario
from lms.scenarios.domain.bots import Bot, bot_plays
from lms.scenarios.domain.score import result
from lms.scenarios.models import FirstPlay, StepTaken
from lms.statistics import queries
from tests.company import BEGINNING, Company
from tests.databases import postgresql_programs, running_postgresql
from tests.pages import Browser

TURNS = 1_000_000
GOAL = 1_000  # milliseconds
SCENARIO = "lost-parcel"
MODE = Mode.PRACTICE
FIRST = ("play_id", "person_id", "revision_id", "mode", "left_at")
TAKEN = ("play_id", "revision_id", "mode", "step", "answer", "target", "earned", "seconds", "score")

Rows = Iterator[tuple[Any, ...]]


def fill(app: Flask, turns: int) -> Person:
    """Publish the scenarios and put down so many turns of one of them; its author."""
    author = Company(app).person("wang", "trainer")
    with app.app_context():
        write(service.load, service.prepare(ROOT), (), now=BEGINNING)
        live = library.published("scenario", SCENARIO)
        write(_sign, live.document_id, author.id)
        taken = list(_taken(live.content, live.revision_id, turns))
        plays = range(1, taken[-1][0] + 1)
        _write(FirstPlay, FIRST, ((n, n, live.revision_id, MODE.value, None) for n in plays))
        _write(StepTaken, TAKEN, iter(taken))
        _settle()
    return author


def _sign(document_id: int, person_id: int) -> None:
    db.session.add(DocumentAuthor(document_id=document_id, person_id=person_id))


def _taken(scenario: Scenario, revision_id: int, turns: int) -> Rows:
    """Plays of somebody who rolls dice, again and again, until there are so many turns."""
    chance = random.Random(SCENARIO)  # noqa: S311  # no secret
    known = [_steps(scenario, scenes) for scenes in bot_plays(scenario, Bot.DICE)]
    number = written = 0
    while written < turns:
        number, steps = number + 1, chance.choice(known)
        for step, answer, target, earned, score in steps:
            seconds = min(3600, int(chance.expovariate(1 / 40))) if answer else None
            yield (
                number, revision_id, MODE.value, step, answer, target, earned, seconds, score,
            )  # fmt: skip
        written += len(steps)


def _steps(scenario: Scenario, scenes: tuple[Any, ...]) -> list[tuple[str, str, str, int, int]]:
    score = result(scenario, scenes).score
    found: dict[str, tuple[str, str, str, int, int]] = {}
    for scene in scenes:
        said = scene.verdict
        earned = max(0, sum(said.points.values()))
        found.setdefault(said.step, (said.step, said.answer, said.target, earned, score))
    end = scenes[-1].after.step
    return [*found.values(), (end, "", "", 0, score)]


def _write(model: Any, columns: tuple[str, ...], rows: Rows) -> None:
    """Write rows at once, though what they refer to is not there."""
    table, names = model.__table__.name, ", ".join(columns)
    connection = db.engine.raw_connection()
    driver: Any = connection.driver_connection
    if db.engine.dialect.name == "sqlite":
        driver.execute("PRAGMA foreign_keys=OFF")
        driver.execute("BEGIN")
        places = ", ".join("?" * len(columns))
        driver.executemany(f"INSERT INTO {table} ({names}) VALUES ({places})", rows)  # noqa: S608
        driver.execute("COMMIT")
        driver.execute("PRAGMA foreign_keys=ON")
    else:
        driver.execute("SET session_replication_role = replica")
        driver.execute("SET statement_timeout = 0")
        with (
            driver.cursor() as cursor,
            cursor.copy(f"COPY {table} ({names}) FROM STDIN") as copy,
        ):
            for row in rows:
                copy.write_row(row)
        driver.commit()
    connection.invalidate()  # its settings go with it


def _settle() -> None:
    """Let PostgreSQL look at what is there, as it does by itself after a while."""
    if db.engine.dialect.name == "sqlite":
        return
    engine = db.engine.execution_options(isolation_level="AUTOCOMMIT")
    with engine.connect() as connection:
        connection.execute(sa.text("SET statement_timeout = 0"))
        for table in ("first_play", "step_taken"):
            connection.execute(sa.text(f"VACUUM ANALYZE {table}"))


def measure(app: Flask, author: Person, rounds: int) -> dict[str, list[float]]:
    """Milliseconds of every round: the sums, and the page."""
    browser = Browser(app, author)

    def sums() -> None:
        with app.app_context():
            live = library.published("scenario", SCENARIO)
            found = queries.counts(live.revision_id, MODE)
            assert sum(edge.people for edge in found.edges) >= found.people

    def page() -> None:
        answer = browser.client.get(f"/statistics/{SCENARIO}?mode={MODE.value}")
        assert b"step-map" in answer.get_data()

    return {"sums": _timed(sums, rounds), "page": _timed(page, rounds)}


def _timed(act: Callable[[], None], rounds: int) -> list[float]:
    taken = []
    for number in range(rounds + 1):  # the first one warms up
        start = time.perf_counter()
        act()
        if number:
            taken.append((time.perf_counter() - start) * 1000)
    return taken


def main() -> int:
    """Measure both databases and report."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--turns", type=int, default=TURNS)
    parser.add_argument("--rounds", type=int, default=5)
    asked = parser.parse_args()
    fine = _measured("SQLite", None, asked)
    if postgresql_programs():
        with running_postgresql() as address:
            fine = _measured("PostgreSQL", address, asked) and fine
    else:
        print("PostgreSQL is not installed here: not measured.", file=sys.stderr)
    return 0 if fine else 1


def _measured(name: str, address: str | None, asked: argparse.Namespace) -> bool:
    with product(address) as app:
        start = time.perf_counter()
        author = fill(app, asked.turns)
        print(f"{name:12} {asked.turns} turns written in {time.perf_counter() - start:.0f} s")
        found = measure(app, author, asked.rounds)
    for what, taken in found.items():
        print(f"{name:12} {what}: median {median(taken):6.0f} ms   max {max(taken):6.0f} ms")
    fine = all(median(taken) <= GOAL for taken in found.values())
    print(f"{name:12} ≤ {GOAL} ms: {'met' if fine else 'MISSED'}")
    return fine


if __name__ == "__main__":
    sys.exit(main())
