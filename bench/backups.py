"""Backups of the served product under load: each is checked, some restored and served from.

Prints how many were good, how long one took, and how long people waited for a page meanwhile.
"""

import argparse
import os
import secrets
import subprocess
import sys
import tempfile
import threading
import time
from pathlib import Path
from statistics import median, quantiles

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from bench.browsers import Person
from bench.servers import BINARIES, ROOT, gunicorn

SCENARIO = "/scenarios/lost-parcel/plays"
READERS, PLAYERS = 2, 2
REHEARSED_EVERY = 10


class Crowd:
    """People who read and play all the while; how long each waited for an answer."""

    def __init__(self, port: int) -> None:
        self.waits: list[float] = []
        self.faults: list[object] = []
        self._stop = threading.Event()
        self._threads = [
            threading.Thread(target=self._live, args=(Person(port, "xiaolin"), act))
            for act in [self._read] * READERS + [self._play] * PLAYERS
        ]
        for thread in self._threads:
            thread.start()

    def _live(self, person: Person, act) -> None:
        while not self._stop.wait(0.02):
            try:
                act(person)
            except Exception as fault:
                self.faults.append(fault)
                return

    def _ask(self, person: Person, *request) -> None:
        start = time.perf_counter()
        status = person.ask(*request)[0]
        self.waits.append((time.perf_counter() - start) * 1000)
        assert status in {200, 303, 409}, f"{request}: {status}"

    def _read(self, person: Person) -> None:
        self._ask(person, "GET", "/")

    def _play(self, person: Person) -> None:
        fields = {"mode": "practice", "key": secrets.token_hex(16)}
        self._ask(person, "POST", SCENARIO, fields)

    def stop(self) -> None:
        """Let them go home."""
        self._stop.set()
        for thread in self._threads:
            thread.join()


def backup(settings: dict[str, str], *words: str) -> tuple[int, str]:
    """Exit code and words of a command."""
    command = [str(BINARIES / "flask"), "backup", *words]
    done = subprocess.run(command, cwd=ROOT, env=settings, capture_output=True, text=True)
    return done.returncode, done.stdout + done.stderr


def take(settings: dict[str, str], folder: Path, rounds: int) -> tuple[int, list[float]]:
    """Take so many backups; how many were good, and the seconds of each."""
    good, seconds = 0, []
    for number in range(rounds):
        file, start = str(folder / f"{number}.tar.gz"), time.perf_counter()
        code, said = backup(settings, "create", file)
        seconds.append(time.perf_counter() - start)
        more = [] if number % REHEARSED_EVERY == 0 else ["--read-only"]
        checked, found = backup(settings, "check", file, *more)
        good += code == checked == 0
        if code or checked:
            print(said, found)
        (folder / f"{number}.tar.gz").unlink(missing_ok=True)
    return good, seconds


def main() -> int:
    """Measure; exit code 1 when one was not good."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--rounds", type=int, default=30)
    rounds = parser.parse_args().rounds
    with tempfile.TemporaryDirectory() as folder:
        place = Path(folder)
        settings = {**os.environ, "LMS_INSTANCE": str(place / "i"), "LMS_DEMO": "1", "LOGS": folder}
        prepare = [sys.executable, "deploy/serve.py", "--prepare-only"]
        subprocess.run(prepare, cwd=ROOT, env=settings, check=True, stdout=subprocess.DEVNULL)
        with gunicorn("app:app", **settings) as server:
            crowd = Crowd(server.port)
            good, seconds = take(settings, place, rounds)
            crowd.stop()
    p99 = quantiles(crowd.waits, n=100)[98]
    print(
        f"{rounds} backups, {good} good; {median(seconds):.1f} s each (with starting the command)"
    )
    print(
        f"meanwhile {len(crowd.waits)} requests, p50 {median(crowd.waits):.0f} ms, p99 {p99:.0f} ms"
    )
    print(*crowd.faults[:3])
    return 0 if good == rounds and not crowd.faults else 1


if __name__ == "__main__":
    sys.exit(main())
