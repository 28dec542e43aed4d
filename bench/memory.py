"""How much memory the product takes, as `make run` serves it: after a start, after a walk.

Prints every process with its share (PSS: what is shared is divided among those who share it) and
what is its own, in MiB; exit code 1 when all together take more than the goal.
"""

import argparse
import asyncio
import os
import re
import subprocess
import sys
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from bench.load import MOST_MEMORY, come_in, prepare, until_open, walk  # noqa: E402
from bench.processes import memory, own_memory, tree  # noqa: E402
from bench.servers import free_port  # noqa: E402

QUIET = subprocess.DEVNULL
SETTLE = 3.0  # seconds
ROUNDS = 5  # so that every server process has shown the pages


def told(when: str, pid: int) -> float:
    """Print the memory of a process and all below it; what they take together."""
    pids = tree(pid)
    print(f"{when}: {memory(pids):.0f} MiB")
    for one in pids:
        print(f"  {memory([one]):6.1f}  own {own_memory([one]):6.1f}  {_name(one)}")
    return memory(pids)


def _name(pid: int) -> str:
    words = Path(f"/proc/{pid}/cmdline").read_bytes().replace(b"\0", b" ").decode()
    return re.sub(r"\S*/", "", words)[:60]


def main() -> int:
    """Serve, read, tell."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--folder", help="where the company is made, and kept for the next time")
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory() as gone:
        folder, port = asked.folder or gone, free_port()
        settings = {**os.environ, "LMS_INSTANCE": folder, "LMS_DEMO": "1"}
        settings |= {"PORT": str(port), "HOST": "127.0.0.1"}
        prepare(settings)
        workers = come_in(settings, port)
        command = [sys.executable, "deploy/serve.py"]
        served = subprocess.Popen(command, cwd=ROOT, env=settings, stdout=QUIET, stderr=QUIET)
        try:
            asyncio.run(until_open(workers[0]))
            time.sleep(SETTLE)
            told("after the start", served.pid)
            for _ in range(ROUNDS):
                asyncio.run(walk(workers))
            time.sleep(SETTLE)
            used = told("after the walk", served.pid)
        finally:
            served.terminate()
            served.wait(30)
    print(f"{used:.0f} MiB PSS (goal {MOST_MEMORY})")
    return 0 if used <= MOST_MEMORY else 1


if __name__ == "__main__":
    sys.exit(main())
