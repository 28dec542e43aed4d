"""How long a write may wait: SQLite has one writer at a time and starves those who merely retry.

Who waits for a turn holds a thread with which somebody else could read, so few may wait for long.
"""

from lms.turns import Turnstile

PATIENCE = 10.0  # seconds that a write waits, for its turn and for other programs together
LESS_PATIENCE = 3.0  # of those who stand far back
MOST_PATIENT = 3  # who wait for long in one process; its other threads stay free for readers
SLOW = 1.0  # seconds; a turn that lasts longer is held up by something outside


class Writers(Turnstile):
    """Those of a process who want to write, in the order in which they came."""

    def enter_within(self, patience: float) -> bool:
        """Wait for the turn as long as the row allows; whether it came in time."""
        is_far = self.waiting >= MOST_PATIENT
        if is_far and self.lasts > SLOW:
            return False
        return self.enter(patience=min(patience, LESS_PATIENCE) if is_far else patience)
