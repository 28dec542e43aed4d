"""How long 300 people who are at work at once wait for the product, as `make run` serves it.

An open model: people act at random moments, whether or not the server has answered others, and who
waits is counted from the moment at which they wanted something (no coordinated omission). 60 % of
what they do is reading, 35 % turns in scenarios and answers to checks, 5 % homes and exports.
"""

import argparse
import asyncio
import os
import random
import re
import secrets
import subprocess
import sys
import tempfile
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

import sqlalchemy as sa

from bench.processes import cpu_seconds, memory, tree
from bench.servers import BINARIES, ROOT, free_port
from bench.sessions import sign_in
from bench.wire import PATIENCE, Browser
from bench.workers import Unexpected, Worker
from lms import create_app
from lms.config import Settings
from lms.db import db, write
from lms.people.models import Person, RoleGrant

PEOPLE = {"trainee": 270, "mentor": 26, "hr": 4}
SHARES = {"read": 60.0, "turn": 21.0, "check": 14.0, "home": 4.5, "export": 0.5}
GOAL = 500  # milliseconds, p99
MOST_MEMORY = 220  # MiB, of all processes
TRAINEES = 400
WARM_UP = 8  # seconds that are not counted
LEAST_ROOM = 50  # people of a role who are tried for one who is free
PAGES = ("/", "/plan", "/growth", "/messages", "/account", "/search?q=75", "/certificates?own")
PAGES_OF_HR = ("/certificates", "/certificates.xlsx", "/people", "/plans", "/people/departments")


def prepare(settings: dict[str, str]) -> None:
    """A company with more people than come to work."""
    for command in (
        [sys.executable, "deploy/serve.py", "--prepare-only"],
        [str(BINARIES / "flask"), "demo", "fill", "--trainees", str(TRAINEES)],
    ):
        subprocess.run(command, cwd=ROOT, env=settings, check=True, stdout=subprocess.DEVNULL)


def come_in(settings: dict[str, str], port: int) -> list[Worker]:
    """Sign everybody in, without the sign-in page: its hashing would be measured."""
    app, workers = create_app(Settings.read(settings)), []
    signed = app.session_interface.get_signing_serializer(app)
    with app.app_context():
        for role, count in PEOPLE.items():
            held = sa.select(RoleGrant.person_id).where(
                RoleGrant.role == role, RoleGrant.revoked_at.is_(None)
            )
            wanted = sa.select(Person.id).where(Person.id.in_(held), Person.status == "active")
            ids = db.session.scalars(
                wanted.order_by(Person.starts_on.desc(), Person.id).limit(count)
            ).all()
            for place in range(count):
                token = secrets.token_urlsafe(32)
                write(sign_in, ids[place % len(ids)], token)
                browser = Browser(port, signed.dumps({"_user_id": token}))
                workers.append(Worker(browser, role, random.Random(len(workers))))  # noqa: S311  # no secret
        db.engine.dispose()
    return workers


class Day:
    """People at work for some time; how long they waited for what, and what went wrong."""

    def __init__(self, workers: list[Worker], think: float, seconds: float) -> None:
        self._workers, self._seconds = workers, seconds
        self._rate = len(workers) / think  # acts a second
        self.waits: dict[str, list[float]] = {}
        self.errors: list[str] = []
        self.late = 0  # acts for which nobody was free
        self._counts_from = 0.0

    async def work(self) -> None:
        """Let people act at random moments until the time is over."""
        chance, acts = random.Random(7), set()  # noqa: S311  # no secret
        start = time.perf_counter()
        self._counts_from, moment = start + WARM_UP, start
        while moment < start + WARM_UP + self._seconds:
            moment += chance.expovariate(self._rate)
            await asyncio.sleep(max(0.0, moment - time.perf_counter()))
            kind = chance.choices([*SHARES], [*SHARES.values()])[0]
            worker = self._free(chance, kind)
            if worker is None:
                self.late += 1
                continue
            worker.is_busy = True
            act = asyncio.create_task(self._act(worker, kind, moment))
            acts.add(act)
            act.add_done_callback(acts.discard)
        if acts:
            await asyncio.wait(acts, timeout=PATIENCE)

    def _free(self, chance: random.Random, kind: str) -> Worker | None:
        may = {"export": ("hr",), "turn": ("trainee",), "check": ("trainee",)}
        roles = may.get(kind, tuple(PEOPLE))
        for _ in range(LEAST_ROOM * len(PEOPLE)):
            worker = chance.choice(self._workers)
            can = worker.role in roles and (kind != "check" or worker.has_checks)
            if can and not worker.is_busy:
                return worker
        return None

    async def _act(self, worker: Worker, kind: str, since: float) -> None:
        try:
            async for name in worker.act(kind):
                now = time.perf_counter()
                if since >= self._counts_from:
                    self.waits.setdefault(name, []).append((now - since) * 1000)
                since = now
        except (Unexpected, OSError, TimeoutError) as error:
            self.errors.append(f"{kind}: {type(error).__name__} {error}")
        finally:
            worker.is_busy = False


async def walk(workers: list[Worker]) -> None:
    """Open pages of every sort, as the measurement of memory wants it."""
    for role, pages in (("trainee", PAGES), ("mentor", PAGES), ("hr", PAGES + PAGES_OF_HR)):
        browser = next(worker for worker in workers if worker.role == role).browser
        for page in pages:
            answer = await browser.get(page)
            for file in re.findall(rb'href="(/certificates/[^"/]+)"', answer.body)[:2]:
                await browser.get(file.decode())
                await browser.get(file.decode() + ".pdf")


def told(day: Day) -> float:
    """Print how long people waited; the worst hundredth of all waits, in milliseconds."""
    print(f"{'':20}{'requests':>9}{'p50':>7}{'p95':>7}{'p99':>7}{'most':>7}  ms")
    everything = [wait for waits in day.waits.values() for wait in waits]
    for name, waits in [*sorted(day.waits.items()), ("all", everything)]:
        cells = "".join(f"{_part(waits, share):7.0f}" for share in (0.5, 0.95, 0.99, 1.0))
        print(f"{name:20}{len(waits):>9}{cells}")
    for error in sorted(set(day.errors))[:10]:
        print(f"error {error}")
    return _part(everything, 0.99)


def _part(waits: list[float], share: float) -> float:
    return sorted(waits)[min(len(waits) - 1, int(len(waits) * share))] if waits else 0.0


def main() -> int:
    """Measure; exit code 1 when a goal is missed."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--seconds", type=float, default=90)
    parser.add_argument("--think", type=float, default=10, help="seconds between two acts")
    parser.add_argument("--folder", help="where the company is made, and kept for the next time")
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory() as gone:
        folder = asked.folder or gone
        port = free_port()
        settings = {**os.environ, "LMS_INSTANCE": folder, "LMS_DEMO": "1"}
        settings |= {"PORT": str(port), "HOST": "127.0.0.1"}
        prepare(settings)
        workers = come_in(settings, port)
        with (Path(folder) / "log").open("w") as log:
            command = [sys.executable, "deploy/serve.py"]
            served = subprocess.Popen(command, cwd=ROOT, env=settings, stdout=log, stderr=log)
        try:
            return measure(served.pid, workers, asked.think, asked.seconds)
        finally:
            served.terminate()
            served.wait(30)


def measure(pid: int, workers: list[Worker], think: float, seconds: float) -> int:
    """Let them work, and tell how it went."""
    asyncio.run(until_open(workers[0]))
    day = Day(workers, think, seconds)
    before, own, start = cpu_seconds(tree(pid)), time.process_time(), time.perf_counter()
    load = os.getloadavg()[0]
    asyncio.run(day.work())
    lasted = time.perf_counter() - start
    server = (cpu_seconds(tree(pid)) - before) / lasted
    generator = (time.process_time() - own) / lasted
    worst = told(day)
    asyncio.run(walk(workers))
    used = memory(tree(pid))
    count = sum(len(waits) for waits in day.waits.values())
    print(
        f"{len(workers)} people, each acts every {think:.0f} s: {count / seconds:.0f} requests/s; "
        f"p99 {worst:.0f} ms (goal {GOAL}), {len(day.errors)} errors, {day.late} found nobody free"
    )
    print(
        f"processors: product {server:.2f}, load generator {generator:.2f} of {os.cpu_count()}; "
        f"load average before {load:.2f}; memory {used:.0f} MiB PSS (goal {MOST_MEMORY})"
    )
    return 0 if worst <= GOAL and not day.errors and used <= MOST_MEMORY else 1


async def until_open(worker: Worker) -> None:
    """Wait until the product is served, and its worker has started."""
    for _ in range(600):
        try:
            await worker.browser.get("/healthz")
        except OSError:
            await asyncio.sleep(0.1)
        else:
            await asyncio.sleep(2)  # the worker starts after the server
            return
    raise SystemExit("the product does not start")


if __name__ == "__main__":
    sys.exit(main())
