"""`make prove-restarts`: PostgreSQL is restarted again and again while people act.

Every other time it is stopped as a crash stops it. Everybody sends again what was not acknowledged.
"""

import argparse
import random
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path

from bench.servers import free_port
from proofs import terminal
from proofs.company import Company, environment, prepare
from proofs.crew import Crew
from proofs.kept import examine, opened
from proofs.serving import Product
from tests.databases import Server, postgresql_programs, running_server

WAYS = ("fast", "immediate")
LONGEST_CALM = 3.0  # seconds of work before each restart
LONGEST_STANDSTILL = 1.0  # seconds that the server stays down
GIVEN_UP = 60.0  # seconds
LOOK = 0.02


def restarts(server: Server, crew: Crew, rounds: int) -> Iterator[float]:
    """Restart the server; gives the seconds from its start to the next acknowledged act."""
    chance = random.Random(rounds)  # noqa: S311  # moments, no secrets
    for number in terminal.rounds(rounds, "restarting"):
        time.sleep(chance.uniform(0.5, LONGEST_CALM))
        server.stop(WAYS[number % len(WAYS)])
        time.sleep(chance.uniform(0, LONGEST_STANDSTILL))
        began, before = time.monotonic(), len(crew.ledger.acknowledged())
        server.start()
        while len(crew.ledger.acknowledged()) == before and time.monotonic() - began < GIVEN_UP:
            time.sleep(LOOK)
        yield time.monotonic() - began


def prove(*, rounds: int, writers: int, within: float) -> int:
    """Carry out all restarts; the exit code."""
    with ExitStack() as stack:
        folder = Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="shitu-proof-")))
        server = stack.enter_context(running_server())
        settings = environment(folder, server.address)
        prepare(settings)
        company = Company.at(settings)
        crew = Crew(company, free_port(), writers)
        crew.hire(writers + 2 * rounds)
        company.close()
        product = Product(settings, crew.port, folder / "log")
        stack.callback(product.stop)
        product.start()
        product.wait_for_answer()
        with crew.at_work():
            back = list(restarts(server, crew, rounds))
        ledger = crew.ledger
        crashes = product.crashes()
        found = examine(opened(server.address), ledger.acknowledged(), ledger.sent())
    terminal.say(f"PostgreSQL restarted {rounds} times: {terminal.acknowledged(ledger)}")
    terminal.say(
        f"  lost {len(found.lost)} · twice {len(found.twice)} · half done {len(found.half_done)} · "
        f"refused and sent again {ledger.refusals} · unexpected answers {len(ledger.surprises)}"
    )
    terminal.say(f"  service back: {terminal.spread(back)} (at most {within:g} s)")
    late = [f"service back after {seconds:.1f} s" for seconds in back if seconds > within]
    return terminal.verdict(found.faults + ledger.surprises + crashes + late)


def main() -> int:
    """Read the arguments and prove."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rounds", type=int, default=20)
    parser.add_argument("--writers", type=int, default=20)
    parser.add_argument("--within", type=float, default=10.0, help="seconds to the first act")
    arguments = parser.parse_args()
    terminal.end_well()
    if postgresql_programs() is None:
        terminal.say(
            "not run: PostgreSQL's server programs are missing (apt-get install postgresql)"
        )
        return 2
    return prove(rounds=arguments.rounds, writers=arguments.writers, within=arguments.within)


if __name__ == "__main__":
    sys.exit(main())
