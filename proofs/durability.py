"""`make prove-durability`: kill -9 of the whole product at random moments under its writers.

Every round: people act, the process group is killed, what is left on the disk is compared with what
was acknowledged, the product starts again. Now and then it is killed while it starts.
"""

import argparse
import random
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from bench.servers import BINARIES, free_port
from lms.config import ROOT
from proofs import terminal
from proofs.company import Company, environment, prepare
from proofs.crew import Crew
from proofs.kept import Findings, examine, opened
from proofs.serving import Product

LONGEST_ROUND = 3.0  # seconds that people act before the blow
EVERY = 10  # rounds; then the blow falls while the product starts
SETTLED = 60.0  # seconds in which all writers notice that nobody answers
HIRED = 6  # newcomers each round


@dataclass
class Report:
    """What all rounds have shown."""

    starts: list[float] = field(default_factory=list)  # seconds to the first answer
    faults: list[str] = field(default_factory=list)
    lost: int = 0
    twice: int = 0
    half_done: int = 0
    sound: int = 0  # rounds whose database checked itself well

    def take(self, number: int, found: Findings) -> None:
        """Note what a round has left."""
        self.lost += len(found.lost)
        self.twice += len(found.twice)
        self.half_done += len(found.half_done)
        self.sound += not found.damage
        self.faults += [f"round {number}: {words}" for words in found.faults]


def examine_copy(folder: Path, crew: Crew) -> Findings:
    """Compare a copy of what is on the disk: the product itself is to mend the original.

    Another process copies: closing a file of the database ends the locks of who has it open.
    """
    with tempfile.TemporaryDirectory() as copies:
        files = [str(file) for file in folder.glob("shitu.sqlite3*")]
        subprocess.run(["cp", *files, copies], check=True)
        engine = opened(f"sqlite:///{copies}/shitu.sqlite3")
        return examine(engine, crew.ledger.acknowledged(), crew.ledger.sent())


def blows(product: Product, crew: Crew, rounds: int, report: Report) -> Iterator[int]:
    """Let people act and kill the product; gives the number of each round."""
    chance = random.Random(rounds)  # noqa: S311  # moments, no secrets
    for number in terminal.rounds(rounds, "killing"):
        product.start()
        if number % EVERY == 0:
            time.sleep(chance.uniform(0, LONGEST_ROUND))
        else:
            report.starts.append(product.wait_for_answer())
            crew.gate.open()
            time.sleep(chance.uniform(0.05, LONGEST_ROUND))
        crew.gate.shut()
        product.kill()
        if not crew.gate.wait_until_all_wait(SETTLED):
            report.faults.append(f"round {number}: somebody is still answered")
        yield number


def audit_faults(settings: dict[str, str]) -> list[str]:
    """What `flask audit verify` finds in the end, the anchor outside the database included."""
    command = [str(BINARIES / "flask"), "audit", "verify"]
    done = subprocess.run(
        command, cwd=ROOT, env=settings, capture_output=True, text=True, check=False
    )
    terminal.say(f"  audit verify: {done.stdout.strip() or done.stderr.strip()[-300:]}")
    return [] if done.returncode == 0 else ["audit verify finds a break"]


def prove(folder: Path, *, rounds: int, writers: int, within: float) -> int:
    """Carry out all rounds; the exit code."""
    settings = environment(folder)
    prepare(settings)
    company, port, report = Company.at(settings), free_port(), Report()
    crew = Crew(company, port, writers)
    crew.gate.shut()
    product = Product(settings, port, folder / "log")
    try:
        with crew.at_work():
            for number in blows(product, crew, rounds, report):
                report.take(number, examine_copy(folder, crew))
                crew.hire(HIRED)
            product.start()
            product.wait_for_answer()
            crew.gate.open()  # what was under way at the last blow is sent again
        report.take(rounds + 1, examine_copy(folder, crew))
    finally:
        product.kill()
    say(crew, report, rounds, within)
    late = [f"first answer after {s:.1f} s" for s in report.starts if s > within]
    return terminal.verdict(
        report.faults + crew.ledger.surprises + product.crashes() + late + audit_faults(settings)
    )


def say(crew: Crew, report: Report, rounds: int, within: float) -> None:
    """The figures."""
    terminal.say(f"kill -9: {rounds} rounds, {terminal.acknowledged(crew.ledger)}")
    terminal.say(
        f"  lost {report.lost} · twice {report.twice} · half done {report.half_done} · "
        f"database sound {report.sound} of {rounds + 1} · "
        f"unexpected answers {len(crew.ledger.surprises)}"
    )
    terminal.say(f"  first answer: {terminal.spread(report.starts)} (at most {within:g} s)")


def main() -> int:
    """Read the arguments and prove."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rounds", type=int, default=500)
    parser.add_argument("--writers", type=int, default=20)
    parser.add_argument("--within", type=float, default=5.0, help="seconds to the first answer")
    arguments = parser.parse_args()
    terminal.end_well()
    with tempfile.TemporaryDirectory(prefix="shitu-proof-") as folder:
        return prove(
            Path(folder),
            rounds=arguments.rounds,
            writers=arguments.writers,
            within=arguments.within,
        )


if __name__ == "__main__":
    sys.exit(main())
