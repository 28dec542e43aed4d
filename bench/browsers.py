"""People with keep-alive connections who ask as fast as they are answered."""

import http.client
import re
import time
from concurrent.futures import ThreadPoolExecutor
from urllib.parse import urlencode

PASSWORD = "shitu-demo-2026"  # noqa: S105  # the demo company's, printed by make run
PATIENCE = 2.0  # seconds; the server closes idle connections after five
FORM = {"Content-Type": "application/x-www-form-urlencoded"}


class Person:
    """One connection with its cookies."""

    def __init__(self, port: int, login: str | None = None) -> None:
        self.connection = http.client.HTTPConnection("127.0.0.1", port, timeout=30)
        self.last_asked = time.monotonic()
        self.cookies: dict[str, str] = {}
        self.token = ""
        if login:
            self._sign_in(login)

    def ask(
        self,
        method: str,
        address: str,
        fields: dict[str, str] | None = None,
        part: str = "",
    ) -> tuple[int, str, str]:
        """Status, text and the address of a redirect; `part` asks as htmx does for that part."""
        headers = {
            "Cookie": "; ".join(f"{k}={v}" for k, v in self.cookies.items()),
            "Accept": "text/html",
        }
        body = None
        if fields is not None:
            body, headers = urlencode({"csrf_token": self.token, **fields}), {**headers, **FORM}
        if part:
            headers |= {"HX-Request": "true", "HX-Target": part}
        if time.monotonic() - self.last_asked > PATIENCE:
            self.connection.close()  # opened again by the next request
        self.last_asked = time.monotonic()
        self.connection.request(method, address, body, headers)
        answer = self.connection.getresponse()
        text = answer.read().decode()
        for line in answer.headers.get_all("Set-Cookie") or []:
            name, _, value = line.split(";")[0].partition("=")
            self.cookies[name] = value
        return answer.status, text, answer.headers.get("Location", "")

    def reconnect(self) -> None:
        """Come in anew, perhaps to another of the server's children."""
        self.connection.close()
        self.ask("GET", "/healthz")

    def _sign_in(self, login: str) -> None:
        self._read_token(self.ask("GET", "/sign-in")[1])
        status, text, _ = self.ask(
            "POST", "/sign-in", {"login": login, "password": PASSWORD, "key": "b" * 32}
        )
        assert status == 303, f"{login} cannot sign in: {status} {text[:300]}"
        self._read_token(self.ask("GET", "/account")[1])

    def _read_token(self, page: str) -> None:
        found = re.search(r'name="csrf_token"[^>]*value="([^"]+)"', page)
        assert found, "no token on the page"
        self.token = found[1]


def all_at_once(jobs: list) -> list:
    """Run jobs in as many threads and wait for all; the first failure is raised."""
    with ThreadPoolExecutor(len(jobs)) as pool:
        return [done.result() for done in [pool.submit(job) for job in jobs]]
