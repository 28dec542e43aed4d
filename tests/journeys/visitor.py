"""A person at a screen: does what people do, with the words that they read there."""

import re
from datetime import UTC, datetime
from pathlib import Path
from typing import ClassVar
from urllib.parse import urlsplit

from playwright.sync_api import Download, Locator, Page, expect
from pyotp import TOTP

from tests.company import SECRET_OF_ALL
from tests.journeys.chromium import Guarded
from tests.journeys.company import PASSWORD

MENUS = ("语言", "外观", "账号")


class Visitor(Guarded):
    """Somebody with a browser of their own."""

    page: Page
    _steps: ClassVar[dict[str, int]] = {}  # of the codes that people have used

    @classmethod
    def forget_codes(cls) -> None:
        """Another day, other codes."""
        cls._steps.clear()

    def open(self, path: str) -> "Visitor":
        """Type an address."""
        self.page.goto(path)
        return self

    def sign_in(self, login: str, password: str = PASSWORD) -> "Visitor":
        """Open the product and sign in; ends at home."""
        self.open("/sign-in")
        self.fill("登录名", login)
        self.fill("密码", password)
        self.press("登录")
        expect(self.page.locator("h1")).not_to_have_text("登录")
        if self.page.locator("h1").inner_text() == "再验证一步":
            self.fill("验证码", self._code_of(login))
            self.press("登录")
        expect(self.page).to_have_url(self.address + "/")
        self.page.wait_for_load_state()
        return self

    def _code_of(self, login: str) -> str:
        """The code of somebody's authenticator; a newer one each time, as it is taken only once."""
        present = int(datetime.now(UTC).timestamp()) // 30
        step = self._steps[login] = max(present - 1, self._steps.get(login, 0) + 1)
        return TOTP(SECRET_OF_ALL).generate_otp(step)

    def sign_out(self) -> None:
        """Leave by the menu of one's own account."""
        self.menu("账号").click()
        self.press("退出登录", "header")
        self.is_at("登录")

    def menu(self, kind: str) -> Locator:
        """A menu at the top of the page: 语言, 外观 or 账号."""
        return self.page.locator("header details > summary").nth(MENUS.index(kind))

    def fill(self, label: str, text: str) -> None:
        """Type into the field with this label."""
        self.page.get_by_label(_beginning(label)).first.fill(text)

    def choose(self, label: str, option: str) -> None:
        """Choose from the list with this label."""
        self.page.get_by_label(_beginning(label)).first.select_option(label=option)

    def tick(self, label: str) -> None:
        """Tick, or pick one of several."""
        self.page.get_by_label(label, exact=True).first.check()

    def press(self, words: str, within: str = "body") -> None:
        """Press a button."""
        self.page.locator(within).get_by_role("button", name=_beginning(words)).first.click()

    def follow(self, words: str, within: str = "body") -> None:
        """Follow a link."""
        self.page.locator(within).get_by_role("link", name=_beginning(words)).first.click()

    def part(self, heading: str) -> Locator:
        """The part of the page under a heading."""
        named = self.page.get_by_role("heading", name=heading, exact=True)
        return self.page.locator("section, details, form", has=named).last

    def sees(self, *words: str) -> None:
        """All of these stand on the page, where they can be seen."""
        for text in words:
            expect(self.page.get_by_text(text).locator("visible=true").first).to_be_visible()

    def sees_not(self, *words: str) -> None:
        """None of these can be seen on the page."""
        for text in words:
            expect(self.page.get_by_text(text).locator("visible=true")).to_have_count(0)

    def is_at(self, heading: str) -> None:
        """The page with this heading is open."""
        expect(self.page.locator("h1")).to_have_text(heading)

    @property
    def path(self) -> str:
        """Where the browser is."""
        return urlsplit(self.page.url).path

    @property
    def words(self) -> str:
        """Everything that can be read on the page."""
        return self.page.locator("body").inner_text()

    def save(self, words: str, kind: str = "link") -> Path:
        """Save the file to which a link or button leads, instead of looking at it."""
        with self.page.expect_download() as waiting:
            self.page.get_by_role(kind, name=_beginning(words)).first.click(modifiers=["Alt"])
        found: Download = waiting.value
        return Path(found.path())


def _beginning(words: str) -> re.Pattern[str]:
    return re.compile(rf"^\s*{re.escape(words)}")
