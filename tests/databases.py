"""The databases of the tests: a SQLite file, and a PostgreSQL of our own in a temporary folder."""

import os
import pwd
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path


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


@contextmanager
def running_postgresql() -> Iterator[str]:
    """A PostgreSQL on a socket of its own, gone afterwards; its address for DATABASE_URL."""
    programs = postgresql_programs()
    assert programs, "PostgreSQL's server programs are missing: apt-get install postgresql"
    folder = Path(tempfile.mkdtemp(prefix="shitu-pg-", dir="/tmp"))  # short socket path
    who = _as_unprivileged(folder)
    options = f"-c listen_addresses= -c unix_socket_directories={folder} -c fsync=off"

    def run(program: str, *arguments: str) -> None:
        command = [str(programs / program), "-D", str(folder / "data"), *arguments]
        subprocess.run(
            command, check=True, cwd=folder, stdout=subprocess.DEVNULL, timeout=60, **who
        )

    try:
        run(
            "initdb",
            "-U",
            "shitu",
            "--auth=trust",
            "--encoding=UTF8",
            "--locale=C.UTF-8",
            "--no-sync",
        )
        run("pg_ctl", "start", "-w", "-l", str(folder / "log"), "-o", options)
        try:
            yield f"postgresql+psycopg://shitu@/postgres?host={folder}"
        finally:
            run("pg_ctl", "stop", "-m", "immediate")
    finally:
        shutil.rmtree(folder, ignore_errors=True)
