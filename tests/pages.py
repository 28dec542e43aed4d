"""A browser with manners: every page it opens is checked for what it owes its reader."""

import re
import secrets
from dataclasses import dataclass
from datetime import UTC, datetime
from hashlib import sha256

import html5lib
from bs4 import BeautifulSoup, Tag
from flask import Flask
from werkzeug.test import TestResponse

from lms.db import db, write
from lms.people.models import Person, SignInSession

UNLABELLED = {"hidden", "submit", "button", "image", "reset"}


@dataclass
class Page:
    """What came back: status, address, text and the parsed page."""

    response: TestResponse
    soup: BeautifulSoup

    @property
    def status(self) -> int:
        return self.response.status_code

    @property
    def address(self) -> str:
        return self.response.request.path

    @property
    def text(self) -> str:
        """All words of the page, blanks folded."""
        return " ".join(self.soup.get_text(" ").split())

    @property
    def heading(self) -> str:
        return " ".join(self.soup.find("h1").get_text().split())

    def find(self, selector: str) -> Tag:
        found = self.soup.select_one(selector)
        assert found is not None, f"{self.address}: nothing matches {selector}\n{self.text[:600]}"
        return found

    def all(self, selector: str) -> list[Tag]:
        return self.soup.select(selector)

    def form(self, selector: str = "main form") -> dict[str, str]:
        """The fields of a form as a browser would send them untouched, `action` apart."""
        return fields_of(self.find(selector))


def fields_of(form: Tag) -> dict[str, str]:
    """Names and values of a form's fields that are filled already."""
    values: dict[str, str] = {}
    for field in form.select("input[name]"):
        kind = field.get("type", "text")
        if kind in {"checkbox", "radio"} and not field.has_attr("checked"):
            continue
        if kind not in {"submit", "button", "file"}:
            values[field["name"]] = field.get("value", "")
    for field in form.select("textarea[name]"):
        values[field["name"]] = field.get_text()
    for field in form.select("select[name]"):
        chosen = field.select_one("option[selected]") or field.select_one("option")
        if chosen is not None:
            values[field["name"]] = chosen.get("value", chosen.get_text())
    return values


def check_manners(page: Page) -> None:
    """One h1, a title that begins with it, unique ids, labels, tokens; nothing inline."""
    soup, where = page.soup, page.address
    headings = soup.find_all("h1")
    assert len(headings) == 1, f"{where}: {len(headings)} h1"
    title = " ".join(soup.title.get_text().split())
    assert title.startswith(page.heading), (
        f"{where}: title {title!r} does not begin with {page.heading!r}"
    )
    assert soup.html.get("lang") in {"zh-Hans", "zh-Hant", "en"}, f"{where}: no language"
    ids = [tag["id"] for tag in soup.find_all(id=True)]
    twice = {i for i in ids if ids.count(i) > 1}
    assert not twice, f"{where}: ids used twice: {twice}"
    _check_forms(soup, where)
    _check_nothing_inline(soup, where)
    for image in soup.find_all("img"):
        assert image.has_attr("alt"), f"{where}: picture without alt: {image}"


def _check_forms(soup: BeautifulSoup, where: str) -> None:
    for form in soup.find_all("form"):
        if form.get("method", "get").lower() == "post":
            assert form.select_one('input[name="csrf_token"]'), (
                f"{where}: form without CSRF token: {form.attrs}"
            )
    labelled = {label.get("for") for label in soup.find_all("label")}
    for field in soup.select("input, select, textarea"):
        if field.get("type") in UNLABELLED:
            continue
        named = (
            field.get("id") in labelled or field.get("aria-label") or field.get("aria-labelledby")
        )
        assert named or field.find_parent("label"), f"{where}: field without label: {field}"


def _check_nothing_inline(soup: BeautifulSoup, where: str) -> None:
    for tag in soup.find_all(True):
        bad = [name for name in tag.attrs if name.startswith("on") or name == "style"]
        assert not bad, f"{where}: {bad} inline at {tag.name}"
    for script in soup.find_all("script"):
        assert (
            script.get("src") or script.get("nonce") or script.get("type") == "application/json"
        ), f"{where}: inline script"


def check_html(page: Page) -> None:
    """Valid HTML5 in the eyes of a strict parser."""
    parser = html5lib.HTMLParser(strict=False)
    parser.parse(page.response.get_data(as_text=True))
    faults = [f"{place}: {code} {data}" for place, code, data in parser.errors]
    assert not faults, f"{page.address}: {faults[:5]}"


class Browser:
    """A person's browser: signed in without the sign-in page, follows redirects, checks manners."""

    def __init__(self, app: Flask, person: Person | None, language: str = "zh-CN") -> None:
        self.app = app
        self.client = app.test_client()
        self.language = language
        if person is not None:
            self._sign_in(person)

    def _sign_in(self, person: Person) -> None:
        token = secrets.token_urlsafe(32)

        def make() -> None:
            now = datetime.now(UTC)
            db.session.add(
                SignInSession(
                    token_hash=sha256(token.encode()).hexdigest(),
                    person_id=person.id,
                    browser="tests",
                    created_at=now,
                    last_seen_at=now,
                )
            )

        with self.app.app_context():
            write(make)
        with self.client.session_transaction() as session:
            session["_user_id"] = token
            session["_fresh"] = True

    def open(self, address: str, status: int = 200, **options: object) -> Page:
        """Open a page, following redirects, and expect a status."""
        return self._show(
            self.client.get(address, follow_redirects=True, **self._options(options)), status
        )

    def post(
        self, address: str, data: dict | None = None, status: int = 200, **options: object
    ) -> Page:
        """Send a form with this session's token and a fresh key unless given; follow redirects."""
        fields = {"csrf_token": self.csrf_token(), "key": secrets.token_hex(16), **(data or {})}
        answer = self.client.post(
            address, data=fields, follow_redirects=True, **self._options(options)
        )
        return self._show(answer, status)

    def submit(
        self, page: Page, selector: str = "main form", status: int = 200, **changes: str
    ) -> Page:
        """Fill in a form of a page and send it to where it goes."""
        form = page.find(selector)
        data = {**fields_of(form), **changes}
        action = form.get("action") or page.address
        return self._show(
            self.client.post(action, data=data, follow_redirects=True, **self._options({})), status
        )

    def csrf_token(self) -> str:
        """The token that this browser's forms carry."""
        page = self.client.get("/account", follow_redirects=True)
        found = re.search(r'name="csrf_token"[^>]*value="([^"]+)"', page.get_data(as_text=True))
        assert found, "no form with a token on /account"
        return found[1]

    def _options(self, options: dict) -> dict:
        headers = {
            "Accept-Language": self.language,
            "Accept": "text/html",
            **options.pop("headers", {}),
        }
        return {"headers": headers, **options}

    def _show(self, response: TestResponse, status: int) -> Page:
        text = response.get_data(as_text=True) if response.mimetype.startswith("text/") else ""
        page = Page(response, BeautifulSoup(text, "html5lib"))
        assert response.status_code == status, (
            f"{response.request.method} {response.request.path}: {response.status_code}, "
            f"not {status}\n{page.text[:800]}"
        )
        if response.mimetype == "text/html" and "HX-Request" not in response.request.headers:
            check_manners(page)
            check_html(page)
        return page
