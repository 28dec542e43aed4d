"""HTTP/1.1 over bare sockets: so little work per request that the server is what is measured."""

import asyncio
import re
from dataclasses import dataclass
from urllib.parse import urlencode

COOKIE = re.compile(rb"\r\nset-cookie: shitu=([^;\r]*)", re.IGNORECASE)
LENGTH = re.compile(rb"\r\ncontent-length: (\d+)", re.IGNORECASE)
PLACE = re.compile(rb"\r\nlocation: ([^\r]*)", re.IGNORECASE)
TOKEN = re.compile(rb'name="csrf_token"[^>]*value="([^"]+)"')
PATIENCE = 30  # seconds


@dataclass(slots=True)
class Answer:
    """What came back."""

    status: int
    place: str  # of a redirect
    body: bytes


class Browser:
    """The cookie of somebody who is signed in, and the token of the forms seen last."""

    def __init__(self, port: int, cookie: str) -> None:
        self._port, self._cookie, self.token = port, cookie, ""

    async def get(self, address: str) -> Answer:
        """Ask for a page."""
        return await self._ask("GET", address, b"")

    async def post(self, address: str, **fields: str) -> Answer:
        """Send a form."""
        return await self._ask(
            "POST", address, urlencode({"csrf_token": self.token, **fields}).encode()
        )

    async def _ask(self, method: str, address: str, body: bytes) -> Answer:
        kind = "Content-Type: application/x-www-form-urlencoded\r\n" if body else ""
        head = (
            f"{method} {address} HTTP/1.1\r\nHost: 127.0.0.1:{self._port}\r\n"
            f"Accept: text/html\r\nCookie: shitu={self._cookie}\r\nConnection: close\r\n"
            f"{kind}Content-Length: {len(body)}\r\n\r\n"
        )
        async with asyncio.timeout(PATIENCE):
            reader, writer = await asyncio.open_connection("127.0.0.1", self._port)
            try:
                writer.write(head.encode() + body)
                return self._read(await reader.read(-1))
            finally:
                writer.close()

    def _read(self, raw: bytes) -> Answer:
        head, _, body = raw.partition(b"\r\n\r\n")
        if not head.startswith(b"HTTP/1.1 "):
            raise OSError("the server closed the connection without an answer")
        length, place = LENGTH.search(head), PLACE.search(head)
        if length and len(body) < int(length[1]):
            raise OSError("the answer breaks off")
        if renewed := COOKIE.search(head):
            self._cookie = renewed[1].decode()
        if token := TOKEN.search(body):
            self.token = token[1].decode()
        return Answer(int(head[9:12]), place[1].decode() if place else "", body)
