"""`deploy/serve.py` as `make run` calls it, on a copy of the filled demo company."""

import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from urllib.error import URLError
from urllib.request import urlopen

import pytest

from lms.db import sqlite
from tests.products import SECRET, share_readings

ROOT = Path(__file__).parents[2]
SECOND_START = 4  # seconds of processor time one after the other: the wait on an idle machine
PATIENCE = 120  # seconds, on a busy one


@pytest.fixture
def instance(filled_sqlite, tmp_path) -> Path:
    """A folder of data with the demo company in it."""
    source = sqlite.connect(filled_sqlite.product.file)
    with closing(source), closing(sqlite.connect(tmp_path / "shitu.sqlite3")) as copy:
        source.backup(copy)
    (tmp_path / "demo").write_text("1")
    share_readings(tmp_path)
    return tmp_path


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def environment(instance: Path, port: int, **more: str) -> dict[str, str]:
    kept = {name: os.environ[name] for name in ("PATH", "HOME") if name in os.environ}
    return {
        **kept,
        "LMS_INSTANCE": str(instance),
        "LMS_SECRET_KEY": SECRET,
        "PORT": str(port),
        **more,
    }


def command(*arguments: str) -> list[str]:
    return [sys.executable, str(ROOT / "deploy" / "serve.py"), *arguments]


@contextmanager
def serving(instance: Path, port: int, **more: str) -> Iterator[subprocess.Popen]:
    """The product, ended afterwards if it still runs."""
    log = (instance / "log").open("w")
    process = subprocess.Popen(
        command(), env=environment(instance, port, **more), stdout=log, stderr=log
    )
    try:
        yield process
    finally:
        process.terminate()
        process.wait(PATIENCE)
        log.close()


def wait_until_healthy(port: int) -> None:
    deadline = time.monotonic() + PATIENCE
    while time.monotonic() < deadline:
        try:
            with urlopen(f"http://127.0.0.1:{port}/healthz") as answer:
                assert answer.status == 200
                return
        except (URLError, ConnectionError):
            time.sleep(0.05)
    pytest.fail("the product does not serve")


def wait_for_log(instance: Path, words: str) -> str:
    deadline = time.monotonic() + PATIENCE
    while time.monotonic() < deadline:
        text = (instance / "log").read_text()
        if words in text:
            return text
        time.sleep(0.1)
    pytest.fail(f"{words!r} is not in the log:\n{text}")


def children_of(number: int) -> list[int]:
    listed = Path(f"/proc/{number}/task/{number}/children").read_text()
    return [int(number) for number in listed.split()]


def seconds_of(number: int) -> float:
    """The processor time that a process has taken."""
    fields = Path(f"/proc/{number}/stat").read_text().rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def is_running(number: int) -> bool:
    try:
        return "\nState:\tZ" not in Path(f"/proc/{number}/status").read_text()
    except FileNotFoundError:
        return False


def run(instance: Path, port: int, *arguments: str, **more: str) -> subprocess.CompletedProcess:
    return subprocess.run(
        command(*arguments),
        env=environment(instance, port, **more),
        capture_output=True,
        text=True,
        timeout=PATIENCE,
        check=False,
    )


def test_a_second_start_serves_in_seconds_and_tells_how_to_sign_in(instance):
    port = free_port()

    with serving(instance, port) as process:
        wait_until_healthy(port)
        server = children_of(process.pid)[0]
        workers = children_of(server)
        took = sum(map(seconds_of, [process.pid, server])) + max(map(seconds_of, workers))
        log = wait_for_log(instance, "管理员")

    assert took < SECOND_START
    assert f"http://127.0.0.1:{port}" in log
    assert "xiaolin" in log
    assert "Traceback" not in log


def test_a_signal_ends_server_and_worker(instance):
    port = free_port()

    with serving(instance, port) as process:
        wait_until_healthy(port)
        deadline = time.monotonic() + PATIENCE
        while len(children_of(process.pid)) < 2 and time.monotonic() < deadline:
            time.sleep(0.1)
        children = children_of(process.pid)
        process.send_signal(signal.SIGTERM)

        assert process.wait(PATIENCE) == 0
        assert len(children) == 2
        assert not any(is_running(number) for number in children)


def test_a_port_that_is_taken_is_said_in_one_line(instance):
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]

        result = run(instance, port)

    assert result.returncode == 1
    assert result.stderr == (
        f"shitu: 127.0.0.1:{port} cannot be used (Address already in use); "
        f"choose another: PORT={port + 1} make run\n"
    )


def test_a_server_that_ends_by_itself_is_noticed(instance):
    port = free_port()

    with serving(instance, port) as process:
        wait_until_healthy(port)
        os.kill(children_of(process.pid)[0], signal.SIGTERM)

        assert process.wait(PATIENCE) == 1
        assert "shitu: gunicorn has ended by itself" in (instance / "log").read_text()


def test_production_does_not_serve_the_demo_company(instance):
    result = run(instance, free_port(), LMS_DEMO="0")

    assert result.returncode == 1
    assert "shitu: production does not serve a database with demo accounts" in result.stderr
    assert "Traceback" not in result.stderr
    assert (instance / "demo").read_text() == "1"


def test_production_does_not_serve_in_debug(tmp_path):
    result = run(tmp_path, free_port(), "--prepare-only", LMS_DEMO="0", FLASK_DEBUG="1")

    assert result.returncode == 1
    assert "shitu: production does not run in debug; unset FLASK_DEBUG." in result.stderr


def test_production_is_prepared_without_demo_people_and_remembered(tmp_path):
    share_readings(tmp_path)
    result = run(tmp_path, free_port(), "--prepare-only", LMS_DEMO="0")

    assert result.returncode == 0, result.stderr
    assert (tmp_path / "demo").read_text() == "0"
    with closing(sqlite.connect(tmp_path / "shitu.sqlite3")) as database:
        assert database.execute("SELECT count(*) FROM person").fetchone() == (0,)
        assert database.execute("SELECT count(*) FROM document").fetchone() > (0,)


def test_a_database_that_does_not_answer_is_said_in_one_line(tmp_path):
    address = f"postgresql+psycopg://nobody@127.0.0.1:{free_port()}/nothing"

    result = run(tmp_path, free_port(), "--prepare-only", DATABASE_URL=address)

    assert result.returncode == 1
    assert result.stderr.startswith("shitu: the database does not answer (")
    assert result.stderr.count("\n") == 1


def test_a_folder_of_data_that_cannot_be_used_is_said_in_one_line(tmp_path):
    (tmp_path / "file").write_text("")

    result = run(tmp_path / "file", free_port(), "--prepare-only")

    assert result.returncode == 1
    assert result.stderr.startswith("shitu: ")
    assert result.stderr.count("\n") == 1


def test_files_of_data_are_for_their_owner_only(tmp_path):
    run(tmp_path / "data", free_port(), "--prepare-only", LMS_DEMO="0")
    modes = {f.name: f.stat().st_mode & 0o077 for f in (tmp_path / "data").rglob("*")}

    assert "shitu.sqlite3" in modes
    assert not any(modes.values()), modes


def test_the_secret_is_made_once_for_its_owner_only(tmp_path):
    without = {"LMS_SECRET_KEY": "", "LMS_DEMO": "0"}
    run(tmp_path, free_port(), "--prepare-only", **without)
    secret = (tmp_path / "secret-key").read_text()
    run(tmp_path, free_port(), "--prepare-only", **without)

    assert len(secret) == 64
    assert (tmp_path / "secret-key").read_text() == secret
    assert (tmp_path / "secret-key").stat().st_mode & 0o777 == 0o600
