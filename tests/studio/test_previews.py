"""What readers would see of a draft, while it is being written."""

from tests.studio.test_writing import HTMX

PREVIEW = "/studio/previews/lesson/desk/first"


def test_an_author_sees_the_draft_as_its_readers_would(wang, lin):
    wang.change("正文一", "**改过的**一<script>alert(1)</script>")

    shown = wang.open(PREVIEW).find("article.glimpse")

    assert shown.find("strong").get_text() == "改过的"
    assert shown.find("script") is None
    assert shown.select(".check li")
    assert shown.find(["form", "input", "button"]) is None
    lin.browser.open(PREVIEW, 404)


def test_every_file_is_seen_in_its_language(wang):
    english = [a for a in wang.open().all(".files a") if ".en." in a.get_text()]
    page = wang.open(english[0]["href"])

    assert page.find("#preview")["lang"] == "en"
    assert page.find("#text")["lang"] == "en"
    shown = wang.open(page.find("#preview")["hx-get"])
    assert shown.find("article.glimpse")["lang"] == "en"


def test_what_was_shown_stays_while_the_text_has_faults(wang):
    assert wang.browser.open(PREVIEW, headers=HTMX).find(".glimpse-title")
    wang.change("title:", "titel:")

    wang.browser.open(PREVIEW, 204, headers=HTMX)
    page = wang.open(PREVIEW)
    assert "先改好检查里列出的问题" in page.text
    assert not page.all("article.glimpse")


def test_a_kind_of_which_only_the_text_can_be_seen_has_none(wang):
    wang.open(PREVIEW.replace("/lesson/", "/drill/"), 404)
