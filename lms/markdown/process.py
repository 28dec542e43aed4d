"""Where Markdown is rendered: in a child process that can be lost, so that this one cannot.

Knows how to start the child, to ask it and to notice that it died of a text; the limits themselves
are the child's own (`lms.markdown.child`).
"""

import atexit
import json
import os
import subprocess
import sys
import threading
from collections.abc import Mapping, Sequence
from pathlib import Path

from lms.errors import N_, Invalid
from lms.markdown.child import EXHAUSTED, received, send
from lms.turns import stepping_aside

PROGRAM = (sys.executable, "-I", str(Path(__file__).with_name("child.py")))
TRIES = 2  # the first may meet a child that has just gone, having had nothing to do
TOO_HEAVY = N_("从第 %(line)s 行起的这段文字排版太费时间；请拆短，去掉多余的符号。")


class Renderer:
    """A child that renders, started when it is needed; one text at a time."""

    def __init__(self, program: Sequence[str] = PROGRAM) -> None:
        self._program = program
        self._lock = threading.Lock()
        self._child: subprocess.Popen[bytes] | None = None

    def html(self, text: str) -> str:
        """The clean HTML of a text.

        Raises Invalid for one that the renderer refuses, or that is too much for it.
        """
        with stepping_aside(), self._lock:
            answer = self._answer(text.encode("utf-8", "replace"))
        if "refused" in answer:
            parameters: Mapping[str, object] = answer["parameters"]  # type: ignore[assignment]
            raise Invalid(str(answer["refused"]), way_on=None, **parameters)
        return str(answer["html"])

    def close(self) -> None:
        """Let the child go."""
        with self._lock:
            child, self._child = self._child, None
            if child is not None:
                _end(child)

    def forget(self) -> None:
        """Leave the child to the process that started it, after a fork."""
        self._child, self._lock = None, threading.Lock()

    def _answer(self, text: bytes) -> Mapping[str, object]:
        for _try in range(TRIES):
            child = self._child = self._child or _start(self._program)
            answer = _ask(child, text)
            if answer is not None:
                found: Mapping[str, object] = json.loads(answer)
                return found
            self._child = None
            status = _end(child)
            if status < 0 or status == EXHAUSTED:
                raise Invalid(TOO_HEAVY, line=1)
            if status != 0:
                break
        raise RuntimeError(f"the renderer of Markdown ended by itself with status {status}")


def _start(program: Sequence[str]) -> subprocess.Popen[bytes]:
    return subprocess.Popen(  # noqa: S603
        program, stdin=subprocess.PIPE, stdout=subprocess.PIPE, cwd="/", env={}, bufsize=0
    )


def _ask(child: subprocess.Popen[bytes], text: bytes) -> bytes | None:
    """What the child answers; None when it goes without an answer."""
    texts, answers = child.stdin, child.stdout
    if texts is None or answers is None:  # both are pipes
        raise TypeError("a child without pipes cannot be asked")
    try:
        send(texts.fileno(), text)
    except BrokenPipeError:
        return None
    return received(answers.fileno())


def _end(child: subprocess.Popen[bytes]) -> int:
    """Let a child go; its exit status, negative when a signal ended it."""
    with child:  # closes its input, so that it goes, and waits
        pass
    return child.returncode


renderer = Renderer()
atexit.register(renderer.close)
os.register_at_fork(after_in_child=renderer.forget)
