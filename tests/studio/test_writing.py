"""Writing in the Studio: nothing is lost, nothing is seen before it is published."""

import pytest
import sqlalchemy as sa

from lms.db import db
from lms.library.models import DraftVersion
from tests.conftest import counted_queries
from tests.pages import Browser
from tests.studio.conftest import LESSON

HTMX = {"HX-Request": "true"}
READ = "/courses/desk/first"
PUBLISH = "/studio/publications/lesson/desk/first"
VERSIONS = "/studio/versions/lesson/desk/first"


def count_versions(author):
    with author.browser.app.app_context():
        return db.session.scalar(sa.select(sa.func.count(DraftVersion.id)))


def test_what_is_written_is_seen_only_once_it_is_published(wang, lin):
    wang.change("正文一", "改过的一")

    assert "改过的一" in wang.words()
    assert "有草稿" in wang.open("/studio").find("table").get_text()
    assert "正文一" in lin.open(READ).text
    shown = wang.open(PUBLISH)
    assert "改过的" in shown.find("ins").get_text()
    told = wang.browser.submit(shown, f"form[action='{PUBLISH}']")

    assert "第 2 版发布了" in told.text
    assert "改过的一" in lin.open(READ).text


def test_a_text_comes_back_as_it_was_sent(wang):
    words = wang.words()
    wang.save("\n" + words.replace("\n", "\r\n") + "  \n\n")

    assert wang.words() == "\n" + words + "  \n\n"


def test_a_pause_saves_and_answers_with_what_is_to_be_mended(wang):
    page = wang.open()
    part = wang.change("正文一", "改过的一", page, headers=HTMX)

    assert part.find("#standing")["data-number"] == "1"
    assert "没有问题" in part.text
    assert not part.all("textarea")
    broken = wang.save("---\nid: first\n", headers=HTMX)
    assert broken.find(".findings [data-line]")


def test_what_is_wrong_is_saved_but_not_published(wang, lin):
    wang.change("title:", "titel:")
    refused = wang.browser.post(PUBLISH, status=422)

    assert refused.all(".findings li")
    assert not refused.all(f"form[action='{PUBLISH}']")
    assert "titel:" in wang.words()
    assert "正文一" in lin.open(READ).text


def test_two_who_write_at_once_see_both_texts_and_lose_none(wang, sun):
    of_wang, of_sun = wang.open(), sun.open()
    wang.change("正文一", "王的一", of_wang)
    both = sun.change("正文一", "孙的一", of_sun, status=409)

    assert "孙的一" in both.find("#text").get_text()
    assert "王的一" in both.find("#theirs").get_text()
    assert both.find("ins").get_text() == "孙"
    sun.browser.submit(both)
    assert "孙的一" in sun.words()
    first = wang.open(VERSIONS).find(".lines li:nth-of-type(2) a")["href"]
    assert "王的一" in wang.open(first).find("pre").get_text()


def test_htmx_is_told_of_the_other_without_losing_the_text(wang, sun):
    of_sun = sun.open()
    wang.change("正文一", "王的一")
    part = sun.change("正文一", "孙的一", of_sun, status=409, headers=HTMX)

    assert part.find("#standing[data-conflict] button[form=writing]")
    assert not part.all("textarea")


def test_what_was_published_while_the_page_was_open_is_not_written_over(wang, sun):
    of_sun = sun.open()
    wang.change("正文一", "王的一")
    wang.browser.post(PUBLISH)
    both = sun.change("正文一", "孙的一", of_sun, status=409)

    assert "王的一" in both.find("#theirs").get_text()


def test_every_version_can_be_taken_up_again(wang):
    wang.change("正文一", "第一稿")
    wang.change("第一稿", "第二稿")
    way = wang.open(VERSIONS).find(".lines li:nth-of-type(2) a")["href"]
    version = wang.open(way)
    wang.browser.submit(version, "form[action*='restorations']")

    assert "第一稿" in wang.words()
    assert count_versions(wang) == 3
    begun = wang.open(VERSIONS).all(".lines a")[-1]["href"]
    assert begun
    assert "正文一" in wang.open("/studio/versions/0/lesson/desk/first").find("pre").get_text()


def test_a_draft_thrown_away_leaves_what_is_published(wang, lin):
    wang.change("正文一", "不要了")
    wang.browser.submit(wang.open(PUBLISH), "form[action*='discards']")

    assert "正文一" in wang.words()
    assert "正文一" in lin.open(READ).text


def test_files_that_changed_meanwhile_are_looked_at_before_publishing(wang, desk):
    wang.change("正文一", "我的一")
    desk.change("01-first", ("正文一", "文件的一"))
    shown = wang.open(PUBLISH)

    assert "又发布过一版" in shown.text
    wang.browser.post(PUBLISH, status=409)
    agreed = wang.browser.submit(shown, "form[action*='bases']")
    wang.browser.submit(agreed, f"form[action='{PUBLISH}']")
    assert "我的一" in wang.words()


@pytest.mark.parametrize(
    "address",
    [LESSON, PUBLISH, VERSIONS, "/studio/versions/0/lesson/desk/first"],
)
def test_nobody_but_its_authors_sees_a_draft(wang, lin, reader_of, address):
    wang.change("正文一", "还没好")
    stranger = reader_of("li", "trainer")

    stranger.browser.open(address, status=404)
    lin.browser.open(address, status=404 if "publications" not in address else 403)
    Browser(wang.browser.app, None).open(address)


def test_nobody_but_its_authors_changes_a_draft(wang, reader_of):
    wang.change("正文一", "还没好")
    stranger = reader_of("li", "trainer").browser
    for address in (
        LESSON,
        PUBLISH,
        "/studio/restorations/lesson/desk/first",
        "/studio/discards/lesson/desk/first",
        "/studio/bases/lesson/desk/first",
    ):
        stranger.post(address, {"text": "", "number": "1"}, 404)
    assert "还没好" in wang.words()


def test_a_file_or_version_that_is_not_there_is_not_found(wang):
    wang.open(f"{LESSON}?file=9", status=404)
    wang.open("/studio/drafts/lesson/desk/nothing", status=404)
    wang.open("/studio/versions/7/lesson/desk/first", status=404)


def test_many_versions_cost_as_many_queries_as_one(wang):
    counts = []
    for number in range(3):
        wang.change("正文一" if not number else f"稿{number - 1}", f"稿{number}")
        with counted_queries(wang.browser.app) as statements:
            wang.open()
            wang.open(VERSIONS)
            wang.open("/studio")
        counts.append(len(statements))

    assert counts[0] == counts[1] == counts[2] <= 60
