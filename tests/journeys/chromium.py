"""The system's Chromium, kept off the network, and what every page shown in it owes its reader."""

import os
import shutil
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import (
    Browser,
    BrowserContext,
    ConsoleMessage,
    Page,
    Request,
    Response,
    WebError,
)

OFFLINE = [
    "--no-sandbox",
    "--host-resolver-rules=MAP * ~NOTFOUND , EXCLUDE 127.0.0.1",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-default-apps",
    "--disable-domain-reliability",
    "--disable-sync",
    "--no-default-browser-check",
    "--no-first-run",
    "--no-pings",
]
MISSING = "not run: Chromium is missing (apt-get install chromium)"
PHONE = {
    "viewport": {"width": 360, "height": 740},
    "device_scale_factor": 2,
    "is_mobile": True,
    "has_touch": True,
}
DESK = {"viewport": {"width": 1280, "height": 800}}
TIMEOUT = 20_000  # milliseconds that a page may take to show what is expected, on a busy machine
UNSENT = "htmx:"  # begins what htmx says about an answer that did not come
REFUSED = "Failed to load resource"  # Chromium's own word about an answer of 4xx or 5xx
WIDER = """() => {
  const room = document.documentElement.clientWidth;
  const over = document.scrollingElement.scrollWidth - room;
  if (over < 1) return "";
  const sticksOut = (tag) => tag.getBoundingClientRect().right > room + 0.5;
  const wide = [...document.body.querySelectorAll("*")].filter(
    (tag) => sticksOut(tag) && !tag.closest(".tabs") && ![...tag.children].some(sticksOut));
  const names = wide.slice(0, 3).map((tag) => tag.outerHTML.slice(0, 120));
  return `${over}px wider than the screen: ${names.join(" | ")}`;
}"""
TELL_WIDER = f"""addEventListener("load", () => requestAnimationFrame(() => {{
  const told = ({WIDER})();
  if (told) console.error(told);
}}))"""


def chromium() -> str:
    """Where Chromium is; without one the tests fail in CI, and are skipped elsewhere."""
    found = shutil.which("chromium") or shutil.which("google-chrome")
    if found:
        return found
    if os.environ.get("CI"):
        pytest.fail(MISSING)
    pytest.skip(MISSING)


class Guarded:
    """A browser context on a device; `troubles` are what must not happen on any page."""

    def __init__(self, browser: Browser, address: str, device: dict, **options: object) -> None:
        self.address = address
        self.troubles: list[str] = []
        self.forgiven: set[int] = set()  # statuses of answers that a test provokes; 0: no answer
        wishes = {"locale": "zh-CN", "timezone_id": "Asia/Shanghai", **device, **options}
        self.context: BrowserContext = browser.new_context(base_url=address, **wishes)
        self.context.set_default_timeout(TIMEOUT)
        self.context.add_init_script(TELL_WIDER)
        self.context.on("request", self._sent)
        self.context.on("response", self._answered)
        self.context.on("console", self._told)
        self.context.on("weberror", self._broke)
        self.page: Page = self.context.new_page()

    def close(self) -> None:
        """Look at the last page once more, and leave. Fails for all troubles on the way."""
        wider = self.page.evaluate(WIDER)
        if wider:
            self._note(wider)
        self.context.close()
        assert not self.troubles, "\n".join(self.troubles)

    def _note(self, trouble: str) -> None:
        self.troubles.append(f"{urlsplit(self.page.url).path}: {trouble}")

    def _sent(self, request: Request) -> None:
        if not request.url.startswith((self.address + "/", "data:", "blob:", "about:")):
            self._note(f"asks a foreign host: {request.url}")

    def _answered(self, response: Response) -> None:
        is_page = response.request.resource_type == "document"
        if response.status in self.forgiven:
            return
        if response.status >= (500 if is_page else 400):
            self._note(f"{response.status} for {response.url}")

    def _told(self, message: ConsoleMessage) -> None:
        is_silence = message.text.startswith(UNSENT) and 0 in self.forgiven
        if message.type == "error" and not message.text.startswith(REFUSED) and not is_silence:
            self._note(f"console: {message.text}")

    def _broke(self, error: WebError) -> None:
        self._note(f"script: {error.error}")
