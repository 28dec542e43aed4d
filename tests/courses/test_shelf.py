"""The list of courses and the page of a course."""

from tests.courses.test_reading import finish


def test_the_list_shows_progress_and_one_next_action(lin):
    page = lin.open("/courses")

    assert page.find(".next-action a")["href"] == "/courses/desk/first"
    assert page.find(".card progress")["max"] == "1"
    assert len(page.all(".btn-primary")) == 1


def test_a_course_begun_is_continued_where_it_was_left(lin):
    lin.read("one")
    page = lin.open("/courses")

    assert page.find(".next-action a")["href"] == "/courses/desk/first#two"
    assert "接着上次的地方读" in page.text


def test_a_completed_course_says_so(lin):
    finish(lin)
    page = lin.open("/courses")

    assert "已完成" in page.find(".card").get_text()
    assert not page.all(".next-action")


def test_a_course_lists_its_lessons_with_where_the_person_is(lin):
    lin.read("one")
    lessons = [one.get_text(" ", strip=True) for one in lin.open("/courses/desk").all(".milestone")]

    assert "第一课" in lessons[0]
    assert "已读 1 / 3 节" in lessons[0]
    assert "选读" in lessons[1]
    assert "还没读" in lessons[1]


def test_a_course_without_english_is_shown_in_chinese(reader_of):
    page = reader_of("amy", "trainee", language="en").open("/courses/desk")

    assert page.heading == "The desk"
    assert "第二课" in page.text


def test_courses_are_in_the_navigation(lin):
    current = lin.open("/courses").find("nav.tabs a[href='/courses']")

    assert current["aria-current"] == "page"
    assert "课程" in current.get_text()
