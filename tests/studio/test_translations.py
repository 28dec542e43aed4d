"""The translation view: pieces beside each other, saved into the draft like any text."""

import pytest
import sqlalchemy as sa

from lms.db import db
from lms.library import queries as library
from lms.studio import commands
from lms.studio.models import TranslationApproval, TranslationCount
from tests.conftest import counted_queries
from tests.courses.texts import LESSON_EN
from tests.studio.conftest import LESSON
from tests.studio.test_health import rows
from tests.studio.test_outline import TEXT
from tests.studio.test_outline import author_of as scenario_author_of

PAGE = "/studio/translations/lesson/desk/first"
ALL = f"{PAGE}?to=en&show=all"
LIST = "/studio/translations"
SCENARIO = "/studio/translations/scenario/cold-kettle?show=all"
FORM = "form.translation"
MOST_QUERIES = 25


@pytest.fixture
def li(app, tmp_path, company, browser_of):
    """The author of a scenario."""
    return scenario_author_of.__wrapped__(app, tmp_path, company, browser_of)("li")


def english(author):
    return author.open(f"{LESSON}?file=1").find("#text").get_text()


def count(app):
    with app.app_context():
        commands.count_translations()


def standings(page):
    """What the list says: missing and outdated by title."""
    return {
        row.th.get_text(strip=True): [one.get_text(strip=True) for one in row.find_all("td")[2:4]]
        for row in page.all("tbody tr")
    }


def test_a_translation_that_keeps_up_says_so(wang):
    page = wang.open(PAGE)

    assert "英文跟得上中文" in page.text
    assert not page.all(FORM)


def test_what_the_source_has_left_is_shown_word_by_word_and_saved_in_place(wang, desk):
    desk.change("01-first.md", ("正文三。", "正文三，改过的。"))
    page = wang.open(PAGE)
    (text,) = page.all("textarea")
    saved = wang.browser.submit(page, FORM, **{text["name"]: text.get_text() + "\n\nChanged."})

    assert page.find("ins").get_text() == "，改过的"
    assert text["name"] == "piece.three"
    assert "存好了" in saved.text
    assert "英文跟得上中文" in saved.text
    assert english(wang) == LESSON_EN.rstrip("\n") + "\n\nChanged.\n"


def test_who_finds_that_a_translation_still_holds_says_so(wang, desk, app):
    desk.change("01-first.md", ("正文三。", "正文三，改过的。"))
    count(app)
    before = standings(wang.open(LIST))
    saved = wang.browser.submit(wang.open(PAGE), FORM, holds="three")
    waiting = standings(wang.open(LIST))
    count(app)

    assert "英文跟得上中文" in saved.text
    assert before == {"第一课": ["0", "1"]}
    assert waiting == {"第一课": ["—", "—"]}
    assert standings(wang.open(LIST)) == {"第一课": ["0", "0"]}
    with app.app_context():
        (said,) = db.session.scalars(sa.select(TranslationApproval))
        assert (said.place, said.by_id) == ("three", wang.person.id)


def test_an_untouched_form_saves_nothing(wang, app):
    wang.browser.submit(wang.open(ALL), FORM)

    with app.app_context():
        document = library.document_named("lesson", "desk/first")
        assert library.open_draft(document) is None


def test_two_translators_keep_both_texts(wang, sun):
    mine, theirs = wang.open(ALL), sun.open(ALL)
    wang.browser.submit(mine, FORM, **{"piece._lead": "Mine."})
    page = sun.browser.submit(theirs, FORM, 409, **{"piece._lead": "Theirs."})

    assert "两份都在，请选" in page.text
    assert "Mine." in english(wang)
    assert "Theirs." in page.find("#text").get_text()


def test_what_changed_in_the_draft_after_its_translation_is_outdated(wang):
    wang.change("正文三。", "正文三，先改。")
    wang.browser.submit(wang.open(PAGE), FORM, **{"piece.three": "## Three {#three}\n\nFirst."})
    assert "英文跟得上中文" in wang.open(PAGE).text
    wang.change("正文三，先改。", "正文三，再改。")
    page = wang.open(PAGE)

    assert [one["name"] for one in page.all("textarea")] == ["piece.three"]
    assert page.find("ins").get_text() == "再"


def test_traditional_of_a_lesson_is_derived_as_a_whole(wang):
    page = wang.open(f"{PAGE}?to=zh-Hant")

    assert not page.all("textarea")
    assert "窗口" in page.text
    wang.browser.post(f"{PAGE}?to=zh-Hant", {"piece._lead": "手寫"}, 404)


def test_a_scenario_is_translated_in_its_own_file(li):
    before = li.open(TEXT).find("#text").get_text()
    page = li.open(SCENARIO)
    text = page.find("textarea")
    li.submit(page, FORM, **{text["name"]: "Quite another title"})
    after = li.open(TEXT).find("#text").get_text()

    changed = list(zip(before.split("\n"), after.split("\n"), strict=True))
    assert sum(old != new for old, new in changed) == 1
    assert "Quite another title" in after


def test_a_traditional_piece_is_written_over_what_is_derived(li):
    address = "/studio/translations/scenario/cold-kettle?to=zh-Hant"
    page = li.open(address)
    name = page.find("textarea")["name"]
    li.submit(page, FORM, **{name: "手寫的標題"})

    assert 'zh-Hant: "手寫的標題"' in li.open(TEXT).find("#text").get_text()
    assert "手寫的標題" in li.open(address).find("textarea").get_text()


def test_a_text_with_a_fault_is_mended_first(wang):
    wang.save("没有文件头")

    assert "现在还不能逐段翻译" in wang.open(PAGE).text


def test_only_authors_translate(reader_of, wang):
    for role in ("trainee", "mentor", "hr", "admin"):
        asker = reader_of(f"a-{role}", role)
        asker.open(LIST, status=403)
        asker.open(PAGE, status=404)
        asker.browser.post(PAGE, {}, 403)
    other = reader_of("other", "trainer")
    other.open(PAGE, status=404)
    other.browser.post(PAGE, {}, 404)


def test_counting_is_done_once_for_each_revision(wang, desk, app):
    count(app)
    count(app)
    with app.app_context():
        first = db.session.scalar(sa.select(sa.func.count()).select_from(TranslationCount))
    desk.change("01-first.en", ("Before we begin.", "引子。"))
    count(app)

    assert first
    assert standings(wang.open(LIST)) == {"第一课": ["1", "0"]}


def test_what_falls_behind_stands_in_the_list_of_what_waits(wang, desk, app):
    desk.change("01-first.md", ("正文三。", "正文三，改过的。"))
    desk.change("01-first.en", ("Before we begin.", "引子。"))
    count(app)

    assert rows(wang.open("/studio/health")) == [
        ("英文有 1 段跟不上中文", PAGE),
        ("1 段没有英文", PAGE),
    ]


def test_pages_ask_few_questions(wang, app):
    for address in (LIST, ALL):
        wang.open(address)
        with counted_queries(app) as asked:
            wang.open(address)
        assert len(asked) <= MOST_QUERIES
