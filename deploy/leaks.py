"""`make check`: no password, key or token stands in a file of the project.

What looks like one and is none is listed in .ci/secrets.json, which `make leaks` writes anew:
look at what it adds before it is committed. Passwords that tests give to made-up people are not
looked at; keys of every known shape are, there too.
"""

import json
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

from detect_secrets.core import baseline
from detect_secrets.core.secrets_collection import SecretsCollection

ROOT = Path(__file__).resolve().parent.parent
BASELINE = ROOT / ".ci" / "secrets.json"
OTHERS = ("static/vendor/", "tests/vendor/", "requirements")  # made elsewhere, full of digests
MADE_UP = ("tests/", "Secret Keyword")  # where such words are passwords of made-up people
WRONG = 1


def say(words: str) -> None:
    """Tell the person at the terminal."""
    print(words)  # noqa: T201


def files() -> list[str]:
    """The files of the project that could hold a secret."""
    listed = subprocess.run(
        ["git", "ls-files", "--cached", "--others", "--exclude-standard"],  # noqa: S607
        cwd=ROOT, capture_output=True, text=True, check=False,
    )  # fmt: skip
    names = listed.stdout.splitlines() if listed.returncode == 0 else list(_all_files())
    own = BASELINE.relative_to(ROOT).as_posix()
    return [n for n in names if not n.startswith(OTHERS) and n != own and (ROOT / n).is_file()]


def _all_files() -> Iterator[str]:
    """Every file, where there is no git; folders that begin with a dot are nobody's work."""
    for file in ROOT.rglob("*"):
        name = file.relative_to(ROOT).as_posix()
        if file.is_file() and not name.startswith((".", "instance/")):
            yield name


def scanned(names: list[str]) -> SecretsCollection:
    """What looks like a secret in these files."""
    found = SecretsCollection(root=str(ROOT))
    found.scan_files(*names)
    kept = SecretsCollection()
    for name, secret in found:
        if not (name.startswith(MADE_UP[0]) and secret.type == MADE_UP[1]):
            secret.filename = name  # wherever the project stands
            kept[name].add(secret)
    return kept


def main() -> int:
    """Compare with what is known; `--accept` makes what is found the known."""
    known = baseline.load(baseline.load_from_file(str(BASELINE)))
    found = scanned(files())
    if "--accept" in sys.argv:
        text = json.dumps(baseline.format_for_output(found, is_slim_mode=True), indent=2)
        BASELINE.write_text(text + "\n", encoding="utf-8")
        say(f"secrets: {sum(1 for _ in found)} harmless words are known now; see git diff.")
        return 0
    new = list(found - known)
    for name, secret in new:
        say(f"{name}:{secret.line_number}: this looks like a secret ({secret.type}); "
            "take it out, or if it is none: make leaks")  # fmt: skip
    return WRONG if new else 0


if __name__ == "__main__":
    sys.exit(main())
