"""`make bench`: the product, served as `make run` serves it, beside a bare Flask application.

Per round, interleaved: a bare page, a lesson, a trainee's home; a bare durable insert, a turn of a
role-play. Every response is checked. Printed: the median over the rounds of requests per second, of
their ratio to the bare one, and of the server's processor time per request.
"""

import argparse
import json
import os
import secrets
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from statistics import median

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from bench.browsers import Person, all_at_once
from bench.servers import BINARIES, ROOT, Server, gunicorn

LESSON = "/courses/role-awareness/why-service-matters"
SCENARIO = "/scenarios/lost-parcel/plays"
CLIENTS = 4
TURNS = 10  # about so many has a play
GOALS = {  # milliseconds of processor time a request, least ratio to the bare one
    "lesson": (4.0, 0.4),
    "home": (8.0, None),
    "turn": (4.0, 0.4),
}


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


def readers(people: list[Person], address: str, marker: str, times: int) -> list[Callable[[], int]]:
    """Everyone reads a page so many times."""

    def one(person: Person) -> None:
        for _ in range(times):
            status, text, _ = person.ask("GET", address)
            assert status == 200, f"{address}: {status}"
            assert marker in text, f"{address}: {marker} is not on the page"

    def act() -> int:
        all_at_once([lambda p=p: one(p) for p in people])
        return len(people) * times

    return [act]


def inserters(people: list[Person], times: int) -> list[Callable[[], int]]:
    """Everyone saves a row so many times."""

    def one(person: Person) -> None:
        for number in range(times):
            status, text, _ = person.ask("POST", "/rows", {"words": f"行 {number}"})
            assert (status, text) == (200, "saved")

    def act() -> int:
        all_at_once([lambda p=p: one(p) for p in people])
        return len(people) * times

    return [act]


def start_play(person: Person) -> str:
    """Start a practice play; its address."""
    status, text, address = person.ask(
        "POST", SCENARIO, {"mode": "practice", "key": secrets.token_hex(16)}
    )
    assert status == 303, f"no play: {status} {text[:300]}"
    return address.partition("#")[0]


def play_to_the_end(person: Person, address: str) -> int:
    """Take turns until the play is over; how many were taken."""
    for turn in range(1, 60):
        fields = {"turn": str(turn), "key": secrets.token_hex(16), "choice": "1"}
        status, text, _ = person.ask("POST", f"{address}/turns", fields)
        if status == 409:
            return turn
        assert status == 303, f"turn {turn}: {status} {text[:300]}"
    raise AssertionError("the play does not end")


def players(people: list[Person], times: int) -> Iterator[Callable[[], int]]:
    """Plays are started outside the measurement; everyone plays theirs to the end within it."""
    for _ in range(max(1, times // TURNS)):
        addresses = all_at_once([lambda p=p: start_play(p) for p in people])
        pairs = list(zip(people, addresses, strict=True))

        def act(pairs: list[tuple[Person, str]] = pairs) -> int:
            return sum(all_at_once([lambda p=p, a=a: play_to_the_end(p, a) for p, a in pairs]))

        yield act


def demo_trainees(folder: str) -> list[str]:
    """The logins of demo trainees who may play."""
    script = (
        "from app import app\nimport sqlalchemy as sa, json\nfrom lms.db import db\n"
        "from lms.people.models import Person, RoleGrant\n"
        "with app.app_context():\n"
        "    q = sa.select(Person.login).join(RoleGrant, RoleGrant.person_id == Person.id)"
        ".where(RoleGrant.role == 'trainee', Person.status == 'active').order_by(Person.id)\n"
        "    print(json.dumps(list(db.session.scalars(q))))\n"
    )
    environment = {**os.environ, "LMS_INSTANCE": folder, "LMS_DEMO": "1"}
    out = subprocess.run(
        [sys.executable, "-c", script],
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
    kinds = {name: Figures() for name in ("bare page", "lesson", "home", "bare insert", "turn")}
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
                taken["bare page"].take(theirs, readers(strangers, "/page", "第 41 行", times))
                taken["lesson"].take(ours, readers(people, LESSON, "window", times))
                taken["home"].take(ours, readers(people, "/", "<h1", times))
                taken["bare insert"].take(theirs, inserters(strangers, times))
                taken["turn"].take(ours, players(people, times))
    return kinds


def report(kinds: dict[str, Figures]) -> bool:
    """Print the table; whether every goal is met."""
    print(f"{'':12}{'requests/s':>12}{'ratio':>8}{'CPU ms/request':>16}  goal")
    fine = True
    for name, figures in kinds.items():
        bare = kinds["bare insert" if name == "turn" else "bare page"]
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
