"""Whether pages are as fast with 100,000 trainees as with 1,000.

Both companies are asked in turn in this process, so that whatever else the machine does slows both;
what counts is the median of the server's time for a page.
"""

import argparse
import gc
import json
import logging
import os
import secrets
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from statistics import median

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

import sqlalchemy as sa
from flask import Flask

from bench.servers import BINARIES, ROOT
from bench.sessions import sign_in
from lms import create_app
from lms.config import Settings
from lms.db import db, write
from lms.people.models import Pair
from lms.people.queries import by_login

FEW, MANY = 1_000, 100_000  # trainees
GOAL = 1.2
ROUNDS = 41
PAGES = {  # name: whose, where
    "trainee's home": ("xiaolin", "/"),
    "mentor's home": ("laochen", "/"),
    "trainer's home": ("wang", "/"),
    "HR's home": ("hr", "/"),
    "administrator's home": ("admin", "/"),
    "mentor's apprentices": ("laochen", "/mentoring"),
    "mentor's page of an apprentice": ("laochen", "/mentoring/{pair}"),
    "register": ("hr", "/certificates"),
    "register, valid ones": ("hr", "/certificates?status=valid"),
    "people": ("hr", "/people"),
    "plans": ("hr", "/plans"),
}


class Company:
    """A company of some size, and its pages."""

    def __init__(self, folder: Path, trainees: int) -> None:
        self._settings = {**os.environ, "LMS_INSTANCE": str(folder), "LMS_DEMO": "1"}
        self._fill(folder, trainees)
        self.app: Flask = create_app(Settings.read(self._settings))
        with self.app.app_context():
            self._clients = {login: self._come_in(login) for login, _ in PAGES.values()}
            mentor = by_login("laochen")
            pair = sa.select(Pair.public_id).where(
                Pair.mentor_id == mentor.id, Pair.ends_on.is_(None)
            )
            self._pair = db.session.scalars(pair.limit(1)).one()

    def _fill(self, folder: Path, trainees: int) -> None:
        folder.mkdir(parents=True, exist_ok=True)
        commands = [
            [sys.executable, "deploy/serve.py", "--prepare-only"],
            [str(BINARIES / "flask"), "demo", "fill", "--trainees", str(trainees)],
        ]
        start = time.monotonic()
        for command in commands:
            subprocess.run(
                command, cwd=ROOT, env=self._settings, check=True, stdout=subprocess.DEVNULL
            )
        lasted = time.monotonic() - start
        load = os.getloadavg()[0]
        print(f"{trainees} trainees after {lasted:.0f} s, load average {load:.1f}", flush=True)

    def _come_in(self, login: str) -> object:
        token = secrets.token_urlsafe(32)
        person_id = by_login(login).id
        write(sign_in, person_id, token)
        client = self.app.test_client()
        with client.session_transaction() as session:
            session["_user_id"] = token
        return client

    def seconds(self, login: str, address: str) -> float:
        """Processor time that a page takes."""
        place = address.format(pair=self._pair)
        start = time.thread_time()
        answer = self._clients[login].get(place)
        answer.get_data()
        lasted = time.thread_time() - start
        assert answer.status_code == 200, f"{place}: {answer.status}"
        return lasted


def measured(companies: list[Company], rounds: int) -> dict[str, list[float]]:
    """The median of each page's milliseconds in each company."""
    found: dict[str, list[list[float]]] = {name: [[] for _ in companies] for name in PAGES}
    for _ in range(rounds):
        for name, (login, address) in PAGES.items():
            gc.collect()
            for company, times in zip(companies, found[name], strict=True):
                times.append(company.seconds(login, address) * 1000)
    return {name: [median(times) for times in each] for name, each in found.items()}


def main() -> int:
    """Measure; exit code 1 when a page is slower by more than the goal."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--few", type=int, default=FEW)
    parser.add_argument("--many", type=int, default=MANY)
    parser.add_argument("--rounds", type=int, default=ROUNDS)
    parser.add_argument("--folder", help="where the companies are made, and kept for next time")
    asked = parser.parse_args()
    logging.disable(logging.CRITICAL)
    with tempfile.TemporaryDirectory() as gone:
        folder = Path(asked.folder or gone)
        sizes = (asked.few, asked.many)
        companies = [Company(folder / str(trainees), trainees) for trainees in sizes]
        found = measured(companies, asked.rounds)
        for company in companies:
            with company.app.app_context():
                db.engine.dispose()
    print(f"{'milliseconds':32}{sizes[0]:>10}{sizes[1]:>10}   ratio (goal {GOAL})")
    worst = 0.0
    for name, (few, many) in found.items():
        worst = max(worst, many / few)
        print(f"{name:32}{few:10.1f}{many:10.1f}   {many / few:.2f}")
    print(json.dumps({"worst": round(worst, 3), "rounds": asked.rounds}))
    return 0 if worst <= GOAL else 1


if __name__ == "__main__":
    sys.exit(main())
