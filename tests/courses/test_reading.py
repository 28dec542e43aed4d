"""Reading a lesson: acknowledging sections, active time, completion."""

import pytest

from lms.courses import queries
from lms.people.models import Person
from tests.courses.conftest import LESSON, Reader

RIGHT_ORDER = ("先问候", "再询问", "后道谢")


def finish(reader: Reader, address: str = LESSON) -> None:
    """Do everything that the rule of a lesson asks for."""
    for section in ("one", "two", "three"):
        page = reader.open(address)
        reader.wait(60)
        reader.read(section, page)
    reader.answer("q-single", "说清楚", page=reader.open(address))
    reader.order("q-order", *RIGHT_ORDER, page=reader.open(address))


def posted(reader: Reader, section: str, **changes: str):
    """The bare answer to an acknowledgement."""
    page = reader.open()
    data = {**page.form(f"#{section} .section-end form"), **changes}
    return reader.browser.client.post(f"{LESSON}/readings", data=data)


def test_a_section_read_leads_to_the_next_section(lin):
    answer = posted(lin, "one")

    assert (answer.status_code, answer.location) == (303, f"{LESSON}#two")


def test_the_last_section_leads_to_the_rule(lin):
    assert posted(lin, "three").location == f"{LESSON}#rule"


def test_a_section_read_is_ticked_and_the_next_one_is_the_main_action(lin):
    page = lin.read("one")

    assert page.find("#one .section-end").get_text(strip=True) == "这一节已读"
    assert "btn-primary" in page.find("#two .section-end button")["class"]
    assert "btn-primary" not in page.find("#three .section-end button")["class"]
    assert page.find(".contents li").get_text(" ", strip=True) == "一 已读"


def test_the_rule_is_printed_with_each_part_and_what_is_there(lin):
    page = lin.read("one")
    parts = [line.get_text(" ", strip=True) for line in page.all("#rule .parts li")]

    assert parts == [
        "读完 3 节，已读 1 节",
        "答对 2 题，已答对 0 题",
        "专心读满 2 分钟，已读 0 分钟",
    ]


def test_time_counts_from_the_page_to_the_act(lin):
    page = lin.open()
    lin.wait(70)
    lin.read("one", page)

    assert lin.seconds() == 70


def test_time_away_counts_three_minutes_at_most(lin):
    page = lin.open()
    lin.wait(3_600)
    lin.read("one", page)

    assert lin.seconds() == 180


def test_two_pages_open_at_once_do_not_count_the_same_time_twice(lin):
    first, second = lin.open(), lin.open()
    lin.wait(100)
    lin.read("one", first)
    lin.wait(10)
    lin.read("two", second)

    assert lin.seconds() == 110


@pytest.mark.parametrize("hours", [1, 24 * 365])
def test_reading_counts_on_when_the_clock_went_back(lin, hours):
    page = lin.open()
    lin.wait(60)
    lin.read("one", page)
    lin.wait(-hours * 3600)
    page = lin.open()
    lin.wait(50)
    lin.read("two", page)

    assert lin.seconds() == 110


@pytest.mark.parametrize(("step", "counted"), [(-(10**8), 0), (-3600, 0), (-5, 0), (3600, 180)])
def test_a_clock_that_moves_while_somebody_reads_makes_no_time(lin, step, counted):
    page = lin.open()
    lin.wait(step)
    lin.read("one", page)

    assert lin.seconds() == counted


def test_answering_counts_time_too(lin):
    page = lin.open()
    lin.wait(50)
    lin.answer("q-single", "说含糊", page=page)

    assert lin.seconds() == 50


def test_the_same_key_counts_once(lin):
    page = lin.open()
    fields = page.form("#one .section-end form")
    lin.wait(30)
    for _ in range(2):
        lin.browser.client.post(f"{LESSON}/readings", data=fields)
        lin.wait(30)

    assert lin.seconds() == 30


def test_meeting_the_rule_completes_the_lesson_and_the_course(lin):
    finish(lin)

    assert lin.completed() == {"desk/first"}
    assert "已完成" in lin.open().find(".lesson-facts").get_text()
    assert lin.asks(lambda person: queries.course_completion(person.id, "desk")) is not None


def test_nothing_is_complete_before_the_whole_rule_is_met(lin):
    for section in ("one", "two", "three"):
        lin.read(section)
    lin.answer("q-single", "说清楚")
    page = lin.order("q-order", *RIGHT_ORDER)

    assert lin.completed() == set()
    assert "只差时间了" in page.find("#rule").get_text()


def test_missing_time_is_made_up_by_reading_on(lin):
    for section in ("one", "two", "three"):
        lin.read(section)
    lin.answer("q-single", "说清楚")
    page = lin.order("q-order", *RIGHT_ORDER)
    lin.wait(120)
    lin.browser.submit(page, "#rule form")

    assert lin.completed() == {"desk/first"}


def test_a_finished_lesson_offers_the_next_one_first(lin):
    finish(lin)

    assert (
        "btn-primary" in lin.open().find(".previous-next a[href='/courses/desk/second']")["class"]
    )


def test_a_page_of_somebody_else_is_refused_with_a_way_on(lin, reader_of):
    mark = reader_of("zhou", "trainee").open().find("input[name=page]")["value"]
    page = lin.browser.post(f"{LESSON}/readings", {"page": mark, "section": "one"}, 409)

    assert page.find(f"main a[href='{LESSON}']")


@pytest.mark.parametrize("mark", ["", "made-up", "WzEsMSwxXQ.aaaa"])
def test_a_made_up_page_is_refused(lin, mark):
    lin.browser.post(f"{LESSON}/readings", {"page": mark, "section": "one"}, 409)


def test_a_page_of_another_lesson_is_refused(lin):
    mark = lin.open("/courses/desk/second").find("input[name=page]")["value"]

    lin.browser.post(f"{LESSON}/readings", {"page": mark, "section": "one"}, 409)


def test_a_section_that_does_not_exist_is_not_found(lin):
    mark = lin.open().find("input[name=page]")["value"]

    lin.browser.post(f"{LESSON}/readings", {"page": mark, "section": "nine"}, 404)


def test_a_broken_key_keeps_the_page_and_says_so(lin):
    page = lin.open()
    shown = lin.browser.submit(page, "#one .section-end form", 422, key="no key!")

    assert "请再提交一次" in shown.find("main .note").get_text()


def test_reading_changes_nothing_until_something_is_posted(lin):
    lin.open()
    lin.wait(100)
    lin.open()

    assert lin.seconds() == 0


def test_english_readers_read_english(reader_of):
    page = reader_of("amy", "trainee", language="en-GB").open()

    assert page.heading == "The first lesson"
    assert "Anybody there?" in page.find(".dialogue").get_text()
    assert page.find("figure img")["src"].startswith("/static/img/courses/desk/window.en.svg")


def test_a_person_may_read_in_traditional_chinese(reader_of):
    page = reader_of("mei", "trainee", language="zh-TW").open()

    assert page.heading == "第一課"


def test_continue_leads_to_the_first_section_not_read(lin):
    lin.read("one")
    place = lin.asks(queries.next_place)

    assert place.address == f"{LESSON}#two"
    assert place.has_begun


def test_someone_new_begins_with_the_first_required_lesson(lin):
    assert lin.asks(queries.next_place).address == LESSON


def test_continue_follows_the_lesson_read_last(lin):
    lin.read("one")
    lin.wait(60)
    lin.read("one", lin.open("/courses/desk/second"))

    assert lin.asks(queries.next_place).address == "/courses/desk/second#two"


def test_nothing_is_left_when_all_required_lessons_are_complete(lin):
    finish(lin)

    assert lin.asks(queries.next_place) is None


def test_completions_of_several_people_come_together(lin, reader_of):
    finish(lin)
    zhou = reader_of("zhou", "trainee")
    both = [lin.person.id, zhou.person.id]
    found = lin.asks(lambda _person: queries.completions_of(both))

    assert {person: list(lessons) for person, lessons in found.items()} == {
        lin.person.id: ["desk/first"],
        zhou.person.id: [],
    }


def test_courses_completed_by_several_people_come_together(lin, reader_of):
    finish(lin)
    zhou = reader_of("zhou", "trainee")
    both = [lin.person.id, zhou.person.id]

    assert lin.asks(lambda _person: queries.completed_courses(both)) == {
        lin.person.id: frozenset({"desk"}),
        zhou.person.id: frozenset(),
    }


def test_a_lesson_knows_its_address(lin):
    def address(_person: Person, name: str) -> str | None:
        return queries.lesson_address(name)

    assert lin.asks(address, "desk/first") == LESSON
    assert lin.asks(address, "desk/none") is None
