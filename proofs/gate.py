"""Where writers wait while the product is down, and learn that their work is over."""

import threading
import time

UNHURRIED = 0.02  # seconds before a broken connection is opened again


class Stopped(Exception):
    """The proof is over; nobody acts any more."""


class Gate:
    """Open while the product serves. Nobody is stopped in the middle of a request."""

    def __init__(self, writers: int) -> None:
        self._writers = writers
        self._changed = threading.Condition()
        self._is_open, self._is_over = True, False
        self._waiting = 0

    def open(self) -> None:
        """Let everybody go on."""
        with self._changed:
            self._is_open = True
            self._changed.notify_all()

    def shut(self) -> None:
        """Let those wait who are not answered any more; others go on."""
        with self._changed:
            self._is_open = False

    def stop(self) -> None:
        """End everybody's work after the act that is under way."""
        with self._changed:
            self._is_over = True
            self._changed.notify_all()

    def pass_through(self) -> None:
        """Go on, unless the work is over. Raises Stopped."""
        if self._is_over:
            raise Stopped

    def wait_until_open(self, at_least: float = UNHURRIED) -> None:
        """Wait after a request that was not answered. Raises Stopped."""
        with self._changed:
            self._waiting += 1
            self._changed.notify_all()
            self._changed.wait_for(lambda: self._is_open or self._is_over)
            self._waiting -= 1
        self.pass_through()
        time.sleep(at_least)

    def leave(self) -> None:
        """A writer's work has ended."""
        with self._changed:
            self._writers -= 1
            self._changed.notify_all()

    def wait_until_all_wait(self, seconds: float) -> bool:
        """Wait until no request is under way; whether that is so in time."""
        with self._changed:
            return self._changed.wait_for(lambda: self._waiting >= self._writers, seconds)
