"""Chromium as a victim: notices every script that runs, every foreign host that is asked.

Everything on a page is hovered over, focused and clicked; nothing that it does leaves the page.
"""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from html import escape
from pathlib import Path
from urllib.parse import urlsplit

from bs4 import BeautifulSoup, Tag
from playwright.sync_api import (
    Browser,
    BrowserContext,
    ConsoleMessage,
    Dialog,
    Frame,
    Page,
    Request,
)
from playwright.sync_api import Error as BrowserError

from tests.journeys.chromium import DESK, TIMEOUT

HERE = Path(__file__).parent
HOOK = (HERE / "hook.js").read_text("utf-8")
TOUCH = (HERE / "touch.js").read_text("utf-8")
FILL = (HERE / "fill.js").read_text("utf-8")
STRANGE = (HERE / "strange.js").read_text("utf-8")
ID = re.compile(r"[a-z0-9]{12}")
HTML = "text/html; charset=utf-8"
FRAME = '<iframe name="{}" sandbox="allow-scripts allow-forms allow-popups" srcdoc="{}"></iframe>'
TOUCHED = f"<script>addEventListener('load', () => setTimeout({TOUCH}, 50))</script>"
LONGEST_FUSE = 1_500  # milliseconds after which what shall fire has fired
TRIES = 3  # at pages that lead away while they load
SETTLING = 300  # milliseconds that htmx gets to put an answer in its place


@dataclass
class Found:
    """What happened on pages, with where."""

    fires: list[str] = field(default_factory=list)
    foreign: list[str] = field(default_factory=list)
    blocked: list[str] = field(default_factory=list)  # of the foreign ones: by the policy
    strange: list[str] = field(default_factory=list)
    pages: int = 0

    def numbers(self) -> set[int]:
        """The numbers with which `fired` was called."""
        said = [one.rpartition(": ")[2].split() for one in self.fires]
        return {int(words[1]) for words in said if words[0] == "fired" and words[1].isdecimal()}

    def told(self) -> str:
        """Everything, for a test that fails."""
        return "\n".join([*self.fires, *self.foreign, *self.strange][:60])


class Victim:
    """A browser in which pages are opened and touched all over."""

    def __init__(self, browser: Browser, address: str, locale: str = "zh-CN") -> None:
        self.address = address
        self.found = Found()
        self._frames: dict[str, str] = {}
        self.context: BrowserContext = browser.new_context(base_url=address, locale=locale, **DESK)
        self.context.set_default_timeout(TIMEOUT)
        self.context.expose_binding("toldTest", self._told)
        self.context.add_init_script(HOOK)
        self.context.on("request", self._sent)
        self.context.on("requestfailed", self._failed)
        self.context.on("console", self._said)
        self.context.on("dialog", self._asked)
        self.page: Page = self.context.new_page()

    def sign_in(self, cookie: str | None) -> None:
        """Become somebody else."""
        self.context.clear_cookies()
        if cookie:
            kept = {"name": "shitu", "value": cookie, "url": self.address}
            self.context.add_cookies([kept])

    def open(self, address: str) -> None:
        """Open a page and touch everything on it."""
        for page in self.context.pages:
            if page is not self.page:
                page.close()  # the page before has opened it
        for _ in range(TRIES):
            with leading_away():
                self.page.goto(address, wait_until="load")
                break
        self.look()

    def walk(self, pages: Iterable, cookie: Callable) -> Found:
        """Open pages as those who see them; what was found."""
        before: object = self
        for page in pages:
            if page.login != before:
                self.sign_in(cookie(page.login))
                before = page.login
            self.open(page.address)
        return self.afresh()

    def send(self, address: str, form: "TextForm", said: str) -> None:
        """Fill in one of the forms of a page with a text, send it, and look at the answer."""
        self.page.goto(address)
        filled = {"number": form.number, "said": said}
        if form.is_part:
            self.page.evaluate(FILL, filled)
            self.page.wait_for_timeout(SETTLING)
        else:
            with self.page.expect_navigation(wait_until="load"):
                self.page.evaluate(FILL, filled)
        self.look()

    def show(self, html: str) -> None:
        """Show a document of its own, without any policy, as a program for mail might."""
        place = f"{self.address}/letter"
        self.page.route(place, lambda route: route.fulfill(body=html, content_type=HTML))
        self.open(place)
        self.page.unroute(place)

    def show_alone(self, documents: Mapping[str, str]) -> None:
        """Show documents by name, each in a frame of its own that touches itself; no policy."""
        whole = "".join(
            FRAME.format(name, escape(TOUCHED + html)) for name, html in documents.items()
        )
        place = f"{self.address}/alone"
        self.page.route(place, lambda route: route.fulfill(body=whole, content_type=HTML))
        with suppress(BrowserError):
            self.page.goto(place, wait_until="domcontentloaded")
        self.page.wait_for_timeout(LONGEST_FUSE)
        self.page.close()
        self.page = self.context.new_page()

    def look(self) -> None:
        """Touch everything on the page that is open."""
        self.found.pages += 1
        try:
            self.found.strange += [f"{self._where()}: {one}" for one in self.page.evaluate(STRANGE)]
            self.page.evaluate(TOUCH)
            self.page.evaluate("() => new Promise((done) => setTimeout(done, 0))")
        except BrowserError as error:
            if "navigation" not in str(error) and "destroyed" not in str(error):
                raise

    def afresh(self) -> Found:
        """What was found since the last time."""
        found, self.found = self.found, Found()
        return found

    def _where(self) -> str:
        parts = urlsplit(self.page.url)
        return parts.path + (f"?{parts.query[:40]}" if parts.query else "")

    def _told(self, source: dict, words: str) -> None:
        frame: Frame = source["frame"]
        self.found.fires.append(f"{frame.name or self._where()}: {words}")

    def _asked(self, dialog: Dialog) -> None:
        self.found.fires.append(f"{self._where()}: dialog {dialog.message}")
        dialog.dismiss()

    def _said(self, message: ConsoleMessage) -> None:
        if "Content Security Policy" in message.text:
            self.found.fires.append(f"{self._where()}: policy {message.text[:200]}")

    def _failed(self, request: Request) -> None:
        if request.failure == "csp":
            self.found.blocked.append(request.url)

    def _sent(self, request: Request) -> None:
        is_own = request.url.startswith((self.address + "/", "data:", "blob:", "about:"))
        if not is_own and not request.url.startswith("chrome-error:"):
            name = "" if request.is_navigation_request() else request.frame.name
            self.found.foreign.append(f"{name or self._where()}: asks {request.url[:120]}")


@contextmanager
def leading_away() -> Iterator[None]:
    """A page, or the one before it, may lead away while it loads."""
    try:
        yield
    except BrowserError as error:
        if "interrupted" not in str(error) and "ERR_" not in str(error):
            raise


@dataclass(frozen=True)
class TextForm:
    """A form into which something is typed: its place on the page, where it goes, how much."""

    number: int
    where: str
    fields: int
    is_part: bool  # htmx sends it


def forms_of(page: str) -> Iterator[TextForm]:
    """The forms of a page into which something is typed."""
    for number, form in enumerate(BeautifulSoup(page, "html.parser").find_all("form")):
        typed = [field for field in form.select("input, textarea") if _is_typed(field)]
        if typed:
            where = f"{form.get('method')} {ID.sub('…', form.get('action') or '')}"
            yield TextForm(
                number, where, len(typed), bool(form.get("hx-get") or form.get("hx-post"))
            )


def _is_typed(field: Tag) -> bool:
    return field.get("type") not in {"hidden", "checkbox", "radio", "file", "submit"}
