"""Narrowing a search to a course or a competency: counted, kept, dropped in one click."""

import pytest

from lms.fulltext import Counts, Facets, Narrowing
from tests.conftest import counted_queries
from tests.search.conftest import addresses, sections, titles

ANYWHERE = Facets(["a"], ["voice"]), Facets(["a"], ["skills"]), Facets(["b"], ["voice"])


@pytest.fixture
def trainer(shipped, company, browser_of):
    return browser_of(company.person("wang", "trainer"))


def offered(page, name) -> dict[str, str]:
    """What a filter offers, by value."""
    return {one["value"]: one.get_text() for one in page.all(f"#{name} option") if one["value"]}


def test_each_filter_counts_what_the_other_one_leaves():
    counts = Counts.of(ANYWHERE, Narrowing("a", "voice"), is_more=False)

    assert counts.courses == {"a": 1, "b": 1}
    assert counts.competencies == {"voice": 1, "skills": 1}
    assert (counts.any_course, counts.any_competency, counts.everything) == (2, 2, 3)
    assert (counts + counts).courses == {"a": 2, "b": 2}


def test_only_what_fits_both_filters_is_left():
    left = [one for one in ANYWHERE if Narrowing("a", "voice").fits(one)]

    assert left == [ANYWHERE[0]]
    assert all(Narrowing().fits(one) for one in ANYWHERE)


def test_a_search_is_narrowed_to_a_course_and_counts_agree(trainer, search):
    everything = search(trainer, "服务标准", **{"in": "lessons"})
    course, words = next(iter(offered(everything, "course").items()))
    page = search(trainer, "服务标准", **{"in": "lessons", "course": course})
    found = addresses(page)

    assert found
    assert all(address.startswith(f"/courses/{course}/") for address in found)
    assert f"（{len(found)} 条）" in words or len(found) == 20
    assert page.find("#course option[selected]")["value"] == course
    assert page.all(".result mark")  # what was looked for is still marked


def test_the_filters_stay_when_pages_are_turned_and_go_in_one_click(trainer, search):
    page = search(trainer, "客户", **{"in": "lessons", "competency": "voice"})
    second = page.find("a[rel=next]")["href"]
    reset = next(a["href"] for a in page.all(".search-filters a") if "清除" in a.get_text())

    assert "competency=voice" in second
    assert trainer.open(second).find("#competency option[selected]")["value"] == "voice"
    assert reset == "/search?q=%E5%AE%A2%E6%88%B7&in=lessons"


def test_with_a_filter_only_what_has_courses_is_looked_through(trainer, search):
    page = search(trainer, "投诉", course="complaints")

    assert set(sections(page)) <= {"lessons", "scenarios"}
    assert titles(page)


def test_nothing_left_says_which_filter_to_drop(trainer, search):
    lessons = search(trainer, "金字塔", **{"in": "lessons"})
    course = next(iter(offered(lessons, "course")))
    own = set(offered(search(trainer, "金字塔", course=course), "competency"))
    other = next(iter({"mindset", "etiquette", "voice", "knowledge", "skills"} - own))
    page = search(trainer, "金字塔", course=course, competency=other)
    ways = {a.get_text().strip(): a["href"] for a in page.all(".suggestions a")}

    assert "没有找到" in page.text
    assert any("不限素养" in words for words in ways)
    assert all(titles(trainer.open(address)) for address in ways.values())


@pytest.mark.parametrize("wanted", [{"course": "no-such"}, {"competency": "<x>"}])
def test_a_filter_that_there_is_not_narrows_nothing(trainer, search, wanted):
    assert titles(search(trainer, "投诉", **wanted)) == titles(search(trainer, "投诉"))


def test_filters_do_not_tell_of_closed_courses(desk, company, browser_of, search):
    desk.change("course", ("open: true", "open: false"))
    browser = browser_of(company.person("lin", "trainee"))
    page = search(browser, "第一课", course="desk")

    assert "desk" not in offered(page, "course")
    assert not addresses(page)


def test_a_narrowed_search_asks_as_many_queries_for_much_as_for_little(shipped, trainer, search):
    def cost(typed):
        search(trainer, typed, competency="voice")
        with counted_queries(shipped) as statements:
            search(trainer, typed, competency="voice")
        return len(statements)

    assert cost("客户") <= 20
    assert abs(cost("客户") - cost("金字塔")) <= 6  # of many things it looks again, once a section
