"""`make run`: prepare this installation, then serve it and carry out its jobs until stopped.

Every step may be interrupted and is safe to repeat. What is wrong is said in one line.
"""

import os
import secrets
import signal
import socket
import subprocess
import sys
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))
os.chdir(ROOT)

from flask_migrate import upgrade  # noqa: E402  # the path above makes the product importable

from lms import create_app  # noqa: E402
from lms.config import Settings  # noqa: E402
from lms.errors import ConfigurationError  # noqa: E402
from lms.operations import setup  # noqa: E402

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
    """Demo mode unless it was switched off; recorded, so that every command agrees."""
    file = folder / "demo"
    wanted = os.environ.get("LMS_DEMO") or (
        file.read_text(encoding="utf-8").strip() if file.exists() else "1"
    )
    os.environ["LMS_DEMO"] = wanted


def check_port(settings: Settings) -> None:
    """Say at once when somebody else listens there."""
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((settings.host, settings.port))
        except OSError as error:
            fail(
                f"{settings.host}:{settings.port} cannot be used ({error.strerror}); "
                f"choose another: PORT={settings.port + 1} make run"
            )


def prepare(settings: Settings) -> None:
    """Bring database, content and demo company up to date."""
    app = create_app(settings)
    with app.app_context():
        say("· database")
        upgrade()
        say("· courses, scenarios, plans")
        for line in setup.load_content(app):
            say(f"  {line}")
        if settings.demo:
            say("· demo company")
            setup.fill_demo(app, say)
        setup.check_fit_to_serve(settings)


def serve(settings: Settings) -> int:
    """Run server and worker side by side; end both when one ends or a signal comes."""
    environment = {**os.environ, "HOST": settings.host, "PORT": str(settings.port)}
    binaries = Path(sys.executable).parent
    commands = [
        [str(binaries / "gunicorn"), "-c", "deploy/gunicorn.py"],
        [str(binaries / "flask"), "jobs", "work"],
    ]
    children = [subprocess.Popen(c, env=environment, cwd=ROOT) for c in commands]  # noqa: S603

    def stop(*_: object) -> None:
        for child in children:
            if child.poll() is None:
                child.terminate()

    signal.signal(signal.SIGTERM, stop)
    signal.signal(signal.SIGINT, stop)
    wait_until_up(settings, children[0])
    greet(settings)
    while all(child.poll() is None for child in children):
        time.sleep(0.2)
    stop()
    for child in children:
        try:
            child.wait(GRACE)
        except subprocess.TimeoutExpired:
            child.kill()
    return children[0].returncode or 0


def wait_until_up(settings: Settings, server: subprocess.Popen[bytes]) -> None:
    """Wait until the server accepts connections."""
    while server.poll() is None:
        try:
            socket.create_connection((settings.host, settings.port), timeout=1).close()
        except OSError:
            time.sleep(0.05)
        else:
            return


def greet(settings: Settings) -> None:
    """Print where it is and, in the demo, how to sign in."""
    say(f"\nShitu 师徒学堂 → {settings.public_url}   (Ctrl-C stops)")
    if settings.demo:
        say(setup.demo_sign_ins())


def main() -> int:
    """Prepare and serve; `--prepare-only` stops before serving (for measurements)."""
    folder = instance_folder()
    keep_secret(folder)
    choose_demo(folder)
    try:
        settings = Settings.read(os.environ)
        if "--prepare-only" not in sys.argv:
            check_port(settings)
        prepare(settings)
    except ConfigurationError as error:
        fail(str(error))
    return 0 if "--prepare-only" in sys.argv else serve(settings)


if __name__ == "__main__":
    try:
        sys.exit(main())
    except KeyboardInterrupt:
        fail("stopped; run the same command again to go on.")
