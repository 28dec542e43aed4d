"""The entry test of a course, as a trainee takes it and a mentor answers it."""

import re
from datetime import timedelta

import pytest
import sqlalchemy as sa

from lms.courses import queries
from lms.courses.models import (
    CourseCompletion,
    EntryAnswer,
    EntryTest,
    ExemptionWithdrawal,
    LessonCompletion,
    LessonExemption,
)
from lms.courses.queries import entry
from lms.db import db
from lms.people.models import AuditEvent
from lms.questions.domain import Ordering
from tests.conftest import counted_queries
from tests.courses.conftest import LESSON

COURSE = "/courses/desk"
WORDS = "上午接线时问候语说错了，请把这一课读一遍。"
KEY = re.compile("清楚。|客户会再问一遍|顺序对了|想想谁先开口|clear|vague|greet|q-order-")


def begin(reader):
    """Press the button on the course's page."""
    return reader.browser.submit(reader.open(COURSE), "#entry-test form")


def right(one):
    """What a form sends for the right answer to a question as it is shown."""
    if isinstance(one.question, Ordering):
        ids = [item.id for item in one.question.items]
        return [str(ids.index(id_) + 1) for id_ in one.order]
    wanted = {option.id for option in one.question.options if option.right}
    return [str(place) for place, id_ in enumerate(one.order, 1) if id_ in wanted]


def wrong(one):
    return right(one)[::-1] if isinstance(one.question, Ordering) else other(one)


def other(one):
    return [str(place) for place in range(1, len(one.order) + 1) if str(place) not in right(one)]


def questions(reader):
    """The questions of the newest test, with its public id."""

    def found(person):
        newest = sa.select(EntryTest).where(EntryTest.person_id == person.id)
        test = db.session.scalars(newest.order_by(EntryTest.id.desc())).first()
        return test.public_id, entry.paper(test)

    return reader.asks(found)


def answer(reader, chosen, *, but=""):
    """Answer every question, those of the lesson `but` wrongly; the last page."""
    public_id, asked = questions(reader)
    for one in asked:
        choose = wrong if one.lesson.name == but else chosen
        page = reader.open(f"/entry-tests/{public_id}?question={one.number}")
        page = reader.browser.submit(page, ".check form", choice=choose(one))
    return page


def hand_in(reader):
    public_id, _asked = questions(reader)
    return reader.browser.submit(reader.open(f"/entry-tests/{public_id}"), "#hand-in form")


def passed(reader, *, but=""):
    begin(reader)
    answer(reader, right, but=but)
    return hand_in(reader)


def count(reader, table):
    return reader.asks(lambda _one: db.session.scalar(sa.select(sa.func.count(table.id))))


def read_through(reader):
    """Read the first lesson to its end and answer its checks."""
    for section in ("one", "two", "three"):
        page = reader.open()
        reader.wait(60)
        reader.read(section, page)
    reader.answer("q-single", "说清楚")
    reader.order("q-order", "先问候", "再询问", "后道谢")


@pytest.fixture
def chen(lin, reader_of, company):
    """The mentor of lin."""
    mentor = reader_of("chen", "mentor")
    company.pair(mentor.person, lin.person)
    return mentor


def exemption(reader):
    return reader.asks(lambda _one: db.session.scalars(sa.select(LessonExemption)).first())


def withdrawal(reader):
    return f"/exemptions/{exemption(reader).public_id}/withdrawal"


def test_the_course_says_how_many_questions_how_long_and_by_which_rule(lin):
    words = lin.open(COURSE).find("#entry-test").get_text()

    assert "共 4 题，约 3 分钟" in words
    assert "交卷满 30 天" in words
    assert "收回免修" in words


def test_all_right_answers_exempt_and_complete_the_course(lin):
    page = passed(lin)

    assert "2 课免修" in page.text
    assert lin.completed() == {"desk/first", "desk/second"}
    assert count(lin, LessonCompletion) == 0
    assert "课程已完成" in lin.open(COURSE).text
    assert "测过免修" in lin.open(LESSON).find("#lesson-facts").get_text()
    person = lin.person.id
    assert lin.asks(lambda _one: queries.completed_courses([person])) == {person: {"desk"}}


def test_a_wrong_answer_exempts_only_from_the_other_lesson(lin):
    page = passed(lin, but="desk/first")

    assert "1 课免修" in page.text
    assert "没有全对" in page.text
    assert lin.completed() == {"desk/second"}
    assert count(lin, CourseCompletion) == 0


def test_what_is_left_out_is_read(lin):
    begin(lin)
    public_id, asked = questions(lin)
    for one in asked:
        if one.lesson.name == "desk/second":
            sent = {"choice": right(one)}
            lin.browser.post(f"/entry-tests/{public_id}/answers/{one.number}", sent)
    page = hand_in(lin)

    assert "还有 1 课没测" in page.text
    assert [link["href"] for link in page.all("main details li a")] == [LESSON]
    assert lin.completed() == {"desk/second"}


def test_a_test_without_any_answer_is_not_handed_in(lin):
    page = begin(lin)
    public_id, _asked = questions(lin)

    assert "还一题没答" in page.find("#hand-in").get_text()
    assert not page.all("#hand-in form")
    assert "还一题没答" in lin.browser.post(f"/entry-tests/{public_id}/submission", {}, 409).text


def test_no_page_says_what_is_right_before_handing_in(lin):
    pages = [begin(lin)]
    public_id, asked = questions(lin)
    for one in asked:
        address = f"/entry-tests/{public_id}?question={one.number}"
        sent = {"choice": right(one) if one.number % 2 else wrong(one)}
        pages += [lin.browser.post(f"/entry-tests/{public_id}/answers/{one.number}", sent)]
        pages += [lin.open(address)]

    assert not [found for page in pages if (found := KEY.search(str(page.soup.main)))]
    assert not any("data-verdict" in str(p.soup) or p.all("[data-tone=good]") for p in pages)


def test_it_goes_on_where_it_was_left_with_what_was_chosen(lin):
    begin(lin)
    public_id, asked = questions(lin)
    lin.browser.post(f"/entry-tests/{public_id}/answers/1", {"choice": right(asked[0])})
    page = begin_again(lin)

    assert "第 2 题" in page.find(".check-head").get_text()
    first = lin.open(f"/entry-tests/{public_id}?question=1")
    assert first.all("input[checked], option[selected]")
    assert count(lin, EntryTest) == 1


def begin_again(reader):
    return reader.open(reader.open(COURSE).find("#entry-test a.btn")["href"])


def test_the_same_answer_sent_twice_is_kept_once_and_the_last_counts(lin):
    begin(lin)
    public_id, asked = questions(lin)
    address = f"/entry-tests/{public_id}/answers/1"
    lin.browser.post(address, {"choice": wrong(asked[0]), "key": "a" * 32})
    lin.browser.post(address, {"choice": right(asked[0]), "key": "a" * 32})
    lin.browser.post(address, {"choice": right(asked[0]), "key": "b" * 32})

    assert count(lin, EntryAnswer) == 2
    assert questions(lin)[1][0].is_right is True


def test_an_answer_without_a_choice_comes_back_with_words(lin):
    begin(lin)
    public_id, _asked = questions(lin)
    page = lin.browser.post(f"/entry-tests/{public_id}/answers/1", {}, 422)

    assert page.find(".field-error")


def test_what_was_handed_in_does_not_change(lin):
    passed(lin)
    public_id, asked = questions(lin)
    address = f"/entry-tests/{public_id}/answers/1"
    lin.browser.post(address, {"choice": wrong(asked[0])}, 409)
    lin.browser.post(f"/entry-tests/{public_id}/submission")

    assert count(lin, LessonExemption) == 2
    assert count(lin, CourseCompletion) == 1


def test_another_test_waits_for_thirty_days(lin, browser_of):
    passed(lin, but="desk/first")
    lin.wait(60)

    assert "再测一次要等到" in lin.open(COURSE).text
    lin.browser.post(f"{COURSE}/entry-tests", {}, 409)

    lin.clock.shift(timedelta(days=30))
    lin.browser = browser_of(lin.person)
    begin(lin)

    assert {one.lesson.name for one in questions(lin)[1]} == {"desk/first"}


def test_checks_answered_in_the_lesson_keep_it_out(lin):
    begin(lin)
    answer(lin, right)
    lin.wait(30)
    lin.answer("q-single", "说含糊")
    page = hand_in(lin)

    assert "照常读" in page.text
    assert lin.completed() == {"desk/second"}


def test_a_lesson_that_changed_meanwhile_is_read(lin, desk):
    begin(lin)
    answer(lin, right)
    desk.change("01-first", ("material: false", "material: true"), ("正文三", "正文四"))

    assert "改了要求" in hand_in(lin).text
    assert lin.completed() == {"desk/second"}


def test_a_lesson_to_be_signed_says_that_everybody_reads_it(lin, desk):
    desk.change("01-first", ("material: false", "material: false\nmust_sign: true"))
    page = lin.open(COURSE)

    assert "共 2 题" in page.find("#entry-test").get_text()
    assert "要签字的课" in page.find("#entry-test").get_text()


def test_who_reads_an_exempted_lesson_completes_it_all_the_same(lin):
    passed(lin)
    read_through(lin)

    assert count(lin, LessonCompletion) == 1
    assert "已完成" in lin.open(LESSON).find("#lesson-facts").get_text()


def test_the_mentor_takes_it_back_and_the_lesson_is_open_again(lin, chen):
    passed(lin)
    page = chen.browser.submit(chen.open(withdrawal(chen)), "main form", words=WORDS)
    chen.browser.post(withdrawal(chen), {"words": WORDS})
    person = lin.person.id

    assert "免修已收回" in page.text
    assert count(lin, ExemptionWithdrawal) == 1
    assert lin.completed() == {"desk/second"}
    assert lin.asks(lambda _one: queries.completed_courses([person])) == {person: frozenset()}
    assert "收回了《第一课》的免修" in lin.open("/messages").text
    assert WORDS in lin.open(f"/entry-tests/{questions(lin)[0]}").text
    kinds = sa.select(AuditEvent.kind).order_by(AuditEvent.id.desc())
    assert lin.asks(lambda _one: db.session.scalars(kinds).first()) == "exemption.taken-back"


def test_reading_it_then_completes_the_course_again(lin, chen):
    passed(lin)
    chen.browser.post(withdrawal(chen), {"words": WORDS})
    read_through(lin)

    assert count(lin, CourseCompletion) == 2
    assert "课程已完成" in lin.open(COURSE).text


def test_the_mentor_sees_what_was_right_and_no_answers(lin, chen):
    passed(lin, but="desk/second")
    pair = chen.open("/mentoring").find("#apprentices a[href^='/mentoring/']")["href"]
    shown = chen.open(f"{pair}/records").find("#entry-tests")

    assert "哪一句好？" in shown.get_text()
    assert "不对" in shown.get_text()
    assert "说清楚" not in shown.get_text()
    assert len(shown.select("a.btn")) == 1


def test_taking_back_needs_a_reason(lin, chen):
    passed(lin)
    page = chen.browser.post(withdrawal(chen), {"words": "不行"}, 422)

    assert "至少 10 个字" in page.text
    assert len(lin.completed()) == 2


def test_nobody_but_the_mentor_takes_it_back(lin, reader_of):
    passed(lin)

    reader_of("gao", "mentor").open(withdrawal(lin), status=404)
    reader_of("zhao", "hr").open(withdrawal(lin), status=403)
    lin.open(withdrawal(lin), status=403)


def test_a_test_is_only_ones_own(lin, reader_of):
    begin(lin)
    public_id, _asked = questions(lin)
    stranger = reader_of("xu", "trainee").browser

    stranger.open(f"/entry-tests/{public_id}", status=404)
    stranger.post(f"/entry-tests/{public_id}/answers/1", {"choice": "1"}, 404)
    stranger.post(f"/entry-tests/{public_id}/submission", {}, 404)


def test_an_exempted_lesson_asks_no_more_of_the_database(lin):
    before = asked_for(lin, LESSON)
    passed(lin)

    assert asked_for(lin, LESSON) <= before


def asked_for(reader, address):
    reader.open(address)
    with counted_queries(reader.app) as asked:
        reader.open(address)
    return len(asked)
