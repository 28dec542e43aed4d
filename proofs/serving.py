"""The product, served as `make run` does, in a process group that can be killed at one blow."""

import json
import os
import re
import signal
import subprocess
import sys
import time
from collections.abc import Mapping, Sequence
from contextlib import suppress
from http import HTTPStatus
from http.client import HTTPConnection
from pathlib import Path

from lms.config import ROOT
from proofs.visitors import Broken

SERVE = (sys.executable, str(ROOT / "deploy" / "serve.py"))
PATIENCE = 120.0  # seconds until a start counts as failed
LOOK = 0.02  # seconds between two looks


class Product:
    """Start, kill and stop it as often as wanted; what it says goes to `log`."""

    def __init__(
        self, settings: Mapping[str, str], port: int, log: Path, command: Sequence[str] = SERVE
    ) -> None:
        self._settings = {**settings, "PORT": str(port), "HOST": "127.0.0.1"}
        self._command, self.port, self._log = command, port, log
        self._process: subprocess.Popen[bytes] | None = None
        self._started = 0.0

    def start(self) -> None:
        """Start it and come back at once."""
        with self._log.open("ab") as log:
            self._started = time.monotonic()
            self._process = subprocess.Popen(
                self._command,
                cwd=ROOT,
                env={**self._settings, "PYTHONPATH": str(ROOT)},
                stdout=log,
                stderr=log,
                start_new_session=True,
            )

    def wait_for_answer(self) -> float:
        """Wait until a page is answered; the seconds from the start to this answer."""
        while not self.answers():
            if self._has_ended() or time.monotonic() - self._started > PATIENCE:
                raise SystemExit(f"the product does not start; see {self._log}")
            time.sleep(LOOK)
        return time.monotonic() - self._started

    def answers(self) -> bool:
        """Whether it answers with a page just now."""
        connection = HTTPConnection("127.0.0.1", self.port, timeout=PATIENCE)
        try:
            connection.request("GET", "/sign-in")
            return connection.getresponse().status == HTTPStatus.OK
        except Broken:
            return False
        finally:
            connection.close()

    @property
    def runs(self) -> bool:
        """Whether the process that was started is still there."""
        return not self._has_ended()

    def crashes(self) -> list[str]:
        """Where the product itself went wrong: the place and the error of each."""
        lines = self._log.read_text(errors="replace").splitlines() if self._log.exists() else []
        told = [json.loads(line) for line in lines if line.startswith('{"at"')]
        return [_place(one["traceback"]) for one in told if is_crash(one)]

    def kill(self) -> None:
        """Kill every process of it with -9 and wait until none is left."""
        self._signal(signal.SIGKILL)

    def stop(self) -> None:
        """End it as Ctrl-C does."""
        if self._process and not self._has_ended():
            self._process.terminate()
            self._process.wait(PATIENCE)
        self._signal(signal.SIGKILL)

    def _signal(self, number: signal.Signals) -> None:
        if self._process is None:
            return
        group, self._process = self._process, None
        with suppress(ProcessLookupError):
            os.killpg(group.pid, number)
        group.wait(PATIENCE)
        while _is_alive(group.pid):
            time.sleep(LOOK)

    def _has_ended(self) -> bool:
        return self._process is None or self._process.poll() is not None


def is_crash(line: Mapping[str, str]) -> bool:
    """Whether a line of the log tells of a mistake of the product's own.

    What goes wrong while an error is shown is told by Flask, in its own words.
    """
    return line["event"] == "crash" or line["event"].startswith("Exception on ")


def _place(traceback: str) -> str:
    lines = traceback.splitlines()
    ours = [line.strip() for line in lines if f'"{ROOT}/lms' in line]
    errors = [line for line in lines if re.match(r"[a-zA-Z_.]+(Error|Exception)", line)]
    return f"crash: {' '.join(ours[-1:])}: {' '.join(errors[-1:])}"


def _is_alive(group: int) -> bool:
    """Whether any process of a group is left (orphans are reaped by init a moment later)."""
    try:
        os.killpg(group, 0)
    except ProcessLookupError:
        return False
    return any(_group_and_state(file) == (group, True) for file in Path("/proc").glob("[0-9]*"))


def _group_and_state(process: Path) -> tuple[int, bool]:
    """The group of a process, and whether it still runs."""
    try:
        state, _parent, group, *_ = (process / "stat").read_text().rpartition(") ")[2].split()
    except OSError:
        return 0, False
    return int(group), state not in {"Z", "X"}
