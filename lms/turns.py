"""Taking turns: within a process one request is worked on at a time, first come, first served.

Python's own lock changes hands at every statement of the database; with many requests at once the
changing alone costs a third of the processor's time. So requests take turns, and step aside where
they wait for something outside: the disk, another process, a hash.
"""

import threading
from collections import deque
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from tempfile import SpooledTemporaryFile
from time import monotonic
from typing import IO
from wsgiref.types import StartResponse, WSGIApplication, WSGIEnvironment

IN_MEMORY = 1024 * 1024  # bytes of a body; longer ones wait for their turn in a temporary file
PIECE = 64 * 1024


class Turnstile:
    """A lock that lets waiting threads through in the order in which they came."""

    def __init__(self) -> None:
        self._guard = threading.Lock()
        self._waiting: deque[threading.Event] = deque()
        self._taken = False
        self._since = 0.0

    @property
    def waiting(self) -> int:
        """How many wait."""
        return len(self._waiting)

    @property
    def lasts(self) -> float:
        """For how many seconds the present turn has lasted; 0 when nobody has it."""
        return monotonic() - self._since if self._taken else 0.0

    def enter(self, *, first: bool = False, patience: float | None = None) -> bool:
        """Wait for the turn; `first` of all who wait, for those who stepped aside.

        Whether it came within the seconds of patience; without them it does.
        """
        with self._guard:
            if not self._taken:
                self._taken, self._since = True, monotonic()
                return True
            turn = threading.Event()
            (self._waiting.appendleft if first else self._waiting.append)(turn)
        turn.wait(patience)
        return self._has_come(turn)

    def _has_come(self, turn: threading.Event) -> bool:
        with self._guard:
            if not turn.is_set():
                self._waiting.remove(turn)
            return turn.is_set()

    def leave(self) -> None:
        """Let the next one through."""
        with self._guard:
            self._since = monotonic()
            if self._waiting:
                self._waiting.popleft().set()
            else:
                self._taken = False

    def __enter__(self) -> None:
        self.enter()

    def __exit__(self, *_: object) -> None:
        self.leave()


class OneAtATime:
    """The application, one request at a time; what is streamed afterwards takes no turn."""

    def __init__(self, application: WSGIApplication, largest: int) -> None:
        self._application = application
        self._largest = largest  # bytes of a request; longer ones are refused unread

    def __call__(self, environ: WSGIEnvironment, start: StartResponse) -> Iterable[bytes]:
        """Answer a request that has arrived in full: who sends slowly keeps nobody waiting."""
        with SpooledTemporaryFile(IN_MEMORY) as body:
            try:
                self._receive(environ, body)
            except OSError:
                start("408 Request Timeout", [("Content-Length", "0"), ("Connection", "close")])
                return []
            return self._answer(environ, start)

    def _receive(self, environ: WSGIEnvironment, body: IO[bytes]) -> None:
        length = environ.get("CONTENT_LENGTH") or "0"
        if environ.get("HTTP_TRANSFER_ENCODING"):  # its end will show its length
            wanted = self._largest + 1
        elif length.isdecimal() and 0 < int(length) <= self._largest:
            wanted = int(length)
        else:
            return
        while wanted > 0 and (piece := environ["wsgi.input"].read(min(PIECE, wanted))):
            wanted -= body.write(piece)
        body.seek(0)
        environ["wsgi.input"] = body

    def _answer(self, environ: WSGIEnvironment, start: StartResponse) -> Iterable[bytes]:
        _requests.enter()
        _this_thread.works = True
        try:
            return self._application(environ, start)
        finally:
            _this_thread.works = False
            _requests.leave()


@contextmanager
def stepping_aside() -> Iterator[None]:
    """Let other requests be worked on while this thread waits, or computes without Python's lock.

    Outside of requests nothing happens.
    """
    if not getattr(_this_thread, "works", False):
        yield
        return
    _this_thread.works = False
    _requests.leave()
    try:
        yield
    finally:
        _requests.enter(first=True)
        _this_thread.works = True


_requests = Turnstile()
_this_thread = threading.local()
