"""`make prove-power-cut`: the power goes at random moments while people act.

The product works on a disk of our own (proofs/disk.py), which knows what was flushed and what was
only in its cache. What a cut leaves is mounted, its database opened and compared with what had been
acknowledged before. The same with `synchronous=NORMAL` has to lose something: the control.
"""

import argparse
import random
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from itertools import chain
from pathlib import Path

import sqlalchemy as sa

from bench.servers import BINARIES, free_port
from lms.config import ROOT
from lms.people import anchor
from lms.people.models import AuditEvent
from proofs import namespace, terminal
from proofs.company import Company, environment, prepare
from proofs.crew import Crew
from proofs.kept import Findings, examine, opened
from proofs.serving import Product

SIZE = 96 * 1024 * 1024  # bytes of the disk
PATIENCE = 60  # further cuts of the control, as long as it loses nothing
LONGEST_WAIT = 1.0  # seconds between two cuts
MEMORY = "/dev/shm" if Path("/dev/shm").is_dir() else None  # noqa: S108  # a private folder in it
SERVER = (str(BINARIES / "gunicorn"), "-c", "deploy/gunicorn.py")
AS_IT_IS, CARELESS = "app:app", "proofs.careless:app"


@dataclass
class Cuts:
    """What all cuts of one setting have left."""

    ledger_words: str = ""
    lost: list[int] = field(default_factory=list)  # acknowledged acts, per cut
    faults: list[str] = field(default_factory=list)

    def take(self, found: Findings, more: Sequence[str]) -> None:
        """Note what a cut has left."""
        self.lost.append(len(found.lost))
        self.faults += [f"cut {len(self.lost)}: {words}" for words in (*found.faults, *more)]


class PowerSupply:
    """The disk, and the switch that takes its power away."""

    def __init__(self, folder: Path, seed: int) -> None:
        self.place = folder / "disk"
        self.place.touch()
        self._left = folder / "left"
        command = [sys.executable, "-m", "proofs.disk", str(self.place), str(SIZE), str(seed)]
        self._disk = subprocess.Popen(
            command, cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
        )
        self._hear()

    def cut(self) -> Path:
        """Take the power away, for one disk of many worlds: an image of what is left."""
        assert self._disk.stdin, "the disk listens"
        self._disk.stdin.write(f"{self._left}\n")
        self._disk.stdin.flush()
        self._hear()
        return self._left

    def unplug(self) -> None:
        """The disk is not needed any more."""
        assert self._disk.stdin, "the disk listens"
        namespace.run("umount", "--lazy", str(self.place))
        self._disk.stdin.close()
        self._disk.wait(30)

    def _hear(self) -> None:
        assert self._disk.stdout, "the disk answers"
        if not self._disk.stdout.readline():
            raise SystemExit("the disk has ended by itself")


@contextmanager
def formatted_disk(folder: Path, seed: int) -> Iterator[tuple[PowerSupply, Path]]:
    """A disk with a file system on it, and the folder where it is mounted."""
    supply = PowerSupply(folder, seed)
    try:
        namespace.run("mkfs.ext4", "-q", "-F", str(supply.place))
        with namespace.mounted("-o", "loop", str(supply.place), at=folder / "mounted") as place:
            yield supply, place
    finally:
        supply.unplug()


def cuts(application: str, label: str, *, rounds: int, more: int, writers: int) -> Cuts:
    """Serve an application and cut so many times; as long as nothing is lost, `more` times."""
    seen, chance = Cuts(), random.Random(rounds)  # noqa: S311  # moments, no secrets
    with ExitStack() as stack:
        memory = tempfile.TemporaryDirectory(prefix="shitu-proof-", dir=MEMORY)
        folder = Path(stack.enter_context(memory))
        supply, place = stack.enter_context(formatted_disk(folder, rounds))
        settings = environment(place / "instance")
        prepare(settings)
        company = Company.at(settings)
        crew = Crew(company, free_port(), writers)
        crew.hire(rounds)
        company.close()
        product = Product(settings, crew.port, folder / "log", (*SERVER, application))
        stack.callback(product.stop)
        product.start()
        product.wait_for_answer()
        with crew.at_work():
            for number in chain(
                terminal.rounds(rounds, label), range(rounds + 1, rounds + more + 1)
            ):
                if number > rounds and any(seen.lost):
                    break
                time.sleep(chance.uniform(0.05, LONGEST_WAIT))
                _cut(supply, crew, folder, seen)
        seen.ledger_words = terminal.acknowledged(crew.ledger)
        seen.faults += crew.ledger.surprises + product.crashes()
    return seen


def _cut(supply: PowerSupply, crew: Crew, folder: Path, seen: Cuts) -> None:
    acknowledged = crew.ledger.acknowledged()
    image = supply.cut()
    sent = crew.ledger.sent()
    with namespace.mounted("-o", "loop", str(image), at=folder / "left-mounted") as place:
        engine = opened(f"sqlite:///{place}/instance/shitu.sqlite3")
        seen.take(examine(engine, acknowledged, sent), _leading_anchor(place / "instance", engine))


def _leading_anchor(instance: Path, engine: sa.Engine) -> list[str]:
    """The anchor of the audit trail may lag behind the trail; it must not lead."""
    last = anchor.last_of(instance / anchor.NAME)
    wanted = sa.select(AuditEvent.id).where(AuditEvent.hash == (last.hash if last else ""))
    with engine.connect() as connection:
        is_there = last is None or connection.scalar(wanted) == last.event_id
    return [] if is_there else ["the anchor leads the audit trail"]


def prove(*, rounds: int, writers: int) -> int:
    """Both settings; the exit code."""
    full = cuts(AS_IT_IS, "FULL  ", rounds=rounds, more=0, writers=writers)
    normal = cuts(CARELESS, "NORMAL", rounds=rounds, more=PATIENCE, writers=writers)
    for name, seen in (("FULL", full), ("NORMAL, the control", normal)):
        terminal.say(f"synchronous={name}: {len(seen.lost)} power cuts, {seen.ledger_words}")
        losing = sum(1 for lost in seen.lost if lost)
        terminal.say(f"  lost {sum(seen.lost)} acknowledged acts, in {losing} of the cuts")
    faults = full.faults
    if not any(normal.lost):
        faults.append("the control lost nothing: the proof does not see what it should")
    return terminal.verdict(faults)


def main() -> int:
    """Read the arguments and prove."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rounds", type=int, default=100)
    parser.add_argument("--writers", type=int, default=20)
    arguments = parser.parse_args()
    terminal.end_well()
    reason = namespace.why_not("mkfs.ext4", devices=("/dev/fuse", "/dev/loop-control"))
    if reason:
        terminal.say(f"not run: {reason}")
        return 2
    namespace.enter()
    return prove(rounds=arguments.rounds, writers=arguments.writers)


if __name__ == "__main__":
    sys.exit(main())
