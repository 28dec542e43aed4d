"""A package of a course in a run-time that others have written: what it reports, what it keeps."""

import re
import threading
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest
from playwright.sync_api import expect

from tests.courses.test_scorm import taken, wang
from tests.journeys.chromium import PHONE, Guarded

__all__ = ["wang"]
RUN_TIME = Path(__file__).parents[1] / "vendor/scorm-again/scorm12.min.js"
HOST = """<!doctype html><html lang="en"><head><meta charset="utf-8"><title>Platform</title>
<script src="scorm12.min.js"></script><script src="host.js"></script></head>
<body><iframe id="unit" title="Unit" width="340" height="700"></iframe></body></html>"""
SCRIPT = """
window.API = new Scorm12API({autocommit: false});
window.refused = [];
const set = API.LMSSetValue;
API.LMSSetValue = (name, value) => {
  const answer = set.call(API, name, value);
  if (String(answer) !== "true") refused.push([name, value, API.LMSGetLastError()]);
  return answer;
};
window.begin = (kept) => {
  if (kept) API.loadFromJSON(kept.cmi);
  document.getElementById("unit").src = "01-first.html";
};
window.told = () => JSON.parse(JSON.stringify(API.renderCMIToJSONObject()));
"""

LOADED = """() => {
  const unit = document.getElementById("unit").contentWindow;
  return unit.location.pathname === "/01-first.html" && unit.document.readyState === "complete";
}"""


class Quiet(SimpleHTTPRequestHandler):
    """Serves a folder and keeps silent."""

    def log_message(self, *_words):
        """Say nothing."""


@pytest.fixture
def platform(wang, tmp_path):
    """The address of a platform that has taken the package in."""
    folder = tmp_path / "platform"
    folder.mkdir()
    for name, text in taken(wang).items():
        (folder / name).write_text(text, "utf-8")
    (folder / "scorm12.min.js").write_bytes(RUN_TIME.read_bytes())
    (folder / "index.html").write_text(HOST, "utf-8")
    (folder / "host.js").write_text(SCRIPT, "utf-8")
    (folder / "favicon.ico").write_bytes(b"")
    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(Quiet, directory=folder))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    server.server_close()


class Learner(Guarded):
    """Somebody on that platform."""

    def begin(self, kept=None):
        self.page.goto("/index.html")
        self.page.evaluate("kept => begin(kept)", kept)
        self.page.wait_for_function(LOADED)
        expect(self.unit.locator("h1")).to_have_text("第一课")
        return self

    @property
    def unit(self):
        return self.page.frame_locator("#unit")

    def read(self, *sections):
        for section in sections:
            self.unit.locator(f"#{section}").get_by_role("button", name="读完这一节").click()

    def choose(self, text):
        check = self.unit.locator("#check-q-single")
        check.get_by_label(text).check()
        check.get_by_role("button").click()

    def order(self, *texts):
        check = self.unit.locator("#check-q-order")
        for place, text in enumerate(texts, 1):
            check.get_by_label(f"“{text}”排在第几").select_option(str(place))
        check.get_by_role("button").click()

    def leave(self):
        """Go, and say what the platform knows then."""
        self.page.evaluate("document.getElementById('unit').src = 'about:blank'")
        self.page.wait_for_function("API.isTerminated()")
        assert self.page.evaluate("refused") == []
        return self.page.evaluate("told()")

    def value(self, name):
        return self.page.evaluate("name => API.LMSGetValue(name)", f"cmi.{name}")


@pytest.fixture
def learner_of(browser, platform):
    opened = []

    def open_one():
        opened.append(Learner(browser, platform, PHONE))
        return opened[-1]

    yield open_one
    for learner in opened:
        learner.close()


@pytest.mark.parametrize("product", ["sqlite"], indirect=True)
def test_a_lesson_is_begun_left_taken_up_and_passed(learner_of):
    first = learner_of().begin()
    assert first.value("core.lesson_status") == "incomplete"
    first.choose("说含糊")
    expect(first.unit.get_by_text("客户会再问一遍。")).to_be_visible()
    expect(first.unit.get_by_text("清楚。", exact=True)).to_be_hidden()
    assert first.value("core.score.raw") == "0"
    first.choose("说清楚")
    expect(first.unit.locator("#check-q-single [data-verdict=right]")).to_be_visible()
    assert first.value("core.score.raw") == "50"
    first.read("one")
    expect(first.unit.locator("#two_title")).to_be_focused()
    assert first.value("core.lesson_location") == "two"
    kept = first.leave()["cmi"]
    assert kept["core"]["lesson_status"] == "incomplete"
    assert kept["core"]["exit"] == "suspend"
    assert re.fullmatch(r"(00)?00:\d\d:\d\d", kept["core"]["session_time"])
    assert len(kept["suspend_data"]) < 100
    results = [one["result"] for one in kept["interactions"].values()]
    assert results == ["wrong", "correct"]

    second = learner_of().begin({"cmi": kept})
    expect(second.unit.get_by_text("接着上次的地方读")).to_be_visible()
    expect(second.unit.locator("#two_title")).to_be_focused()
    expect(second.unit.locator("#one").get_by_text("这一节已读")).to_be_visible()
    expect(second.unit.get_by_label("说清楚")).to_be_disabled()
    second.order("后道谢", "先问候", "再询问")
    second.read("two", "three")
    assert second.value("core.lesson_status") == "failed"
    second.order("先问候", "再询问", "后道谢")
    assert second.value("core.lesson_status") == "passed"
    assert second.value("core.score.raw") == "100"
    expect(second.unit.get_by_text("这一课完成了")).to_be_visible()
    kept = second.leave()["cmi"]

    third = learner_of().begin({"cmi": kept})
    assert third.value("core.lesson_status") == "passed"
    assert third.leave()["cmi"]["core"]["lesson_status"] == "passed"


@pytest.mark.parametrize("product", ["sqlite"], indirect=True)
def test_without_a_platform_a_lesson_is_read_and_answered_and_says_so(learner_of):
    reader = learner_of()
    reader.page.goto("/01-first.html")
    expect(reader.page.get_by_text("这里没有学习平台")).to_be_visible()
    reader.page.locator("#one").get_by_role("button", name="读完这一节").click()

    expect(reader.page.locator("#two_title")).to_be_focused()
    reader.page.locator("#check-q-single").get_by_role("button").click()
    expect(reader.page.get_by_text("请先选好再提交。").first).to_be_visible()
