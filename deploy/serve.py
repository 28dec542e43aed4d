"""`make run`: prepare this installation, then serve it and carry out its jobs until stopped.

Every step may be interrupted and is safe to repeat. What is wrong is said in one line.
"""

import gc
import os
import secrets
import signal
import socket
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from multiprocessing import get_context
from multiprocessing.context import ForkProcess
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path[0] = str(ROOT)  # instead of this folder, whose gunicorn.py is no package
os.chdir(ROOT)
os.umask(0o077)  # data of people: nobody else on this machine reads the files
gc.disable()  # while the product is loaded: all of it stays, so looking for garbage is lost time

from flask import Flask  # noqa: E402
from flask_migrate import upgrade  # noqa: E402  # the path above makes the product importable
from gunicorn.app.wsgiapp import WSGIApplication  # noqa: E402
from sqlalchemy.exc import OperationalError  # noqa: E402

from lms import create_app, markdown, traditional  # noqa: E402
from lms.config import Settings  # noqa: E402
from lms.db import db  # noqa: E402
from lms.errors import ConfigurationError, NotSaved  # noqa: E402
from lms.jobs import worker  # noqa: E402
from lms.operations import commands, demo, service, warming  # noqa: E402

GRACE = 15  # seconds to finish what is under way


def say(words: str) -> None:
    """Tell the person at the terminal."""
    print(words, flush=True)  # noqa: T201


def fail(words: str) -> None:
    """Say in one line what is wrong and stop."""
    print(f"shitu: {words}", file=sys.stderr)  # noqa: T201
    raise SystemExit(1)


def instance_folder() -> Path:
    """The folder of data, made if need be."""
    folder = Path(os.environ.get("LMS_INSTANCE") or ROOT / "instance").resolve()
    folder.mkdir(parents=True, exist_ok=True)
    return folder


def keep_secret(folder: Path) -> None:
    """Make the secret once, readable by its owner only."""
    file = folder / "secret-key"
    if os.environ.get("LMS_SECRET_KEY") or file.exists():
        return
    fresh = folder / f".secret-{os.getpid()}"
    fresh.touch(mode=0o600)
    fresh.write_text(secrets.token_hex(32), encoding="utf-8")
    fresh.rename(file)


def choose_demo(folder: Path) -> None:
    """Demo mode, unless this start or the first one switched it off."""
    file = folder / demo.RECORD
    recorded = file.read_text(encoding="utf-8").strip() if file.exists() else "1"
    os.environ["LMS_DEMO"] = os.environ.get("LMS_DEMO") or recorded


def check_port(settings: Settings) -> None:
    """Say at once when somebody else listens there."""
    family = socket.AF_INET6 if ":" in settings.host else socket.AF_INET
    with socket.socket(family) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((settings.host, settings.port))
        except OSError as error:
            fail(
                f"{settings.host}:{settings.port} cannot be used ({error.strerror}); "
                f"choose another: PORT={settings.port + 1} make run"
            )


def prepare(settings: Settings) -> None:
    """Bring database, texts and demo company up to date; no file stays open."""
    app = create_app(settings)
    with app.app_context():
        say("· database")
        upgrade()
        say("· courses, scenarios, plans")
        if settings.demo:
            commands.fill_demo(settings)
        else:
            commands.prepare_production()
        markdown.rest()
        traditional.rest()
        service.check_fit_to_serve(settings, debug=app.debug)
        demo.record(settings.instance, is_demo=settings.demo)
        db.engine.dispose()


def in_a_child(act: Callable[[], None], meanwhile: Callable[[], None]) -> None:
    """Do something in a process of its own, which takes its memory with it; stop if it fails."""
    child = get_context("fork").Process(target=in_one_line, args=[act], daemon=True)
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(1))  # ends the child too
    child.start()
    meanwhile()
    child.join()
    if child.exitcode:
        raise SystemExit(1)


def in_one_line(act: Callable[[], None]) -> None:
    """Do something; what is wrong is said in one line, an interruption by the parent."""
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, signal.SIG_DFL)
    with faults_in_one_line():
        act()


@contextmanager
def faults_in_one_line() -> Iterator[None]:
    """Say what is wrong in one line, for what people can put right themselves."""
    try:
        yield
    except ConfigurationError as error:
        fail(str(error))
    except OperationalError as error:
        fail(f"the database does not answer ({str(error.orig).splitlines()[0]}); see DATABASE_URL.")
    except NotSaved:
        fail("the database is busy or full; end what else uses it, then run the same again.")
    except OSError as error:
        fail(f"{error.filename or 'a file'} cannot be used ({error.strerror}); see LMS_INSTANCE.")


def serve(settings: Settings) -> int:
    """Run server and worker, forks that share what is loaded; end both when one ends, or asked."""
    os.environ.update(HOST=settings.host, PORT=str(settings.port))
    children: list[ForkProcess] = []
    asked: list[int] = []  # signals to stop

    def start(name: str, act: Callable[[], None]) -> ForkProcess:
        child = get_context("fork").Process(target=undisturbed, args=[act], name=name, daemon=True)
        child.start()
        children.append(child)
        return child

    def stop(*signals: object) -> None:
        asked.extend(number for number in signals if isinstance(number, int))
        for child in children:
            if child.is_alive():
                child.terminate()

    with faults_in_one_line():
        app = create_app(settings)
        warming.warm(app)
    gc.collect()
    gc.freeze()  # what is loaded stays; nobody writes to its pages, so they stay shared
    gc.enable()
    server = start("gunicorn", Server(app).run)
    signal.signal(signal.SIGTERM, stop)
    signal.signal(signal.SIGINT, stop)
    if is_up(settings, server):
        greet(settings)
        start("worker", lambda: worker.carry_out(app))
    while all(child.is_alive() for child in children):
        time.sleep(0.2)
    ended = next(child for child in children if not child.is_alive())
    stop()
    wait_for(children)
    if not asked:
        fail(f"{ended.name} has ended by itself; see above, then run the same again.")
    return 0


def undisturbed(act: Callable[[], None]) -> None:
    """Do something in a child process, which a signal ends as it ends any program."""
    signal.signal(signal.SIGTERM, signal.SIG_DFL)
    signal.signal(signal.SIGINT, signal.SIG_DFL)
    act()


class Server(WSGIApplication):
    """What `gunicorn -c deploy/gunicorn.py` does, with an application that is there already."""

    def __init__(self, app: Flask) -> None:
        self._app = app
        sys.argv = ["gunicorn", "-c", "deploy/gunicorn.py"]
        super().__init__()

    def load(self) -> Flask:
        """The application."""
        return self._app


def wait_for(children: list[ForkProcess]) -> None:
    """Let the processes finish what is under way, up to a limit."""
    deadline = time.monotonic() + GRACE
    for child in children:
        while child.is_alive() and time.monotonic() < deadline:
            child.join(1)
            if child.is_alive():
                child.terminate()  # again: a program that is just starting loses the first one
        child.kill()
        child.join()


def is_up(settings: Settings, server: ForkProcess) -> bool:
    """Wait until the server accepts connections; whether it does."""
    while server.is_alive():
        try:
            socket.create_connection((settings.host, settings.port), timeout=1).close()
        except OSError:
            time.sleep(0.05)
        else:
            return True
    return False


def greet(settings: Settings) -> None:
    """Print where it is and, in the demo, how to sign in."""
    say(f"\nShitu 师徒学堂 → {settings.public_url}   (Ctrl-C stops)")
    if settings.demo:
        say(demo.sign_ins())


def main() -> int:
    """Prepare and serve; `--prepare-only` stops before serving (for measurements)."""
    with faults_in_one_line():
        folder = instance_folder()
        keep_secret(folder)
        choose_demo(folder)
        settings = Settings.read(os.environ)
        if "--prepare-only" not in sys.argv:
            check_port(settings)
    in_a_child(lambda: prepare(settings), meanwhile=warming.warm_words)
    return 0 if "--prepare-only" in sys.argv else serve(settings)


if __name__ == "__main__":
    try:
        sys.exit(main())
    except KeyboardInterrupt:
        fail("stopped; run the same command again to go on.")
