"""At which hours of a day things of a kind are done in the demo company. Values only."""

from dataclasses import dataclass
from datetime import time


@dataclass(frozen=True, slots=True)
class Slot:
    """When on a day things of a kind are done, and minutes from one to the next."""

    hour: time
    minutes: int


MORNING, NOON, ASSESSING = Slot(time(9, 10), 22), Slot(time(12, 30), 22), Slot(time(14, 0), 25)
OBSERVING, SIGNING, DECIDING = Slot(time(11), 15), Slot(time(15, 30), 12), Slot(time(17, 30), 1)
WRITING = Slot(time(17, 15), 1)
OFFICE = Slot(time(10, 15), 15)
