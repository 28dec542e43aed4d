"""How long `flask audit verify` takes over a long trail while people are served.

Prints its seconds and its peak of memory, the same for a tenth of the trail, and how long people
waited for a page meanwhile.
"""

import argparse
import os
import subprocess
import sys
import tempfile
import threading
import time
from datetime import timedelta
from pathlib import Path
from statistics import quantiles

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from bench.browsers import Person
from bench.servers import BINARIES, ROOT, gunicorn
from lms import clock, create_app
from lms.config import Settings
from lms.db import db, write
from lms.people import anchor, audit
from lms.people.domain import Event, digest
from lms.people.models import AuditEvent

BATCH = 5_000
GOAL = 60  # seconds for a million events
KINDS = ("role.granted", "role.revoked", "slip.issued", "sessions.ended")
CLIENTS = 2


def environment(folder: str) -> dict[str, str]:
    """An installation of the demo in a folder of its own."""
    return {**os.environ, "LMS_INSTANCE": folder, "LMS_DEMO": "1", "LOGS": folder}


def grow(length: int) -> None:
    """Let the trail grow to so many events, anchored as it grows."""
    while (count := _count()) < length:
        write(_append, min(BATCH, length - count))
        print(f"\r{_count():>9} events", end="", file=sys.stderr)
    print(file=sys.stderr)


def _count() -> int:
    return db.session.query(AuditEvent.id).count()


def _append(length: int) -> None:
    previous, rows, now = audit.head(), [], clock.now()
    for number in range(length):
        at, kind = now + timedelta(microseconds=number), KINDS[number % len(KINDS)]
        parameters = {"role": "mentor"} if kind.startswith("role") else {}
        event = Event(0, at, kind, 1, 2 + number % 6, parameters, previous, "")
        previous = digest(event)
        rows.append(
            {
                "at": at,
                "kind": kind,
                "actor_id": 1,
                "subject_id": event.subject,
                "parameters": parameters,
                "previous_hash": event.previous,
                "hash": previous,
            }
        )
    db.session.execute(AuditEvent.__table__.insert(), rows)
    db.session.info["after_commit"].append(anchor.drop)


def verify(settings: dict[str, str]) -> tuple[float, float, str]:
    """Seconds, peak of memory in MiB, and what the command said."""
    start = time.perf_counter()
    command = [str(BINARIES / "flask"), "audit", "verify"]
    process = subprocess.Popen(command, cwd=ROOT, env=settings, stdout=subprocess.PIPE, text=True)
    said = process.stdout.read()
    _, status, usage = os.wait4(process.pid, 0)
    assert status == 0, said
    return time.perf_counter() - start, usage.ru_maxrss / 1024, said.strip()


class Readers:
    """People who read pages all the while; how long each waited."""

    def __init__(self, port: int) -> None:
        self.waits: list[float] = []
        self._stop = threading.Event()
        people = [Person(port, "xiaolin") for _ in range(CLIENTS)]
        self._threads = [threading.Thread(target=self._read, args=(p,)) for p in people]
        for thread in self._threads:
            thread.start()

    def _read(self, person: Person) -> None:
        while not self._stop.wait(0.05):
            start = time.perf_counter()
            assert person.ask("GET", "/")[0] == 200
            self.waits.append((time.perf_counter() - start) * 1000)

    def stop(self) -> None:
        """Let them go home."""
        self._stop.set()
        for thread in self._threads:
            thread.join()


def main() -> int:
    """Measure; exit code 1 when a million events took longer than the goal."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--events", type=int, default=1_000_000)
    wanted = parser.parse_args().events
    with tempfile.TemporaryDirectory() as folder:
        settings = environment(folder)
        prepare = [sys.executable, "deploy/serve.py", "--prepare-only"]
        subprocess.run(prepare, cwd=ROOT, env=settings, check=True, stdout=subprocess.DEVNULL)
        with create_app(Settings.read(settings)).app_context():
            grow(wanted // 10)
            _, few, _ = verify(settings)
            grow(wanted)
            db.engine.dispose()
        with gunicorn("app:app", **settings) as server:
            readers = Readers(server.port)
            seconds, many, said = verify(settings)
            readers.stop()
    p50, p99 = quantiles(readers.waits, n=100)[49], quantiles(readers.waits, n=100)[98]
    print(said)
    print(f"{seconds:.1f} s, {many:.0f} MiB at most ({few:.0f} MiB for a tenth of the events)")
    print(f"meanwhile {len(readers.waits)} pages, p50 {p50:.0f} ms, p99 {p99:.0f} ms")
    return 0 if seconds <= GOAL * max(1, wanted / 1_000_000) else 1


if __name__ == "__main__":
    sys.exit(main())
