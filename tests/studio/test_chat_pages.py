"""Chat logs on their way into a draft: shown masked, read once, and nothing of the rest is kept."""

import io
import logging

import pytest

from lms.studio.domain import chats
from tests.hostile.stage import kept_texts
from tests.pages import Browser

NEW, LOGS, DRAFTS = "/studio/chat-logs/new", "/studio/chat-logs", "/studio/chat-logs/drafts"
OUTLINE = "/studio/outline/deng-le-yi-shang-wu"
SECRETS = ("13800138000", "2222", "王小明", "翠苑", "20260301AB", "蓝海", "小美")
RAW = """\
2026-03-01 10:02:11 客户王小明：说好十点，人呢？我手机13800138000
客服小美：让您白等了，对不起。您是寄到翠苑小区3栋2单元501吗？
客户：对，订单号20260301AB，蓝海的
客服：十一点五十到。
蓝海小李 2026-03-01 10:09:00
客户：好

---
买家: 说好十点，人呢? 我手机 139 1111 2222
卖家: 今天单量大，请您理解。
买家: 我要投诉
"""
TOUCHED = {"access_look", "edition", "known_browser", "sign_in_session"}
READ = {"title": "等了一上午", "is_read": "y"}


@pytest.fixture
def li(reader_of):
    return reader_of("li", "trainer").browser


def kept(app):
    """What the database holds, but for sessions and looks."""
    return list(kept_texts(app, but=TOUCHED))


def show(browser, status=200, **fields):
    form = f"form[action='{LOGS}']"
    return browser.submit(browser.open(NEW), form, status, **{"log": RAW, **fields})


def make(browser, page, status=200, **fields):
    return browser.submit(page, f"form[action='{DRAFTS}']", status, **{**READ, **fields})


def log_of(page):
    return page.find("#log").get_text().strip("\n")


def test_logs_become_a_draft_once_they_were_read(li):
    asked = li.open("/studio/new")
    shown = li.open(asked.find(f"a[href='{NEW}']")["href"])
    shown = show(li, words="蓝海")

    assert [one.get_text() for one in shown.all(".key-figure .number")] == [
        *("2", "8", "2", "1", "2"),
    ]
    rows = [row.get_text(" ", strip=True) for row in shown.all("tbody tr")]
    assert {"手机号 2", "地址 1", "单号 1", "已遮 1"} <= set(rows)
    assert any(row.startswith("5 ") for row in rows)  # the line of somebody else
    made = make(li, shown)
    assert made.address == OUTLINE
    assert "不能空着" in made.text
    text = li.open("/studio/drafts/scenario/deng-le-yi-shang-wu").find("#text").get_text()
    assert "说好十点，人呢？我手机〔手机号〕" in text
    assert text.count("人呢") == 1


def test_nothing_that_was_covered_is_kept_logged_or_shown_again(li, caplog):
    caplog.set_level(logging.DEBUG)
    shown = show(li, words="蓝海")
    make(li, shown)
    held = [row for _table, row in kept(li.app)]

    assert any("〔手机号〕" in row for row in held)
    for secret in SECRETS:
        assert secret not in log_of(shown)
        assert secret not in "".join(one.get_text() for one in shown.all("table"))
        assert not any(secret in row for row in held)
        assert secret not in caplog.text


def test_before_the_draft_nothing_is_kept(li):
    before = kept(li.app)
    show(li)
    show(li, 422, log="没有人说话")

    assert kept(li.app) == before


def test_what_the_rules_missed_is_covered_and_read_again(li):
    shown = show(li)
    assert "蓝海" in log_of(shown)
    again = li.submit(shown, f"form[action='{DRAFTS}']", 422, **READ, words="蓝海")

    assert "蓝海" not in log_of(again)
    assert "再读一遍" in again.find(".field-error").get_text()
    assert not again.find("#is_read").has_attr("checked")
    assert make(li, again).address == OUTLINE


def test_covering_again_makes_no_draft(li):
    shown = show(li)
    token = shown.find("[name=csrf_token]")["value"]
    fields = {"csrf_token": token, "log": log_of(shown), "words": "蓝海", "title": "等着"}
    again = li.post(LOGS, fields)

    assert "蓝海" not in log_of(again)
    assert again.find("#title")["value"] == "等着"
    li.open(OUTLINE, status=404)


def test_a_line_put_in_by_hand_is_covered_and_shown_before_it_is_kept(li):
    shown = show(li, words="蓝海")
    changed = log_of(shown) + "\n卖家：打13800138000\n系统：完"
    again = make(li, shown, 422, log=changed)

    assert "打〔手机号〕" in log_of(again)
    assert any("系统" in table.get_text() for table in again.all("table"))
    assert "打〔手机号〕" in log_of(again)
    make(li, again)
    assert "打〔手机号〕" in li.open("/studio/drafts/scenario/deng-le-yi-shang-wu").text


@pytest.mark.parametrize(
    ("fields", "words"),
    [
        ({"title": ""}, "请写标题"),
        ({"name": "A b"}, "标识只用小写字母"),
        ({"title": "？！"}, "自己起一个标识"),
        ({"is_read": ""}, "请先从头读一遍"),
        ({"words": "词" * 2001}, "最多 2000 个字"),
        ({"key": "x y"}, ""),
    ],
)
def test_what_is_wrong_is_said_and_the_text_kept(li, fields, words):
    shown = show(li, words="蓝海")
    again = make(li, shown, 422, **fields)

    assert words in again.text
    assert log_of(again) == log_of(shown)
    li.open(OUTLINE, status=404)


def test_a_name_is_taken_once_and_the_same_again_is_the_same(li, reader_of):
    shown = show(li, words="蓝海")
    make(li, shown, name="ours")
    assert make(li, shown, name="ours").address == "/studio/outline/ours"
    other = show(li, log="客户：一\n客服：二")
    assert "“ours”已经有了" in make(li, other, 422, name="ours").text
    stranger = reader_of("zhou", "trainer").browser
    refused = make(stranger, show(stranger, words="蓝海"), 422, name="ours")
    assert "“ours”已经有了" in refused.text


def test_nicknames_before_lines_are_told_and_covered_from_then_on(li):
    log = "tb小明: 在吗\n蓝海店:小美: 在\ntb小明: 我是tb小明\n"
    refused = show(li, 422, log=log)
    assert "每一行前面要写谁在说" in refused.find(".field-error").get_text()
    shown = show(li, log=log, customers="tb小明", agents="蓝海店:小美", words="别家")

    assert log_of(shown) == "客户：在吗\n客服：在\n客户：我是〔姓名〕"
    assert shown.find("#words")["value"] == "别家 tb小明 蓝海店:小美"


def send(browser, content, status=200, **fields):
    fields |= {"file": (io.BytesIO(content), "logs.csv")}
    return browser.post(LOGS, fields, status, content_type="multipart/form-data")


def test_a_file_is_read_as_it_comes_from_a_spreadsheet(li):
    shown = send(li, "客户,在吗\r\n客服,在\r\n".encode("gb18030"))

    assert log_of(shown) == "客户：在吗\n客服：在"


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"\x89PNG\r\n\x1a\n\0\0", "读不出文字"),
        (b"", "没有读出一段对话"),
        ("客户：13800138000".encode(), "没有读出一段对话"),
        ("客户：在\n客服：".encode() + b"a" * chats.LARGEST, "太长了"),
        ("客户：一\n客服：二\n---\n".encode() * 51, "最多 50 段"),
        (b"\r\n\x00", "读不出文字"),
    ],
)
def test_what_is_not_taken_is_refused_and_shown_covered(li, content, words):
    before = kept(li.app)
    page = send(li, content, 422)

    assert words in page.find(".field-error").get_text()
    assert "13800138000" not in page.text
    assert kept(li.app) == before


def test_what_is_far_too_large_is_not_even_read(li):
    li.post(LOGS, {"log": "a" * (chats.LARGEST * 5)}, 413)


def test_what_is_sent_on_is_not_believed(li):
    page = li.post(DRAFTS, {"log": RAW, **READ}, 422)

    assert "13800138000" not in page.find("main").get_text()
    li.post(DRAFTS, {}, 422)
    li.post(DRAFTS, {"log": "客户：<script>x()</script>\n客服：{{ 7*7 }}", **READ})
    text = li.open("/studio/drafts/scenario/deng-le-yi-shang-wu")
    assert "<script>x()</script>" in text.find("#text").get_text()
    assert "{{ 7*7 }}" in text.find("#text").get_text()


def test_only_trainers_make_scenarios_of_logs(lin):
    lin.browser.open(NEW, status=403)
    lin.browser.post(LOGS, {"log": RAW}, 403)
    lin.browser.post(DRAFTS, {"log": RAW, **READ}, 403)
    Browser(lin.browser.app, None).open(NEW)
