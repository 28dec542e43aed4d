"""`make prove-trouble`: a full disk, a read-only database, one that somebody else holds.

Saving waits or is refused with what was typed, reading goes on, and all is well again without a
restart once the trouble is over. A full disk and a read-only database need root, to mount a small
disk of their own.
"""

import argparse
import secrets
import sys
import tempfile
import threading
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from html import unescape
from pathlib import Path

from bench.servers import free_port
from proofs import namespace, terminal
from proofs.company import LESSON, Company, environment, prepare
from proofs.crew import Crew
from proofs.kept import examine, opened
from proofs.ledger import Act, Ledger
from proofs.serving import Product
from proofs.troubles import Trouble, disk_full, held, read_only
from proofs.visitors import Answer, Visitor

DISK = 64 * 1024 * 1024  # bytes
LONG = 15.0  # seconds that somebody else holds the database
USUAL = 5.0  # seconds of the shorter troubles
REFUSED_WITHIN = 12.0  # seconds
SLOWEST_PAGE = 5.0  # seconds, while nothing can be saved
BACK_WITHIN = 10.0  # seconds
GIVEN_UP = 120.0
PAUSE = 0.2
PAGES = (f"/courses/{LESSON}", "/scenarios", "/plan")
WORDS = "客户问了两遍，“到底几时发货？”\n他先道歉再查单。"


@dataclass
class Reader:
    """Somebody who reads all the time."""

    visitor: Visitor
    slowest: float = 0.0
    wrong: list[str] = field(default_factory=list)

    @contextmanager
    def at_work(self) -> Iterator[None]:
        """Reads meanwhile."""
        over = threading.Event()
        thread = threading.Thread(target=self._read, args=[over], daemon=True)
        thread.start()
        try:
            yield
        finally:
            over.set()
            thread.join(GIVEN_UP)

    def _read(self, over: threading.Event) -> None:
        while not over.is_set():
            for address in PAGES:
                start = time.monotonic()
                answer = self.visitor.ask("GET", address)
                self.slowest = max(self.slowest, time.monotonic() - start)
                if not answer.is_page:
                    self.wrong.append(f"GET {address}: {answer.words}")
            over.wait(PAUSE)


class Scene:
    """A served product with people in it, on which troubles come."""

    def __init__(self, company: Company, product: Product, instance: Path, writers: int) -> None:
        self._company, self._product, self._instance = company, product, instance
        self._port, self._writers = product.port, writers
        (guided,) = company.hire_mentor(apprentices=1)
        self._address = f"/mentoring/{guided.pair}/observations"
        self._mentor = Visitor(product.port, guided.mentor.cookie)
        self._mentor.arrive()
        self._reader = company.hire_learner()
        self.ledger = Ledger()
        self.faults: list[str] = []

    def suffer(self, name: str, trouble: Trouble, lasts: float) -> None:
        """Something is wrong for so many seconds or until saving is refused, then is put right."""
        self._name = name
        crew = Crew(self._company, self._port, self._writers, self.ledger)
        reader = Reader(Visitor(self._port, self._reader.cookie))
        refused, over = self.ledger.refusals, time.monotonic() + lasts
        with crew.at_work(), reader.at_work():
            with trouble(self._instance):
                self._wait(lambda: self.ledger.refusals > refused, "nothing is refused")
                fields = self._refused()
                self._wait(lambda: time.monotonic() > over, "time stands still")
            start, before = time.monotonic(), len(self.ledger.acknowledged())
            self._save_at_last(fields)
            self._wait(lambda: len(self.ledger.acknowledged()) > before + 1, "nobody else acts")
            back = time.monotonic() - start
        self._must(self._product.runs, "the product has ended")
        self.faults += self._product.crashes()
        self._must(back <= BACK_WITHIN, f"back after {back:.1f} s")
        self._must(reader.slowest <= SLOWEST_PAGE, f"a page in {reader.slowest:.1f} s")
        self.faults += [f"{name}: {words}" for words in reader.wrong]
        terminal.say(
            f"{name}: {self.ledger.refusals - refused} acts refused and sent again; "
            f"slowest page {reader.slowest:.1f} s; back after {back:.1f} s"
        )

    def wait_out(self, name: str, seconds: float) -> None:
        """Somebody else holds the database, not as long as patience lasts."""
        self._name = name
        fields = self._observation()
        with ThreadPoolExecutor(1) as pool:
            with held(self._instance):
                saving = pool.submit(self._save, fields)
                time.sleep(seconds)
                self._must(not saving.done(), "answered at once")
            answer, took = saving.result()
        self._must(answer.is_saved, f"answered {answer.words}")
        terminal.say(f"{name}: saved after {took:.1f} s of waiting")

    def _refused(self) -> dict[str, str]:
        """Something that is refused; on a full disk small things may still find a place."""
        deadline = time.monotonic() + GIVEN_UP
        while True:
            fields = self._observation()
            answer, took = self._save(fields)
            if not answer.is_saved or time.monotonic() > deadline:
                break
        self._must(answer.is_refused, f"answered {answer.words}")
        self._must(answer.retry_after != "", "no Retry-After")
        self._must(WORDS in unescape(answer.text), "what was typed is not on the page")
        self._must(took <= REFUSED_WITHIN, f"refused only after {took:.1f} s")
        return fields

    def _save_at_last(self, fields: dict[str, str]) -> None:
        deadline = time.monotonic() + GIVEN_UP
        answer, _ = self._save(fields)
        while answer.is_refused and time.monotonic() < deadline:
            time.sleep(PAUSE)
            answer, _ = self._save(fields)
        self._must(answer.is_saved, f"sent again: {answer.words}")

    def _observation(self) -> dict[str, str]:
        key = secrets.token_hex(16)
        return {"competency": "voice", "verdict": "met", "evidence": WORDS, "key": key}

    def _save(self, fields: dict[str, str]) -> tuple[Answer, float]:
        start, act = time.monotonic(), Act("observation", fields["key"])
        self.ledger.send(act)
        answer = self._mentor.ask("POST", self._address, fields)
        if answer.is_saved:
            self.ledger.acknowledge(act)
        return answer, time.monotonic() - start

    def _must(self, is_so: bool, otherwise: str) -> None:
        if not is_so:
            self.faults.append(f"{self._name}: {otherwise}")

    def _wait(self, has_come: Callable[[], bool], otherwise: str) -> None:
        deadline = time.monotonic() + GIVEN_UP
        while not has_come() and time.monotonic() < deadline:
            time.sleep(PAUSE / 10)
        self._must(has_come(), otherwise)


@contextmanager
def served(folder: Path, writers: int) -> Iterator[Scene]:
    """A product that keeps its data in a folder."""
    settings = environment(folder)
    prepare(settings)
    company = Company.at(settings)
    with tempfile.TemporaryDirectory(prefix="shitu-proof-") as logs:
        product = Product(settings, free_port(), Path(logs) / "log")
        product.start()
        try:
            product.wait_for_answer()
            yield Scene(company, product, folder, writers)
        finally:
            product.stop()
            company.close()


@contextmanager
def small_disk() -> Iterator[Path]:
    """A folder on a small disk of its own."""
    with tempfile.TemporaryDirectory(prefix="shitu-proof-") as folder:
        image = Path(folder) / "image"
        with image.open("wb") as file:
            file.truncate(DISK)
        namespace.run("mkfs.ext4", "-q", "-F", "-m", "0", str(image))
        with namespace.mounted("-o", "loop", str(image), at=Path(folder) / "disk") as disk:
            yield disk / "instance"


def prove(writers: int, *, may_mount: bool, short: float) -> int:
    """All troubles, the short ones lasting so many seconds; the exit code."""
    with ExitStack() as stack:
        folder = (
            stack.enter_context(small_disk())
            if may_mount
            else Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="shitu-proof-")))
        )
        scene = stack.enter_context(served(folder, writers))
        if may_mount:
            scene.suffer("disk full", disk_full, lasts=short)
            scene.suffer("read-only database", read_only, lasts=short)
        scene.wait_out(f"held by somebody else for {short:g} s", short)
        if short == USUAL:
            scene.suffer(f"held by somebody else for {LONG:g} s", held, lasts=LONG)
        engine = opened(f"sqlite:///{folder}/shitu.sqlite3")
        found = examine(engine, scene.ledger.acknowledged(), scene.ledger.sent())
    terminal.say(
        f"in all {terminal.acknowledged(scene.ledger)}: "
        f"lost {len(found.lost)} · twice {len(found.twice)} · half done {len(found.half_done)}"
    )
    return terminal.verdict(scene.faults + scene.ledger.surprises + found.faults)


def main() -> int:
    """Read the arguments and prove."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--writers", type=int, default=20)
    parser.add_argument(
        "--short",
        type=float,
        default=USUAL,
        help="seconds of the short troubles; fewer leave out 15 s",
    )
    arguments = parser.parse_args()
    terminal.end_well()
    reason = namespace.why_not("mkfs.ext4", "chattr", devices=("/dev/loop-control",))
    if reason:
        terminal.say(f"disk full, read-only database: not run: {reason}")
    else:
        namespace.enter()
    return prove(arguments.writers, may_mount=reason is None, short=arguments.short)


if __name__ == "__main__":
    sys.exit(main())
