"""What every response has in common: headers, ids, errors in three languages and as JSON."""

import re
from collections.abc import Iterator

import pytest
from flask import Flask

from lms.i18n import negotiate, to_traditional
from lms.pages import own_address, whole_number
from lms.people.domain import Role


@pytest.mark.parametrize(
    ("wanted", "spoken"),
    [
        (["zh-CN"], "zh-Hans"),
        (["zh-SG", "en"], "zh-Hans"),
        (["zh"], "zh-Hans"),
        (["zh-TW"], "zh-Hant"),
        (["zh-HK"], "zh-Hant"),
        (["zh-MO"], "zh-Hant"),
        (["zh-Hant-HK"], "zh-Hant"),
        (["zh-Hans-HK"], "zh-Hans"),
        (["en-GB", "zh"], "en"),
        (["fr", "en"], "en"),
        (["fr", "zh-TW"], "zh-Hant"),
        (["fr"], "zh-Hans"),
        ([], "zh-Hans"),
    ],
)
def test_the_first_language_that_is_spoken_wins(wanted, spoken):
    assert negotiate(wanted) == spoken


def test_traditional_chinese_is_written_as_in_taiwan():
    assert to_traditional("这个软件的信息") == "這個軟體的資訊"


@pytest.mark.parametrize("address", ["/plan", "/people?page=2", "/courses/a/b#c", "/搜索"])
def test_addresses_of_our_own_may_be_returned_to(address):
    assert own_address(address) == address


@pytest.mark.parametrize(
    "address",
    [
        None, "", "https://evil.example", "//evil.example", "/\\evil.example", "\\\\evil.example",
        "javascript:alert(1)", "plan", "/a\nb", "/\tevil", "/a\\b", "http:/plan", " /plan",
    ],
)  # fmt: skip
def test_no_other_address_is_returned_to(address):
    assert own_address(address) is None


@pytest.mark.parametrize(
    ("language", "heading"),
    [("zh-CN", "没有这个页面"), ("zh-TW", "沒有這個頁面"), ("en", "No such page")],
)
def test_errors_speak_the_readers_language(browser_of, language: str, heading: str):
    page = browser_of(None, language=language).open("/nowhere", status=404)

    assert page.heading == heading


def test_json_is_answered_with_json(app: Flask):
    answer = app.test_client().get("/nowhere", headers={"Accept": "application/json"})

    assert answer.status_code == 404
    assert answer.json["status"] == 404
    assert answer.json["request_id"] == answer.headers["X-Request-ID"]


def test_htmx_gets_a_fragment_not_a_page(app: Flask):
    answer = app.test_client().get("/nowhere", headers={"HX-Request": "true"})

    assert answer.status_code == 404
    assert "<html" not in answer.get_data(as_text=True)


def test_a_wrong_method_says_which_are_right(app: Flask):
    answer = app.test_client().delete("/healthz", headers={"Accept": "application/json"})

    assert answer.status_code == 405
    assert "GET" in answer.headers["Allow"]


def test_headers_that_every_response_carries(app: Flask):
    headers = app.test_client().get("/healthz").headers

    policy = headers["Content-Security-Policy"]
    assert "default-src 'none'" in policy
    assert "unsafe" not in policy
    assert "http" not in policy.replace("https:", "")
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert headers["X-Frame-Options"] == "DENY"
    assert headers["Referrer-Policy"] == "same-origin"
    assert headers["Cache-Control"] == "no-store"


def test_a_request_id_is_taken_over_only_when_it_is_harmless(app: Flask):
    client = app.test_client()

    taken = client.get("/healthz", headers={"X-Request-ID": "abcdef-123456"})
    refused = client.get("/healthz", headers={"X-Request-ID": 'x"<script>'})

    assert taken.headers["X-Request-ID"] == "abcdef-123456"
    assert refused.headers["X-Request-ID"] != 'x"<script>'


def test_static_files_may_be_kept_for_ever(app: Flask):
    with app.test_client().get("/static/css/base.css?v=1") as answer:
        assert answer.status_code == 200
        assert "max-age=31536000" in answer.headers["Cache-Control"]


def test_a_body_that_is_too_large_is_refused_in_words(app: Flask):
    answer = app.test_client().post(
        "/sign-in", data={"login": "x" * 3_000_000}, headers={"Accept": "application/json"}
    )

    assert answer.status_code == 413


def pages_of(app: Flask) -> Iterator[str]:
    """The addresses of all pages, with their places for ids."""
    for rule in app.url_map.iter_rules():
        if "GET" in rule.methods and rule.endpoint != "static":
            yield rule.rule


def statuses(browser_of, company, addresses: list[str]) -> dict[str, int]:
    """What somebody with all roles gets at these addresses."""
    client = browser_of(company.person("all", *Role)).client
    return {address: client.get(address).status_code for address in addresses}


@pytest.mark.parametrize(
    ("text", "number"),
    [("0", 0), ("12", 12), ("2147483647", 2147483647), ("2147483648", None), ("9" * 5_000, None),
     ("", None), ("-1", None), ("+1", None), ("1_0", None), (" 1", None), ("²", None), ("٣", None)],
)  # fmt: skip
def test_a_number_is_written_in_ten_digits_at_most(text, number):
    assert whole_number(text) == number


@pytest.mark.parametrize("number", ["1" + "0" * 30, "9223372036854775807", "-1", "²", "٣", "x"])
def test_no_number_in_an_address_breaks_a_page(app, company, browser_of, number):
    asked = f"?page={number}&department={number}"
    lists = [address + asked for address in pages_of(app) if "<" not in address]

    found = statuses(browser_of, company, lists)

    assert {address: status for address, status in found.items() if status >= 500} == {}


def test_a_nul_in_an_address_is_not_found(app, company, browser_of):
    named = [re.sub("<[^>]*>", "a%00b", address) for address in pages_of(app) if "<" in address]

    found = statuses(browser_of, company, named)

    assert {address: status for address, status in found.items() if status != 404} == {}


def test_a_nul_in_a_query_is_not_read(app, company, browser_of):
    fields = ("q", "words", "number", "programme", "department", "status", "show", "next", "code")
    asked = "&".join(f"{name}=%00" for name in fields)
    lists = [f"{address}?{asked}" for address in pages_of(app) if "<" not in address]

    found = statuses(browser_of, company, lists)

    assert {address: status for address, status in found.items() if status >= 400} == {}
