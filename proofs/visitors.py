"""A person's connection to the product, which may break at any moment."""

import http.client
import re
import time
from dataclasses import dataclass
from http import HTTPStatus
from urllib.parse import urlencode

TIMEOUT = 45.0  # seconds until an answer counts as lost
IDLE = 2.0  # seconds; the server closes idle connections after five
COOKIE = "shitu"
FORM = {"Content-Type": "application/x-www-form-urlencoded"}
TOKEN = re.compile(r'name="csrf_token"[^>]*value="([^"]+)"')
TITLE = re.compile(r"<title>(.*?)</title>", re.DOTALL)

Broken = (OSError, http.client.HTTPException)  # the connection broke before the answer was there


@dataclass(frozen=True, slots=True)
class Answer:
    """What came back, read to its end."""

    status: int
    text: str
    location: str  # of a redirect
    retry_after: str  # of a refusal

    @property
    def is_page(self) -> bool:
        """A page was shown."""
        return self.status == HTTPStatus.OK

    @property
    def is_saved(self) -> bool:
        """What was sent is acknowledged."""
        return self.status == HTTPStatus.SEE_OTHER

    @property
    def is_stale(self) -> bool:
        """What was sent came too late."""
        return self.status == HTTPStatus.CONFLICT

    @property
    def is_refused(self) -> bool:
        """Not saved, or not to be read just now: to be sent again later."""
        return self.status == HTTPStatus.SERVICE_UNAVAILABLE

    @property
    def words(self) -> str:
        """Status and title, for reports."""
        return f"{self.status} {self.title}"

    @property
    def title(self) -> str:
        """The title of the page, for reports."""
        found = TITLE.search(self.text)
        return found[1].strip() if found else self.text[:80]


class Visitor:
    """Somebody who is signed in by a cookie."""

    def __init__(self, port: int, cookie: str) -> None:
        self._connection = http.client.HTTPConnection("127.0.0.1", port, timeout=TIMEOUT)
        self._cookies = {COOKIE: cookie}
        self._asked = 0.0
        self._token = ""

    def ask(self, method: str, address: str, fields: dict[str, str] | None = None) -> Answer:
        """Ask once. Raises one of `Broken` when no whole answer comes."""
        headers = {"Cookie": "; ".join(f"{k}={v}" for k, v in self._cookies.items())}
        body = None
        if fields is not None:
            body = urlencode({"csrf_token": self._token, **fields})
            headers |= FORM
        if time.monotonic() - self._asked > IDLE:
            self._connection.close()  # opened again by the next line
        self._asked = time.monotonic()
        try:
            self._connection.request(method, address, body, {"Accept": "text/html", **headers})
            answer = self._connection.getresponse()
            text = answer.read().decode()
        except Broken:
            self._connection.close()
            raise
        self._keep(answer.headers.get_all("Set-Cookie") or [])
        location, later = (answer.headers.get(name, "") for name in ("Location", "Retry-After"))
        return Answer(answer.status, text, location.partition("#")[0], later)

    def arrive(self) -> Answer:
        """Open the own account and take the token that forms need."""
        answer = self.ask("GET", "/account")
        found = TOKEN.search(answer.text)
        self._token = found[1] if found else ""
        return answer

    def another(self) -> "Visitor":
        """The same person in another window of the same browser."""
        other = Visitor(self._connection.port, self._cookies[COOKIE])
        other._token = self._token
        return other

    def leave(self) -> None:
        """Close the connection."""
        self._connection.close()

    def _keep(self, lines: list[str]) -> None:
        for line in lines:
            name, _, value = line.split(";")[0].partition("=")
            self._cookies[name] = value
