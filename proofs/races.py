"""`make prove-races`: forty clicks at once on everything that may happen only once.

On SQLite and on PostgreSQL: a play, an assessment, a turn, signatures of a task and of a gate, an
observation, a certificate, a plan; clicks with keys of their own and clicks with the same key.
"""

import argparse
import sys
import tempfile
from contextlib import ExitStack
from pathlib import Path

from bench.servers import free_port
from proofs import terminal
from proofs.company import Company, environment, prepare
from proofs.kept import examine, opened
from proofs.serving import Product
from proofs.track import CLICKS, Track
from tests.databases import postgresql_programs, running_server


def prove_on(database: str, people: int) -> list[str]:
    """Hold all races on one kind of database; what was wrong."""
    with ExitStack() as stack:
        folder = Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="shitu-proof-")))
        is_server = database == "postgresql"
        server = stack.enter_context(running_server("fsync=off")) if is_server else None
        settings = environment(folder, server.address if server else None)
        address = server.address if server else f"sqlite:///{folder}/shitu.sqlite3"
        prepare(settings)
        company, product = Company.at(settings), Product(settings, free_port(), folder / "log")
        stack.callback(product.stop)
        stack.callback(company.close)
        product.start()
        product.wait_for_answer()
        track = Track(company, product.port, opened(address))
        for _ in terminal.rounds(people, f"{database:10}"):
            track.hold_all()
        found = examine(opened(address), frozenset(), frozenset())
    races = " · ".join(f"{count} × {name}" for name, count in track.held.items())
    terminal.say(f"{database}: {CLICKS} clicks at once on each of {races}")
    twice = [f"twice {act.kind} {act.key}" for act in found.twice]
    faults = [*track.faults, *twice, *found.half_done, *found.damage]
    return [f"{database}: {words}" for words in faults]


def main() -> int:
    """Read the arguments and prove."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rounds", type=int, default=50, help="people")
    parser.add_argument("--database", choices=("sqlite", "postgresql", "both"), default="both")
    arguments = parser.parse_args()
    terminal.end_well()
    both = ("sqlite", "postgresql")
    databases = both if arguments.database == "both" else (arguments.database,)
    if "postgresql" in databases and postgresql_programs() is None:
        terminal.say(
            "not run: PostgreSQL's server programs are missing (apt-get install postgresql)"
        )
        return 2
    return terminal.verdict(
        [fault for database in databases for fault in prove_on(database, arguments.rounds)]
    )


if __name__ == "__main__":
    sys.exit(main())
