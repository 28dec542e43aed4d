"""What every response has in common: headers, ids, errors in three languages and as JSON."""

import re
import runpy
import socket
from collections.abc import Iterator
from dataclasses import replace
from io import BytesIO
from types import SimpleNamespace

import pytest
from flask import Flask, request, url_for

from lms.config import ROOT
from lms.i18n import negotiate
from lms.pages import own_address, takes, whole_number
from lms.pages.headers import ALWAYS, FILES
from lms.pages.incoming import LARGEST
from lms.people.access import public
from lms.people.domain import Role
from lms.traditional import to_traditional
from tests.access_cases import dummy_values


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
    assert "frame-ancestors 'none'" in policy
    assert headers["Referrer-Policy"] == "same-origin"
    assert headers["Cross-Origin-Opener-Policy"] == "same-origin"
    assert headers["Cross-Origin-Resource-Policy"] == "same-origin"
    assert "camera=()" in headers["Permissions-Policy"]
    assert headers["Cache-Control"] == "no-store"


def test_every_answer_of_every_route_carries_them(app, company, browser_of):
    client = browser_of(company.person("all", *Role)).client
    with app.test_request_context():
        addresses = [
            url_for(rule.endpoint, **dummy_values(rule))
            for rule in app.url_map.iter_rules()
            if rule.endpoint != "static"
        ]
    lacking = {}
    for address in [*addresses, "/nowhere", "/verify?page=x"]:
        for method in ("get", "post"):
            with getattr(client, method)(address) as answer:
                headers = answer.headers
            fine = headers["Cache-Control"] == "no-store" and all(
                headers[name] == value for name, value in ALWAYS.items()
            )
            if not fine or "default-src 'none'" not in headers["Content-Security-Policy"]:
                lacking[method, address] = dict(headers)

    assert not lacking


def test_a_static_file_is_a_file_and_nothing_else_and_for_us_alone(app: Flask):
    with app.test_client().get("/static/img/favicon.svg") as answer:
        headers = answer.headers

    assert {name: headers[name] for name in FILES} == FILES
    assert "sandbox" in headers["Content-Security-Policy"]
    assert "Access-Control-Allow-Origin" not in headers
    assert "Set-Cookie" not in headers


@pytest.mark.parametrize(
    ("host", "status"),
    [
        ("localhost", 200), ("LOCALHOST:8000", 200), ("127.0.0.1:8000", 200), ("192.168.1.7", 200),
        ("[::1]:8000", 200), ("[fe80::1]", 200), ("localhost.", 200),
        ("evil.example", 421), ("localhost.evil.example", 421), ("evil.example:80", 421),
        ("127.0.0.1.evil.example", 421), ("[::1", 421), ("localhost:x", 421), ("a b", 421),
        ("<script>", 421), ("localhost@evil.example", 421), ("1.2.3.4.5", 421), ("2130706433", 421),
    ],
)  # fmt: skip
def test_only_names_that_are_ours_are_answered(app: Flask, host: str, status: int):
    answer = app.test_client().get("/verify", headers={"Host": host})

    assert answer.status_code == status


def test_any_name_is_answered_when_the_settings_say_so(app: Flask, monkeypatch):
    anyone = replace(app.config["SETTINGS"], hosts=frozenset({"*"}))
    monkeypatch.setitem(app.config, "SETTINGS", anyone)

    assert app.test_client().get("/verify", headers={"Host": "any.example"}).status_code == 200


def test_signing_out_lets_the_browser_forget(company, browser_of):
    browser = browser_of(company.person("lin", "trainee"))
    answer = browser.client.post("/sign-out", data={"csrf_token": browser.csrf_token()})

    assert answer.headers["Clear-Site-Data"] == '"cache", "storage"'
    assert browser.client.get("/account").status_code == 303


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


@pytest.mark.parametrize("chunked", [False, True])
def test_a_body_that_is_too_large_is_refused_in_words(app: Flask, chunked: bool):
    body = b"login=" + b"x" * LARGEST
    length = {"input_stream": BytesIO(body), "environ_overrides": {"wsgi.input_terminated": True}}
    answer = app.test_client().post(
        "/sign-in",
        **(length if chunked else {"data": body}),
        content_type="application/x-www-form-urlencoded",
        headers={"Accept": "application/json"},
    )

    assert answer.status_code == 413
    assert "请缩短内容" in answer.json["message"]


def test_a_route_that_takes_more_says_so(app: Flask, monkeypatch):
    @takes(3 * LARGEST)
    def counted() -> str:
        return str(len(request.form["text"]))

    monkeypatch.setitem(app.config, "WTF_CSRF_ENABLED", False)
    monkeypatch.setitem(app.view_functions, "people.create_session", public(counted))
    client = app.test_client()

    assert client.post("/sign-in", data={"text": "x" * 2 * LARGEST}).text == str(2 * LARGEST)
    assert client.post("/sign-in", data={"text": "x" * 3 * LARGEST}).status_code == 413


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


def test_a_client_that_falls_silent_lets_its_thread_go(monkeypatch):
    served = runpy.run_path(str(ROOT / "deploy" / "gunicorn.py"))
    patient = served["when_ready"]
    monkeypatch.setitem(patient.__globals__, "PATIENCE", 1)
    with socket.create_server(("127.0.0.1", 0)) as listener:
        patient(SimpleNamespace(LISTENERS=[SimpleNamespace(sock=listener)]))
        with socket.create_connection(listener.getsockname()):
            accepted, _ = listener.accept()
            accepted.setblocking(True)  # as the server does
            with accepted, pytest.raises(BlockingIOError):
                accepted.recv(1)
