"""Asking the child process that converts: it is started when needed, and again when it has gone."""

import atexit
import json
import os
import subprocess
import sys
import threading
from pathlib import Path

PROGRAM = (sys.executable, "-I", str(Path(__file__).with_name("child.py")))
TRIES = 2  # the first may meet a child that has just gone, having had nothing to do


class Converter:
    """A child that converts, one text at a time."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._child: subprocess.Popen[bytes] | None = None

    def convert(self, text: str) -> str:
        """The text converted; one without Chinese characters is left as it is."""
        if text.isascii():
            return text
        with self._lock:
            for _try in range(TRIES):
                self._child = self._child or _start()
                if answer := _ask(self._child, json.dumps(text).encode("ascii")):
                    return str(json.loads(answer))
                self._end()
        raise RuntimeError("the converter to traditional Chinese ended by itself")

    def close(self) -> None:
        """Let the child go."""
        with self._lock:
            self._end()

    def forget(self) -> None:
        """Leave the child to the process that started it, after a fork."""
        self._child, self._lock = None, threading.Lock()

    def _end(self) -> None:
        child, self._child = self._child, None
        if child is not None:
            child.communicate()  # closes its input, so that it goes, and waits


def _start() -> subprocess.Popen[bytes]:
    return subprocess.Popen(  # noqa: S603
        PROGRAM, stdin=subprocess.PIPE, stdout=subprocess.PIPE, cwd="/", env={}
    )


def _ask(child: subprocess.Popen[bytes], line: bytes) -> bytes:
    """What the child answers; nothing when it goes without an answer."""
    texts, answers = child.stdin, child.stdout
    if texts is None or answers is None:  # both are pipes
        raise TypeError("a child without pipes cannot be asked")
    try:
        texts.write(line + b"\n")
        texts.flush()
        return answers.readline()
    except BrokenPipeError:
        return b""


converter = Converter()
atexit.register(converter.close)
os.register_at_fork(after_in_child=converter.forget)
