"""`make screenshots`: the pictures of README.md, taken from the demo company in a real browser.

With a folder (`make screenshots EVERY=folder`): every page of every role, for those who judge them.
"""

import os
import shutil
import socket
import subprocess
import sys
import tempfile
import time
import urllib.request
from pathlib import Path

from every_page import sign_in, take_every_page
from playwright.sync_api import Browser, Page, sync_playwright

ROOT = Path(__file__).resolve().parent.parent
PICTURES = ROOT / "docs" / "images"
PHONE, DESK = {"width": 360, "height": 740}, {"width": 1280, "height": 800}
FLAGS = ["--no-sandbox", "--disable-gpu", "--disable-background-networking"]
LESSON = "/courses/role-awareness/why-service-matters"


class Photographer:
    """Signs people in and takes pictures of what they see."""

    def __init__(self, browser: Browser, address: str) -> None:
        self.browser, self.address = browser, address

    def sit_down(self, login: str | None, view: dict[str, int], theme: str = "light") -> Page:
        """A page of a new browser window in which somebody is signed in."""
        scale = 1.5 if view is PHONE else 1  # the files stay small
        window = self.browser.new_context(
            viewport=view, color_scheme=theme, locale="zh-CN", device_scale_factor=scale
        )
        page = window.new_page()
        if login:
            sign_in(page, self.address, login)
        return page

    def take(self, page: Page, path: str | None, name: str) -> None:
        """Open a path, if one is given, and keep what is seen."""
        if path is not None:
            page.goto(self.address + path)
        page.wait_for_load_state("networkidle")
        page.screenshot(path=PICTURES / f"{name}.png")
        print(f"  {name}")  # noqa: T201


def take_all(photographer: Photographer) -> None:
    """Every picture of README.md."""
    lin = photographer.sit_down("xiaolin", PHONE)
    photographer.take(lin, "/", "home-phone")
    photographer.take(lin, f"{LESSON}#window", "lesson-phone")
    photographer.take(lin, "/growth", "growth-phone")
    lin.goto(f"{photographer.address}/scenarios/lost-parcel")
    lin.click("form[action$='/plays'] button[type=submit] >> nth=0")
    lin.click("form[action$='/turns'] button >> nth=0")
    photographer.take(lin, None, "play-phone")
    photographer.take(photographer.sit_down("laochen", PHONE), "/", "mentor-phone")
    photographer.take(photographer.sit_down("hr", DESK), "/certificates", "register-desk")
    photographer.take(photographer.sit_down("xiaolin", DESK, "dark"), "/plan", "plan-desk-dark")
    stranger = photographer.sit_down(None, PHONE)
    photographer.take(stranger, "/verify/KF-2026-000001", "verify-phone")


def wait_for(address: str) -> None:
    """Wait until the product answers."""
    for _ in range(600):
        try:
            urllib.request.urlopen(f"{address}/healthz", timeout=2).close()  # noqa: S310  # nosec B310
        except OSError:
            time.sleep(0.2)
        else:
            return
    sys.exit("the product does not answer")


def free_port() -> int:
    """A port that nobody uses just now."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def main(every: Path | None) -> None:
    """Serve a fresh demo company, take the pictures, stop."""
    PICTURES.mkdir(parents=True, exist_ok=True)
    port = free_port()
    address = f"http://127.0.0.1:{port}"
    with tempfile.TemporaryDirectory() as folder:
        environment = {**os.environ, "LMS_INSTANCE": folder, "PORT": str(port), "LMS_DEMO": "1"}
        served = subprocess.Popen([sys.executable, "deploy/serve.py"], cwd=ROOT, env=environment)
        try:
            wait_for(address)
            with sync_playwright() as playwright:
                browser = playwright.chromium.launch(
                    executable_path=shutil.which("chromium"), args=FLAGS
                )
                if every:
                    take_every_page(browser, address, every)
                else:
                    take_all(Photographer(browser, address))
        finally:
            served.terminate()
            served.wait()


if __name__ == "__main__":
    main(Path(sys.argv[1]).resolve() if sys.argv[1:] else None)
