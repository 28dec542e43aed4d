"""`make check`: no package of the locks has a known fault.

Asks the open database of faults (OSV) by pip-audit, once a day for the same locks; a known fault
stops the check. Where nobody can be asked, nothing was audited: that is the last line of the check,
which goes on, also in CI: whether there is a network is not a matter of the code. What does not
concern us is listed in pyproject.toml under [tool.shitu.audit.ignored], each with its reason.
"""

import json
import os
import subprocess
import sys
import tomllib
from collections.abc import Iterator, Mapping, Sequence
from datetime import UTC, datetime
from hashlib import sha256
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
LOCKS = ("requirements.txt", "requirements-dev.txt")
STAMP = Path(sys.prefix) / ".audited"
SERVICE = "https://api.osv.dev/v1/query"
PATIENCE = 5  # seconds for each answer
LONGEST = 120  # seconds for all of them
UNREACHABLE = ("ConnectionError", "ConnectTimeout", "ReadTimeout", "ServiceError", "ProxyError")
WRONG = 1


def say(words: str) -> None:
    """Tell the person at the terminal."""
    print(words)  # noqa: T201


def ignored(root: Path = ROOT) -> Mapping[str, str]:
    """Faults that do not concern us: their numbers, and why."""
    project = tomllib.loads((root / "pyproject.toml").read_text("utf-8"))
    found: Mapping[str, str] = project["tool"]["shitu"]["audit"]["ignored"]
    return found


def faults(report: Mapping[str, Sequence[Mapping[str, object]]]) -> Iterator[tuple[str, list[str]]]:
    """What pip-audit found: a sentence, and all numbers under which the fault is known."""
    for package in report["dependencies"]:
        for fault in package.get("vulns", ()):  # type: ignore[attr-defined]
            mended = ", ".join(fault["fix_versions"]) or "no version yet"
            words = f"{package['name']} {package['version']}: {fault['id']}, mended in {mended}"
            yield words, [fault["id"], *fault.get("aliases", ())]


def ask(locks: Sequence[Path], service: str) -> Mapping[str, Sequence[Mapping[str, object]]] | None:
    """What is known of the packages in these locks; None when nobody could be asked.

    Raises RuntimeError for every other trouble.
    """
    command = [sys.executable, "-m", "pip_audit", "--disable-pip", "--require-hashes"]
    command += ["--format", "json", "--progress-spinner", "off", "--timeout", str(PATIENCE)]
    command += ["--vulnerability-service", "osv", "--osv-url", service]
    command += [part for lock in locks for part in ("--requirement", str(lock))]
    try:
        done = subprocess.run(  # noqa: S603
            command, capture_output=True, text=True, timeout=LONGEST, check=False
        )
    except subprocess.TimeoutExpired:
        return None
    if done.stdout.startswith("{"):
        answer: Mapping[str, Sequence[Mapping[str, object]]] = json.loads(done.stdout)
        return answer
    if any(name in done.stderr for name in UNREACHABLE):
        return None
    raise RuntimeError(done.stderr)


def audit(locks: Sequence[Path], service: str, allowed: Mapping[str, str]) -> int:
    """Say what is known of the locks; 1 for a fault that concerns us, else 0."""
    report = ask(locks, service)
    if report is None:
        say(f"packages: NOT AUDITED: {service} does not answer, so known faults of packages")
        say("  would not have been noticed. Check again where it can be reached (LMS_AUDIT_URL).")
        return 0
    found = list(faults(report))
    known = {number for _words, numbers in found for number in numbers}
    for number in sorted(allowed.keys() - known):
        say(f"packages: {number} is ignored in pyproject.toml but no longer found; take it out.")
    concern = [words for words, numbers in found if not allowed.keys() & set(numbers)]
    for words in concern:
        say(f"packages: {words}. Raise it in requirements.in, then `make lock`.")
    if concern:
        return WRONG
    STAMP.write_text(_today(locks), encoding="utf-8")
    say(f"packages: {len(report['dependencies'])} audited, no fault that concerns us.")
    return 0


def _today(locks: Sequence[Path]) -> str:
    texts = b"".join(lock.read_bytes() for lock in [*locks, ROOT / "pyproject.toml"])
    return f"{datetime.now(UTC):%Y-%m-%d} {sha256(texts).hexdigest()}"


def main() -> int:
    """Audit the locks, unless that was done today."""
    locks = [ROOT / name for name in LOCKS]
    if STAMP.is_file() and STAMP.read_text("utf-8") == _today(locks):
        say("packages: audited today, no fault that concerns us.")
        return 0
    return audit(locks, os.environ.get("LMS_AUDIT_URL", SERVICE), ignored())


if __name__ == "__main__":
    sys.exit(main())
