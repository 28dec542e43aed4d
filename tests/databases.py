"""The databases of the tests: a SQLite file, and a PostgreSQL of our own in a temporary folder."""

import os
import pwd
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from tests.memory import short_place


def postgresql_programs() -> Path | None:
    """The folder of the newest PostgreSQL server's programs, if one is installed."""
    found = sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"))
    on_path = shutil.which("initdb")
    return found[-1].parent if found else Path(on_path).parent if on_path else None


def _as_unprivileged(folder: Path) -> dict:
    """PostgreSQL refuses root: the arguments of subprocess that run it as somebody else."""
    if os.geteuid() != 0:
        return {}
    user = pwd.getpwnam("postgres")
    os.chown(folder, user.pw_uid, user.pw_gid)
    return {"user": user.pw_uid, "group": user.pw_gid, "extra_groups": []}


class Server:
    """A PostgreSQL on a socket of its own, in a temporary folder; `address` is for DATABASE_URL."""

    def __init__(self, *options: str) -> None:
        programs = postgresql_programs()
        assert programs, "PostgreSQL's server programs are missing: apt-get install postgresql"
        self._programs = programs
        self.folder = Path(tempfile.mkdtemp(prefix="shitu-pg-", dir=short_place()))
        self._who = _as_unprivileged(self.folder)
        always = ("listen_addresses=", f"unix_socket_directories={self.folder}")
        self._options = " ".join(f"-c {option}" for option in (*always, *options))
        self.address = f"postgresql+psycopg://shitu@/postgres?host={self.folder}"

    def make(self) -> None:
        """Make its folder of data."""
        self._run(
            "initdb",
            "-U",
            "shitu",
            "--auth=trust",
            "--encoding=UTF8",
            "--locale=C.UTF-8",
            "--no-sync",
        )

    def start(self) -> None:
        """Start it and wait until it answers."""
        self._run("pg_ctl", "start", "-w", "-l", str(self.folder / "log"), "-o", self._options)

    def stop(self, mode: str = "immediate") -> None:
        """Stop it: `fast` in order, `immediate` as a crash of the server does."""
        self._run("pg_ctl", "stop", "-w", "-m", mode)

    def _run(self, program: str, *arguments: str) -> None:
        command = [str(self._programs / program), "-D", str(self.folder / "data"), *arguments]
        subprocess.run(
            command,
            check=True,
            cwd=self.folder,
            stdout=subprocess.DEVNULL,
            timeout=60,
            **self._who,
        )


@contextmanager
def running_server(*options: str) -> Iterator[Server]:
    """A PostgreSQL with these settings, gone afterwards."""
    server = Server(*options)
    try:
        server.make()
        server.start()
        try:
            yield server
        finally:
            server.stop()
    finally:
        shutil.rmtree(server.folder, ignore_errors=True)


@contextmanager
def running_postgresql() -> Iterator[str]:
    """A PostgreSQL for tests, gone afterwards; its address for DATABASE_URL."""
    with running_server("fsync=off") as server:
        yield server.address
