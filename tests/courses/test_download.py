"""A lesson as one file: all of it, in the reader's language, without a network."""

import re

import pytest
from bs4 import BeautifulSoup

from lms.courses import queries
from lms.courses.domain import digests

FILE = "/courses/desk/first/download"
ADDRESS = re.compile(r'(?:src|href|srcset|action)="([^"]*)"')


def taken(reader, language: str = "zh-CN") -> tuple[str, BeautifulSoup, dict]:
    answer = reader.browser.client.get(FILE, headers={"Accept-Language": language})
    text = answer.get_data(as_text=True)
    assert answer.status_code == 200, text
    return text, BeautifulSoup(text, "html.parser"), answer.headers


def test_it_is_a_file_with_the_whole_lesson(lin):
    text, page, headers = taken(lin)

    assert headers["Content-Disposition"] == 'attachment; filename="desk-first.zh-Hans.html"'
    assert [one.get_text() for one in page.find_all("h2")][:3] == ["一", "二", "三"]
    for words in ("引子。", "先应一声。", "正文三。", "服务标准"):
        assert words in text


def test_it_asks_no_server_and_runs_nothing(lin, desk, tmp_path, monkeypatch):
    for module in ("carried", "download", "pictures"):
        monkeypatch.setattr(f"lms.courses.views.{module}.STATIC_FOLDER", tmp_path / "static")
    (tmp_path / "static/css").mkdir()
    (tmp_path / "static/css/download.css").write_text("body { margin: 0 }")
    _text, page, _headers = taken(lin)

    assert not page.find_all(["script", "form", "iframe"])
    assert page.img["src"].startswith("data:image/svg+xml;base64,")
    assert not [one for one in ADDRESS.findall(str(page)) if not one.startswith(("data:", "#"))]
    assert "default-src 'none'" in page.find("meta", {"http-equiv": True})["content"]


def test_checks_are_asked_and_not_answered(lin):
    text, page, _headers = taken(lin)
    single, ordering = page.select(".check")

    assert "说清楚" in single.ul.get_text()
    assert "客户会再问一遍。" not in text
    assert [item.get_text() for item in ordering.find_all("li")] == sorted(
        ["先问候", "再询问", "后道谢"]
    )


def test_it_names_its_revision_and_the_digest_of_its_words_and_nobody(lin, desk, app):
    text, page, _headers = taken(lin)
    with app.app_context():
        lesson = queries.reading(lin.person, "desk", "first").lesson

    assert digests(lesson.content)["zh-Hans"] in page.footer.get_text()
    assert "第 1 版，2026年3月2日下载" in page.footer.get_text()
    assert lin.person.employee_number not in text
    assert lin.person.public_id not in text


def test_it_speaks_the_readers_language(reader_of):
    text, page, _headers = taken(reader_of("amy", "trainee"), "en-GB")

    assert page.html["lang"] == "en"
    assert "Say it clearly" in text
    assert "说清楚" not in text


@pytest.mark.parametrize("address", ["/courses/desk/none/download", "/courses/none/first/download"])
def test_what_one_may_not_read_is_not_given(lin, desk, address):
    lin.open(address, status=404)
    desk.change("course.yaml", ("open: true", "open: false"))
    lin.open(FILE, status=404)


def test_the_lesson_leads_to_it(lin):
    assert lin.open().find(f"a[href='{FILE}']").has_attr("download")


def test_terms_are_explained_at_its_end_and_linked_where_they_come_first(shipped, reader_of):
    reader = reader_of("bo", "trainee")
    answer = reader.browser.client.get("/courses/role-awareness/why-service-matters/download")
    page = BeautifulSoup(answer.get_data(as_text=True), "html.parser")
    links = [link["href"].removeprefix("#") for link in page.select("a.term")]
    explained = [dt["id"] for dt in page.select("dt[id^=term-]")]

    assert page.find_all("h2")[-1].get_text() == "术语"
    assert links
    assert len(links) == len(set(links))
    assert set(links) <= set(explained)
    assert all(page.find(id=one).find_next("dd").get_text() for one in explained)
    assert not page.base  # or links within the file would lead out of it
