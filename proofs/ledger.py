"""What the product has acknowledged, noted by those who were told."""

import threading
from collections import Counter
from collections.abc import Set
from dataclasses import dataclass, field
from typing import NamedTuple


class Act(NamedTuple):
    """One thing that somebody did; however often it is sent, it is to be stored once."""

    kind: str
    key: str  # the key of the form; of a certificate its holder's login


@dataclass
class Ledger:
    """Acknowledged acts and unexpected answers of all writers."""

    _guard: threading.Lock = field(default_factory=threading.Lock)
    _acknowledged: set[Act] = field(default_factory=set)
    _sent: set[Act] = field(default_factory=set)
    surprises: list[str] = field(default_factory=list)  # answers that should not happen
    refusals: int = 0  # "not saved", to be sent again

    def send(self, act: Act) -> None:
        """Note that an act is about to be sent."""
        with self._guard:
            self._sent.add(act)

    def acknowledge(self, act: Act) -> None:
        """Note that the product said it is saved."""
        with self._guard:
            self._acknowledged.add(act)

    def refuse(self) -> None:
        """Note that the product said it is not saved."""
        with self._guard:
            self.refusals += 1

    def surprise(self, words: str) -> None:
        """Note an answer that should not happen."""
        with self._guard:
            self.surprises.append(words)

    def acknowledged(self) -> Set[Act]:
        """What is acknowledged by now."""
        with self._guard:
            return frozenset(self._acknowledged)

    def sent(self) -> Set[Act]:
        """What was sent by now, answered or not."""
        with self._guard:
            return frozenset(self._sent)

    def counts(self) -> Counter[str]:
        """How much of each kind is acknowledged."""
        return Counter(act.kind for act in self.acknowledged())
