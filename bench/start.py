"""How long a start takes that finds everything prepared: until /healthz answers, and how much work.

Prints the seconds of each start, and what all its processes together took of the processors until
they were stopped, a second after the first answer. The second does not depend on what else runs.
"""

import argparse
import os
import resource
import subprocess
import sys
import tempfile
import time
from http.client import HTTPConnection
from pathlib import Path
from statistics import median

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from bench.servers import free_port  # noqa: E402

SERVE = [sys.executable, str(ROOT / "deploy" / "serve.py")]
PATIENCE = 120  # seconds
SETTLE = 1.0  # seconds after the first answer, for what starts beside the server


def is_well(port: int) -> bool:
    """Whether /healthz answers."""
    connection = HTTPConnection("127.0.0.1", port, timeout=PATIENCE)
    try:
        connection.request("GET", "/healthz")
        return connection.getresponse().status == 200
    except OSError:
        return False
    finally:
        connection.close()


def work() -> float:
    """Seconds of processors that processes which have ended took."""
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


def start(environment: dict[str, str]) -> tuple[float, float]:
    """Start once and stop: seconds until the first answer, seconds of processors."""
    port, before, begun = free_port(), work(), time.monotonic()
    served = subprocess.Popen(
        SERVE, cwd=ROOT, env={**environment, "PORT": str(port)}, stdout=subprocess.DEVNULL
    )
    try:
        while not is_well(port):
            if served.poll() is not None or time.monotonic() - begun > PATIENCE:
                raise SystemExit("the product does not start")
            time.sleep(0.01)
        answered = time.monotonic() - begun
        time.sleep(SETTLE)
    finally:
        served.terminate()
        served.wait(PATIENCE)
    return answered, work() - before


def main() -> int:
    """Prepare once, start again and again."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--times", type=int, default=5)
    arguments = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="shitu-bench-") as folder:
        environment = {**os.environ, "LMS_INSTANCE": folder, "LMS_DEMO": "1"}
        environment.pop("DATABASE_URL", None)
        subprocess.run([*SERVE, "--prepare-only"], cwd=ROOT, env=environment, check=True)
        starts = [start(environment) for _ in range(arguments.times)]
    for answered, worked in starts:
        print(f"first answer after {answered:.2f} s, {worked:.2f} s of processors")
    answers, works = zip(*starts, strict=True)
    print(f"median {median(answers):.2f} s, {median(works):.2f} s of processors")
    return 0


if __name__ == "__main__":
    sys.exit(main())
