"""A mail server for tests: takes letters on this machine, or refuses them as it is told."""

import socketserver
import threading
from collections.abc import Iterator
from contextlib import contextmanager


class Postman(socketserver.ThreadingTCPServer):
    """Keeps what was handed over in `letters`; `answers` replaces its answer to a command."""

    daemon_threads = True
    allow_reuse_address = True

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), _Talk)
        self.letters: list[bytes] = []
        self.answers: dict[str, str] = {}

    @property
    def port(self) -> int:
        return self.server_address[1]


class _Talk(socketserver.StreamRequestHandler):
    server: Postman

    def handle(self) -> None:
        self._say("220 test")
        while line := self.rfile.readline().decode().strip():
            command = line.split()[0].upper()
            if command == "QUIT":
                self._say("221 bye")
                return
            self._say(self.server.answers.get(command, "250 ok" if command != "DATA" else "354 go"))
            if command == "DATA" and "DATA" not in self.server.answers:
                self._take()

    def _take(self) -> None:
        lines = []
        while (line := self.rfile.readline()) != b".\r\n":
            lines.append(line[1:] if line.startswith(b"..") else line)
        self.server.letters.append(b"".join(lines))
        self._say("250 taken")

    def _say(self, words: str) -> None:
        self.wfile.write(f"{words}\r\n".encode())


@contextmanager
def postman() -> Iterator[Postman]:
    """A running mail server."""
    with Postman() as server:
        thread = threading.Thread(target=server.serve_forever, args=(0.05,), daemon=True)
        thread.start()
        yield server
        server.shutdown()
        thread.join()
