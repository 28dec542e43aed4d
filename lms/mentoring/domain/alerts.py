"""From when on somebody needs help: thresholds that the house writes, the failures that count."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Alerts:
    """The thresholds; the usual ones hold as long as no file says otherwise."""

    late_tasks: int = 3  # so many tasks late
    late_days: int = 5  # or one of them so many working days late
    gate_days: int = 5  # working days before a gate
    gate_share: int = 50  # per cent of its evidence that should be there by then
    silent_days: int = 7  # working days without an observation or a signature
    untalked_days: int = 7  # working days without a talk
    failures: int = 4  # on one item, without having passed it


USUAL = Alerts()


@dataclass(frozen=True, slots=True)
class Failure:
    """An item at which somebody failed again and again, and that is not passed yet."""

    title: str  # of the role-play or lesson, in the language of the page
    count: int
