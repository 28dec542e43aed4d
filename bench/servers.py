"""Starting servers with the same settings, and reading their processor time."""

import os
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
BINARIES = Path(sys.executable).parent
TICKS = os.sysconf("SC_CLK_TCK")


def free_port() -> int:
    """A port that nobody uses just now."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


@dataclass
class Server:
    """A running gunicorn with its children."""

    process: subprocess.Popen
    port: int

    def cpu_seconds(self) -> float:
        """Processor time used so far by the server's processes (user and system)."""
        return sum(_ticks(pid) for pid in self._pids()) / TICKS

    def connections(self) -> list[int]:
        """How many visitors each of the server's children has."""
        open_ = {line.split()[9] for line in _sockets() if _is_open(line, self.port)}
        return [len(open_ & _inodes(pid)) for pid in self._pids()[1:]]

    def _pids(self) -> list[int]:
        mother = self.process.pid
        children = Path(f"/proc/{mother}/task/{mother}/children").read_text()
        return [mother, *map(int, children.split())]


ESTABLISHED = "01"


def _sockets() -> list[str]:
    return Path("/proc/net/tcp").read_text().splitlines()[1:]


def _is_open(line: str, port: int) -> bool:
    _, local, _, state, *_ = line.split()
    return state == ESTABLISHED and int(local.rpartition(":")[2], 16) == port


def _inodes(pid: int) -> set[str]:
    links = (str(entry.readlink()) for entry in Path(f"/proc/{pid}/fd").iterdir())
    return {link[8:-1] for link in links if link.startswith("socket:[")}


def _ticks(pid: int) -> int:
    fields = Path(f"/proc/{pid}/stat").read_text().rsplit(") ", 1)[1].split()
    return int(fields[11]) + int(fields[12])


@contextmanager
def gunicorn(application: str, **environment: str) -> Iterator[Server]:
    """Serve an application as `make run` does; stopped afterwards."""
    port = free_port()
    settings = {
        **os.environ,
        **environment,
        "PORT": str(port),
        "HOST": "127.0.0.1",
        "PYTHONPATH": str(ROOT),
    }
    command = [str(BINARIES / "gunicorn"), "-c", "deploy/gunicorn.py", application]
    with (Path(environment["LOGS"]) / f"{port}.log").open("w") as log:
        process = subprocess.Popen(command, cwd=ROOT, env=settings, stdout=log, stderr=log)
    try:
        _wait(process, port)
        yield Server(process, port)
    finally:
        process.terminate()
        process.wait(20)


def _wait(process: subprocess.Popen, port: int) -> None:
    for _ in range(600):
        assert process.poll() is None, "the server stopped at its start"
        try:
            socket.create_connection(("127.0.0.1", port), 1).close()
        except OSError:
            time.sleep(0.05)
        else:
            time.sleep(1)  # let all processes start
            return
    raise AssertionError("the server does not answer")
