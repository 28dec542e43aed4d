"""`make restore FILE=…`: restore a backup, also on a machine where nothing was ever installed.

The product needs a secret to be started; the one of the installation is in the backup. So this runs
`flask backup restore` with a folder and a secret that are thrown away.
"""

import os
import secrets
import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
OF_AN_INSTALLATION = ("DATABASE_URL", "LMS_SECRET_KEY", "LMS_DEMO")


def main() -> int:
    """Restore FILE into INTO, by default LMS_INSTANCE; the command's exit code."""
    if len(sys.argv) < 2 or not sys.argv[1]:  # noqa: PLR2004
        print("shitu: name the backup: make restore FILE=/path/to/backup", file=sys.stderr)  # noqa: T201
        return 2
    file, *more = sys.argv[1:]
    into = Path(os.environ.get("INTO") or os.environ.get("LMS_INSTANCE") or ROOT / "instance")
    old = ["--old-instance", str(into)] if into.is_dir() else []
    kept = {name: value for name, value in os.environ.items() if name not in OF_AN_INSTALLATION}
    with tempfile.TemporaryDirectory() as nowhere:
        environment = {**kept, "LMS_INSTANCE": nowhere, "LMS_SECRET_KEY": secrets.token_hex(32)}
        command = [sys.executable, "-m", "flask", "--app", "app", "backup", "restore"]
        place = [str(Path(file).resolve()), str(into.resolve())]
        done = subprocess.run(  # noqa: S603  # our own program
            [*command, *old, *more, *place], cwd=ROOT, env=environment, check=False
        )
    return done.returncode


if __name__ == "__main__":
    sys.exit(main())
