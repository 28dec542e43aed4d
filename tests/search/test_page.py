"""The search page: what it finds in which words, how it helps when it finds nothing."""

import pytest
import sqlalchemy as sa

from lms.db import db
from lms.library.models import SearchEntry
from lms.library.queries import all_published
from tests.conftest import counted_queries
from tests.search.conftest import addresses, sections, titles


@pytest.fixture
def trainer(shipped, company, browser_of):
    """A trainer's browser: everything that is published is open to trainers."""
    return browser_of(company.person("wang", "trainer"))


@pytest.mark.parametrize(
    ("typed", "section", "title"),
    [
        ("窗口与桥梁", "lessons", "窗口与桥梁"),
        ("窗口與橋樑", "lessons", "窗口与桥梁"),
        ("桥梁 窗口", "lessons", "窗口与桥梁"),
        ("桥", "lessons", "窗口与桥梁"),
        ("一次性解决率", "terms", "一次性解决率"),
        ("一次性解決率", "terms", "一次性解决率"),
        ("ycxjjl", "terms", "一次性解决率"),
        ("jiejuelv", "terms", "一次性解决率"),
        ("jie jue lü", "terms", "一次性解决率"),
        ("ｆｃｒ", "terms", "一次性解决率"),
        ("fan qie", "terms", "番茄工作法"),
        ("pomod", "terms", "Pomodoro"),
        ("yc", "terms", "一次性解决率"),
        ("p", "terms", "Pomodoro"),
        ("包裹", "scenarios", "包裹丢了"),
    ],
)
def test_things_are_found_however_they_are_typed(trainer, search, typed, section, title):
    page = search(trainer, typed)

    assert section in sections(page)
    assert title in titles(page)


def test_a_link_leads_to_the_very_place(trainer, search):
    page = search(trainer, "客户")
    for address in addresses(page):
        path, _, anchor = address.partition("#")
        there = trainer.open(path)
        assert not anchor or there.all(f"#{anchor}"), address
    assert any("#" in address for address in addresses(page))


def test_what_was_looked_for_is_marked(trainer, search):
    page = search(trainer, "客戶 公司")

    assert {mark.get_text() for mark in page.all("mark")} == {"客户", "公司"}


def test_titles_come_before_texts(trainer, search):
    page = search(trainer, "投诉", **{"in": "terms"})
    found = ["投诉" in title for title in titles(page)]

    assert True in found
    assert False in found
    assert found == sorted(found, reverse=True)


def test_what_is_found_is_shown_in_the_language_of_the_reader(shipped, company, browser_of, search):
    person = company.person("wang", "trainer")
    for language, typed, title in (
        ("zh-TW", "一次性解决率", "一次性解決率"),
        ("zh-TW", "fcr", "一次性解決率"),
        ("en", "fcr", "First-contact resolution"),
        ("en", "ycxjjl", "First-contact resolution"),
    ):
        browser = browser_of(person, language=language)

        assert title in titles(search(browser, typed))


def test_words_of_another_language_show_that_language(trainer, search):
    page = search(trainer, "customers satisfied")
    shown = page.find("#found-terms .result h3")

    assert shown["lang"] == "en"


def test_what_taiwan_calls_otherwise_is_found_by_either_name(shipped, company, browser_of, search):
    """The mainland writes 软件, Taiwan 軟體; the texts of both are indexed."""
    browser = browser_of(company.person("wang", "trainer"), language="zh-TW")

    one = addresses(search(browser, "軟體", **{"in": "lessons"}))
    other = addresses(search(browser, "软件", **{"in": "lessons"}))
    assert one == other != []


def test_no_answer_of_a_check_can_be_found(shipped):
    with shipped.app_context():
        texts = [
            text
            for row in db.session.scalars(sa.select(SearchEntry.texts))
            for text in row.values()
        ]
        checks = [check for lesson in all_published("lesson") for check in lesson.content.checks]
        options = [option for check in checks for option in getattr(check, "options", ())]
        feedbacks = [str(option.feedback) for option in options]

    assert len(feedbacks) > 20
    assert not [words for words in feedbacks if any(words in text for text in texts)]


def test_nothing_said_in_a_scenario_can_be_found(shipped):
    with shipped.app_context():
        rows = db.session.scalars(sa.select(SearchEntry.texts)).all()
        texts = [text for row in rows for text in row.values()]
        scenarios = [one.content for one in all_published("scenario")]
        told = [
            str(words)
            for scenario in scenarios
            for step in scenario.steps
            for move in step.moves
            for words in (getattr(move, "text", None), getattr(move, "feedback", None))
            if words
        ]

    assert len(told) > 10
    assert not [words for words in told if any(words in text for text in texts)]


@pytest.mark.parametrize("typed", ["", "   ", "%", "“”", "·"])
def test_without_words_the_page_teaches(trainer, search, typed):
    page = search(trainer, typed)

    assert "可以搜什么" in page.text
    assert ("没有字" in page.text) == bool(typed.strip())


def test_nothing_found_offers_less_that_finds_something(trainer, search):
    page = search(trainer, "投诉 飞碟")
    links = {link.get_text().strip(): link["href"] for link in page.all(".suggestions a")}

    assert len(links) == 1
    assert "投诉" in next(iter(links))
    assert titles(trainer.open(next(iter(links.values()))))


def test_of_one_long_word_its_parts_are_offered(trainer, search):
    page = search(trainer, "投诉飞碟")

    assert [a.get_text().split("（")[0] for a in page.all(".suggestions a")] == ["投诉"]


def test_nothing_at_all_leads_elsewhere(trainer, search):
    page = search(trainer, "zzzzqq")

    assert not page.all(".suggestions a")
    assert {a["href"] for a in page.all(".elsewhere a")} == {"/courses", "/glossary", "/scenarios"}


def test_a_section_is_turned_page_by_page(trainer, search):
    first = search(trainer, "客户", **{"in": "lessons"})
    second = trainer.open(first.find("a[rel=next]")["href"]) if first.all("a[rel=next]") else None

    assert len(titles(first)) <= 20
    assert second is None or not set(addresses(first)) & set(addresses(second))
    assert titles(search(trainer, "金字塔", **{"in": "lessons"}, page="99")) == []
    assert "没有“金字塔”" in search(trainer, "金字塔", **{"in": "lessons"}, page="99").text


@pytest.mark.parametrize(
    "typed",
    [
        '"投诉', "投诉*", "NEAR(投诉 客户)", "k:lesson", "klesson", "' OR 1=1 --", "a" * 3000,
        "\x00投诉", "投诉\u202e", "%s %(x)s {0}", "<script>alert(1)</script>", "投诉 " * 400,
    ],
)  # fmt: skip
def test_nothing_that_is_typed_breaks_the_page(trainer, search, typed):
    page = search(trainer, typed)

    assert not page.all("main script")


def test_the_page_costs_as_many_queries_for_much_as_for_little(shipped, trainer, search):
    def cost(typed):
        search(trainer, typed)
        with counted_queries(shipped) as statements:
            search(trainer, typed)
        return len(statements)

    assert cost("客户") <= 25
    assert abs(cost("客户") - cost("一次性解决率")) <= 4  # sections without a hit ask one less


def test_every_page_has_the_field_but_the_search_page_only_once(trainer):
    assert trainer.open("/courses").all("header form.search-box input[name=q]")
    assert trainer.open("/courses").find("header a.search-link")["href"] == "/search"
    assert len(trainer.open("/search").all("input[name=q]")) == 1


def test_without_a_role_there_is_no_field(company, browser_of):
    browser = browser_of(company.person("nobody"))

    assert not browser.open("/", status=403).all(".search-box")


def test_the_address_of_a_search_keeps_what_was_asked(trainer, search):
    page = search(trainer, "a&b=c#d")

    assert page.find("#q")["value"] == "a&b=c#d"
