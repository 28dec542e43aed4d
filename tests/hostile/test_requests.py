"""Requests that no page of ours sends: without a token, to be led elsewhere, to be kept."""

from urllib.parse import urljoin, urlsplit

import pytest

from tests.hostile.authored import Author
from tests.hostile.stage import NOW, Stage, kept_texts

pytestmark = pytest.mark.parametrize("product", ["sqlite"], indirect=True)
WAYS = [
    {"Accept": "text/html"},
    {"Accept": "text/html", "HX-Request": "true"},
    {"Accept": "application/json", "Origin": "https://foreign.invalid"},
]
FILLED = {
    "language": "en",
    "theme": "dark",
    "mode": "practice",
    "words": "x",
    "name": "x",
    "evidence": "x",
    "verdict": "met",
    "competency": "voice",
    "section": "one",
    "key": "a" * 32,
}
TOUCHED = {"access_look", "edition", "failed_try", "job", "known_browser", "sign_in_session"}
ELSEWHERE = [
    *("//foreign.invalid", "/\\foreign.invalid", "https://foreign.invalid", "/\t/foreign.invalid"),
    *("https:foreign.invalid", "javascript:alert(1)", "/%5cforeign.invalid", "\\\\foreign.invalid"),
]
LEADING = ("Location", "HX-Redirect", "HX-Location", "HX-Push-Url", "HX-Replace-Url", "Refresh")
BASE = "http://localhost/"


@pytest.fixture
def stage(app, company, tmp_path, at):
    at(NOW)
    return Stage(app, company, tmp_path, Author(str, str))


def sent_everywhere(stage: Stage, logins: list[str]) -> list[tuple[str, str]]:
    """Every form of everybody, sent in all ways without a token; what the database holds then."""
    for login in logins:
        for _endpoint, address in stage.addresses("POST"):
            client = stage.browser(login).client  # afresh: one of the forms signs out
            for headers in WAYS:
                client.post(address, data=FILLED, headers=headers).close()
    return list(kept_texts(stage.app, but=TOUCHED))


def test_without_the_token_of_a_page_nothing_changes(stage):
    before = list(kept_texts(stage.app, but=TOUCHED))

    assert sent_everywhere(stage, ["xiao", "chen", "wang", "zhao", "kai"]) == before


def test_with_the_token_not_asked_for_something_would(stage, monkeypatch):
    monkeypatch.setitem(stage.app.config, "WTF_CSRF_ENABLED", False)
    before = list(kept_texts(stage.app, but=TOUCHED))

    assert sent_everywhere(stage, ["xiao"]) != before


@pytest.mark.parametrize("login", [None, "xiao", "zhao"])
def test_no_answer_leads_to_another_server(stage, monkeypatch, login):
    monkeypatch.setitem(stage.app.config, "WTF_CSRF_ENABLED", False)
    client, led = stage.browser(login).client, []
    for method in ("GET", "POST"):
        for number, (_endpoint, address) in enumerate(stage.addresses(method)):
            place = ELSEWHERE[number % len(ELSEWHERE)]
            given = dict.fromkeys(("next", "back", "url", "return", "link", "address"), place)
            headers = {
                "Referer": "https://foreign.invalid/",
                "X-Forwarded-Host": "foreign.invalid",
                "HX-Current-URL": place.replace("\t", "%09"),
            }
            filled = {"data": FILLED | given} if method == "POST" else {}
            with client.open(
                address, method=method, query_string=given, headers=headers, **filled
            ) as answer:
                told = [answer.headers.get(name) for name in LEADING]
                body = answer.get_data(as_text=True) if answer.mimetype == "text/html" else ""
            led += [(address, one) for one in told if one and host_of(one) != "localhost"]
            led += [(address, "body")] * ('href="https://foreign' in body)

    assert not led


def host_of(address: str) -> str | None:
    """Where a browser would go, which takes backslashes for slashes and drops tabs."""
    return urlsplit(urljoin(BASE, address.replace("\\", "/").replace("\t", ""))).hostname


def test_the_look_for_other_servers_notices_them(product):
    assert host_of("/\\foreign.invalid") == host_of("//foreign.invalid/a") == "foreign.invalid"
    assert host_of("/plan#now") == "localhost"


@pytest.mark.parametrize("login", ["xiao", "chen", "zhao", "kai"])
def test_nothing_that_somebody_is_shown_is_kept_by_browsers_and_proxies(stage, login):
    client, kept = stage.browser(login).client, []
    for _endpoint, address in stage.addresses("GET"):
        with client.get(address) as answer:
            if answer.headers.get("Cache-Control") != "no-store":
                kept.append(address)

    assert not kept
