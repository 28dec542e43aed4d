"""Who may read and who takes part."""

import pytest

from lms.courses import queries
from tests.conftest import counted_queries
from tests.courses.conftest import LESSON

CLOSED = ("open: true", "open: false")


def test_a_stranger_is_asked_to_sign_in(desk, browser_of):
    answer = browser_of(None).client.get(LESSON)

    assert answer.status_code == 303
    assert "/sign-in" in answer.location


@pytest.mark.parametrize("role", ["trainee", "mentor", "trainer", "hr"])
def test_everyone_who_learns_or_teaches_takes_part(reader_of, role):
    reader = reader_of("someone", role)
    reader.wait(10)

    assert "这一节已读" in reader.read("one").text


def test_an_administrator_reads_without_leaving_a_trace(reader_of):
    page = reader_of("someone", "admin").open()

    assert "管理员账号不记阅读进度" in page.text
    assert not page.all("article form")
    assert page.find("#check-q-single .stem")


ACTS = [
    f"{LESSON}/readings",
    f"{LESSON}/checks/q-single/answers",
    f"{LESSON}/signatures",
    "/courses/desk/completion",
]


@pytest.mark.parametrize("address", ACTS)
def test_those_who_only_read_cannot_post(reader_of, address):
    reader_of("someone", "admin").browser.post(address, {"section": "one", "choice": "1"}, 403)


@pytest.mark.parametrize("address", ["/courses", "/courses/desk", LESSON, *ACTS])
def test_a_person_without_a_role_is_refused(reader_of, address):
    browser = reader_of("someone").browser
    act = browser.post if address in ACTS else browser.open

    act(address, status=403)


@pytest.mark.parametrize(
    "address", ["/courses/none", "/courses/desk/none", "/courses/none/first", "/courses/desk/"]
)
def test_what_does_not_exist_is_not_found(lin, address):
    lin.open(address, status=404)


@pytest.mark.parametrize("address", ["/courses/desk", LESSON])
def test_a_closed_course_does_not_exist_for_those_to_whom_it_is_not_assigned(lin, desk, address):
    desk.change("course.yaml", CLOSED)

    lin.open(address, status=404)
    assert "还没有可以读的课" in lin.open("/courses").text


@pytest.mark.parametrize("address", ACTS)
def test_nothing_is_taken_for_a_course_that_has_been_closed(lin, desk, address):
    mark = lin.open().find("input[name=page]")["value"]
    desk.change("course.yaml", CLOSED)

    lin.browser.post(address, {"page": mark, "section": "one", "choice": "1"}, 404)


def test_an_assigned_course_is_open_with_all_its_lessons(lin, desk):
    desk.change("course.yaml", CLOSED)
    desk.assign(lin.person, "course", "desk")

    assert lin.open().heading == "第一课"
    assert lin.open("/courses/desk/second").heading == "第二课"


def test_an_assigned_lesson_opens_only_itself(lin, desk):
    desk.change("course.yaml", CLOSED)
    desk.assign(lin.person, "lesson", "desk/first")

    assert "第二课" not in lin.open("/courses/desk").text
    assert not lin.open().all(".previous-next a[rel=next], a[href='/courses/desk/second']")
    lin.open("/courses/desk/second", status=404)


@pytest.mark.parametrize("role", ["mentor", "trainer", "hr"])
def test_colleagues_who_guide_read_closed_courses(reader_of, desk, role):
    desk.change("course.yaml", CLOSED)

    assert reader_of("someone", role).open().heading == "第一课"


def test_one_persons_reading_is_not_anothers(lin, reader_of):
    lin.read("one")

    assert "已读 0 节" in reader_of("zhou", "trainee").open().find("#rule").get_text()


def test_the_number_of_queries_does_not_grow_with_what_was_done(lin, app):
    def count() -> tuple[int, int]:
        with counted_queries(app) as lesson:
            lin.open()
        with counted_queries(app) as shelf:
            lin.open("/courses")
        return len(lesson), len(shelf)

    lin.open()
    before = count()
    for section in ("one", "two", "three"):
        lin.read(section)
    lin.answer("q-single", "说含糊")
    lin.answer("q-single", "说清楚")

    assert count() == before


def test_a_place_to_go_on_asks_a_fixed_number_of_queries(lin, app):
    lin.asks(queries.next_place)
    with counted_queries(app) as first:
        lin.asks(queries.next_place)
    lin.read("one")
    with counted_queries(app) as second:
        lin.asks(queries.next_place)

    assert len(first) == len(second) <= 12
