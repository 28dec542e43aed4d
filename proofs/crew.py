"""Twenty people at work at once, until they are told to stop."""

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from itertools import cycle, islice
from queue import SimpleQueue

from proofs.company import Company, Member
from proofs.gate import Gate
from proofs.ledger import Ledger
from proofs.writers import Newcomer, Observer, Officer, Player, Signer, Writer

KINDS = (Player, Newcomer, Signer, Observer, Officer, Newcomer, Player, Observer, Player, Newcomer)
APPRENTICES = 3  # of each mentor
JOIN = 60.0  # seconds for the last acts


class Crew:
    """Writers of all kinds on one product; `ledger` has what they were told."""

    def __init__(
        self, company: Company, port: int, size: int, ledger: Ledger | None = None
    ) -> None:
        self.ledger, self.gate = ledger or Ledger(), Gate(size)
        self.port = port
        self._company, self._texts = company, company.texts()
        self._arrivals: SimpleQueue[Member] = SimpleQueue()
        kinds = list(islice(cycle(KINDS), size))
        self.hire(2 * kinds.count(Newcomer))
        self._writers = [self._writer(kind) for kind in kinds]

    def hire(self, number: int) -> None:
        """Let so many newcomers come who may collect a certificate."""
        for _ in range(number):
            self._arrivals.put(self._company.hire_ready())

    @contextmanager
    def at_work(self) -> Iterator[None]:
        """Everybody acts meanwhile; afterwards every act under way is finished."""
        threads = [threading.Thread(target=one.run, daemon=True) for one in self._writers]
        for thread in threads:
            thread.start()
        try:
            yield
        finally:
            self.gate.stop()
            for thread in threads:
                thread.join(JOIN)

    def _writer(self, kind: type[Writer]) -> Writer:
        common = self.port, self.gate, self.ledger, self._texts
        if kind is Newcomer:
            return Newcomer(*common, arrivals=self._arrivals)
        if kind is Officer:
            officer, holder = self._company.hire("hr"), self._company.hire_ready()
            return Officer(*common, member=officer, holder=holder)
        if kind is Player:
            return Player(*common, member=self._company.hire_learner())
        return kind(*common, guided=self._company.hire_mentor(APPRENTICES))
