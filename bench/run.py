"""`make bench`: the product, served as `make run` serves it, beside a bare Flask application.

Per round, interleaved: a bare page, a lesson, a trainee's home, the debrief of a play; a bare
durable insert, a turn of a role-play, a typed reply that is graded, a turn of a drill. Every
response is checked. Printed: the median over the rounds of requests per second, of their ratio to
the bare one, and of the server's processor time per request.
"""

import argparse
import json
import os
import secrets
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterable
from pathlib import Path
from statistics import median

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from bench import acts
from bench.browsers import Person
from bench.servers import BINARIES, ROOT, Server, gunicorn

LESSON = "/courses/role-awareness/why-service-matters"
CLIENTS = 4
GOALS = {  # milliseconds of processor time a request, least ratio to the bare one
    "lesson": (4.0, 0.4),
    "home": (8.0, None),
    "turn": (4.0, 0.4),
}
BARE = {  # what is measured, and what it is compared with
    "bare page": "bare page",
    "lesson": "bare page",
    "home": "bare page",
    "debrief": "bare page",
    "bare insert": "bare insert",
    "turn": "bare insert",
    "graded reply": "bare insert",
    "drill turn": "bare insert",
}
SCRIPT = """
import json, sys
import sqlalchemy as sa
from app import app
from lms import clock
from lms.db import db, write
from lms.library import service
from lms.library.models import Document
from lms.people.models import Person, RoleGrant

def assign(now):
    typed = db.session.scalars(sa.select(Document).where(Document.name == sys.argv[1])).one()
    for person in people:
        service.assign(person, typed, None, "bench", now)

with app.app_context():
    trainees = sa.select(RoleGrant.person_id).where(RoleGrant.role == "trainee")
    wanted = sa.select(Person).where(Person.id.in_(trainees), Person.status == "active")
    people = db.session.scalars(wanted.order_by(Person.id)).all()
    logins = [person.login for person in people]
    write(assign, clock.now())
    print(json.dumps(logins))
"""


class Figures:
    """What was measured of one kind of request, a value per round."""

    def __init__(self) -> None:
        self.rates: list[float] = []
        self.cpu: list[float] = []

    def take(self, server: Server, acts: Iterable[Callable[[], int]]) -> None:
        """Measure one round of acts, each of which returns how many requests it made."""
        count, seconds, cpu = 0, 0.0, 0.0
        for act in acts:
            before, start = server.cpu_seconds(), time.perf_counter()
            count += act()
            seconds += time.perf_counter() - start
            cpu += server.cpu_seconds() - before
        self.rates.append(count / seconds)
        self.cpu.append(cpu / count * 1000)


def settle(people: list[Person], server: Server) -> None:
    """Spread few people over the server's children as evenly as many are by their number."""
    for _ in range(200):
        for person in people:
            if time.monotonic() - person.last_asked > 1:
                person.ask("GET", "/healthz")  # or the server closes the connection
        spread = server.connections()
        if max(spread) - min(spread) <= 1 and sum(spread) == len(people):
            return
        secrets.choice(people).reconnect()
    raise AssertionError(f"connections stay uneven: {spread}")


def demo_trainees(folder: str) -> list[str]:
    """The logins of demo trainees who may play, also what begins with a typed reply."""
    environment = {**os.environ, "LMS_INSTANCE": folder, "LMS_DEMO": "1"}
    out = subprocess.run(
        [sys.executable, "-c", SCRIPT, acts.TYPED.split("/")[2]],
        cwd=ROOT,
        env=environment,
        check=True,
        capture_output=True,
        text=True,
    )
    return json.loads(out.stdout.splitlines()[-1])


def prepare(folder: str) -> None:
    """A demo company in a folder of its own."""
    environment = {**os.environ, "LMS_INSTANCE": folder, "LMS_DEMO": "1"}
    subprocess.run(
        [str(BINARIES / "python"), "deploy/serve.py", "--prepare-only"],
        cwd=ROOT,
        env=environment,
        check=True,
        stdout=subprocess.DEVNULL,
    )


def measure(rounds: int, times: int) -> dict[str, Figures]:
    """All figures, interleaved round by round."""
    kinds = {name: Figures() for name in BARE}
    with tempfile.TemporaryDirectory() as folder:
        prepare(folder)
        logins = demo_trainees(folder)
        product = gunicorn("app:app", LMS_INSTANCE=folder, LMS_DEMO="1", LOGS=folder)
        bare = gunicorn("bench.bare:app", BARE_DATABASE=f"{folder}/bare.sqlite3", LOGS=folder)
        with product as ours, bare as theirs:
            strangers = [Person(theirs.port) for _ in range(CLIENTS)]
            people = [Person(ours.port, login) for login in logins[:CLIENTS]]
            for number in range(rounds + 1):  # the first round warms up
                taken = kinds if number else {name: Figures() for name in kinds}
                settle(strangers, theirs)
                settle(people, ours)
                taken["bare page"].take(theirs, acts.readers(strangers, "/page", "第 41 行", times))
                taken["lesson"].take(ours, acts.readers(people, LESSON, "window", times))
                taken["home"].take(ours, acts.readers(people, "/", "<h1", times))
                taken["bare insert"].take(theirs, acts.inserters(strangers, times))
                taken["turn"].take(ours, acts.players(people, times))
                taken["graded reply"].take(ours, acts.repliers(people, times))
                taken["debrief"].take(ours, acts.lookers_back(people, times))
                taken["drill turn"].take(ours, acts.drilled(people, times))
    return kinds


def report(kinds: dict[str, Figures]) -> bool:
    """Print the table; whether every goal is met."""
    print(f"{'':12}{'requests/s':>12}{'ratio':>8}{'CPU ms/request':>16}  goal")
    fine = True
    for name, figures in kinds.items():
        bare = kinds[BARE[name]]
        ratio = median(a / b for a, b in zip(figures.rates, bare.rates, strict=True))
        cpu = median(figures.cpu)
        goal = GOALS.get(name)
        met = goal is None or (cpu <= goal[0] and (goal[1] is None or ratio >= goal[1]))
        fine = fine and met
        words = "" if goal is None else f"≤ {goal[0]} ms" + (f", ≥ {goal[1]}" if goal[1] else "")
        verdict = "" if goal is None else ("  met" if met else "  MISSED")
        print(f"{name:12}{median(figures.rates):12.0f}{ratio:8.2f}{cpu:16.2f}  {words}{verdict}")
    return fine


def main() -> int:
    """Measure and report."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--times", type=int, default=100, help="requests of each client in a round")
    parser.add_argument("--json", type=Path, help="also write the figures here")
    arguments = parser.parse_args()
    kinds = measure(arguments.rounds, arguments.times)
    if arguments.json:
        figures = {
            name: {"requests_per_second": f.rates, "cpu_ms": f.cpu} for name, f in kinds.items()
        }
        arguments.json.write_text(json.dumps(figures, indent=1))
    return 0 if report(kinds) else 1


if __name__ == "__main__":
    sys.exit(main())
