"""The notice of a year's holidays: reading it, what is shown before, what follows, the way back."""

from datetime import date, timedelta
from io import BytesIO

import pytest
import sqlalchemy as sa

from lms.db import db
from lms.errors import Invalid
from lms.onboarding import queries
from lms.onboarding.commands import redate_job
from lms.onboarding.domain import Calendar
from lms.onboarding.domain.notice import check_year, read_notice
from lms.onboarding.domain.workdays import OCCASIONS
from lms.onboarding.models import PublishedYear, Workday

FIRST = date(2026, 12, 1)  # a Tuesday: the second month reaches into 2027
SPRING = [date(2027, 2, 5) + timedelta(n) for n in range(9)]
FREE = [date(2027, 1, 1), *SPRING, date(2027, 5, 3), date(2027, 10, 1)]
TEXT = "日期,类型,名称\n" + "".join(f"{day},放假,节日\n" for day in FREE) + "2027-01-23,上班,春节\n"
CALENDAR = Calendar({}, date(2026, 12, 31))


def test_a_notice_says_which_days_are_free_and_which_are_made_up():
    notice = read_notice(TEXT).notice

    assert (notice.year, notice.free, notice.made_up) == (2027, 12, 1)
    assert all(one.day.weekday() < 5 for one in notice.exceptions if not one.is_worked)
    later = notice.upon(CALENDAR)
    assert later.is_working(date(2027, 1, 23))
    assert not later.is_working(date(2027, 2, 8))
    assert not later.is_provisional(date(2027, 12, 31))
    assert later.is_provisional(date(2028, 1, 1))


@pytest.mark.parametrize("mark", ["\t", "，", ";"])
def test_a_pasted_table_is_read_like_a_file(mark):
    assert read_notice(TEXT.replace(",", mark)) == read_notice(TEXT)


def test_all_that_is_wrong_is_said_with_its_line():
    lines = ["2027-01-01,放假", "2027-13-01,放假,元旦", "2027-01-01,假日,元旦"]
    lines += ["2027-01-04,上班,元旦", "2027-05-03,放假,", "2027-05-03,放假,五一"]
    lines += ["2027-05-03,放假,五一", "2028-05-01,放假,五一"]
    problems = read_notice("\n".join(lines)).problems

    assert [problem.parameters["line"] for problem in problems] == [1, 2, 3, 4, 5, 7, 8]
    for text in ("", "日期,类型,名称", "2027-05-03,放假,五一"):
        assert read_notice(text).problems


@pytest.mark.parametrize(
    ("today", "fine"), [(2025, False), (2026, True), (2027, True), (2028, False)]
)
def test_a_year_is_entered_in_its_turn(today, fine):
    notice = read_notice(TEXT).notice
    if fine:
        check_year(notice, CALENDAR, date(today, 6, 1))
    else:
        with pytest.raises(Invalid):
            check_year(notice, CALENDAR, date(today, 6, 1))


def test_every_occasion_that_is_published_has_words(kit):
    with kit.app.app_context():
        assert {one.occasion for year in queries.years() for one in year.days} <= set(OCCASIONS)


@pytest.fixture
def desk(kit, browser_of):
    """The administrator at work, when the plans of two reach into a year that is not published."""
    kit.go(FIRST)
    return browser_of(kit.company.person("kai", "admin", name="马骏"))


def look(desk, text=TEXT, **asked):
    return desk.submit(desk.open("/holidays"), "#enter form", text=text, **asked)


def enter(desk, text=TEXT):
    page = desk.submit(look(desk, text), "#preview form", enter="1")
    redate_anew(desk)
    return page


def redate_anew(desk):
    with desk.client.application.app_context():
        redate_job(0, "2027-1")


def test_the_administrator_looks_enters_and_everybody_is_told(kit, desk, browser_of):
    lin = kit.trainee(starts_on=FIRST, mentor=kit.mentor())
    kit.start(lin)
    before = kit.view(lin, FIRST).gates[-1].due
    assert before.is_provisional

    page = look(desk)
    shown = page.find("#preview").get_text()
    assert "新录入" in shown
    assert "1 份计划" in shown
    assert "学员lin" not in page.text  # administrators see nobody's plan
    assert kit.view(lin, FIRST).gates[-1].due == before

    page = enter(desk)
    assert "公布到 2027 年" in page.text
    after = kit.view(lin, FIRST).gates[-1].due
    assert not after.is_provisional
    assert "放假安排改了" in browser_of(lin).open("/messages").text
    assert "录入了 2027 年的放假安排" in desk.open("/audit").text


def test_whoever_may_see_plans_sees_whose_days_move(kit, desk, browser_of):
    lin = kit.trainee(starts_on=FIRST, mentor=kit.mentor())
    kit.start(lin)
    both = browser_of(kit.company.person("both", "admin", "hr", name="两职"))

    assert "学员lin" in look(both).find("#preview").get_text()


def test_a_file_from_excel_is_read_and_what_is_wrong_comes_back(desk):
    sent = {"file": (BytesIO(TEXT.encode("gb18030")), "notice.csv")}
    page = desk.post("/holidays/years", sent)
    assert "新录入" in page.text

    page = look(desk, "2027-01-01,放假", status=422)
    assert "第 1 行" in page.find(".problems").get_text()
    assert page.find("textarea").get_text().strip() == "2027-01-01,放假"
    assert "请贴上通知" in look(desk, "", status=422).text


def test_a_percent_sign_in_a_name_is_shown_as_it_is(desk):
    enter(desk, TEXT.replace("2027-10-01,放假,节日", "2027-10-01,放假,满 100%d 天"))

    assert "满 100%d 天" in desk.open("/holidays").text


def test_a_year_ahead_is_corrected_and_taken_back(kit, desk):
    lin = kit.trainee(starts_on=FIRST, mentor=kit.mentor())
    kit.start(lin)
    before = kit.view(lin, FIRST).gates
    enter(desk)
    assert "不用再录" in look(desk).text
    page = look(desk, TEXT.replace("2027-05-03", "2027-05-04"))
    assert "会去掉的日子" in page.text

    page = desk.submit(desk.open("/holidays"), "#latest form")
    redate_anew(desk)
    assert "暂定" in page.text
    assert kit.view(lin, FIRST).gates == before
    desk.post("/holidays/years/2026/undoing", status=409)
    with kit.app.app_context():
        assert db.session.scalar(sa.select(sa.func.max(PublishedYear.year))) == 2026
        assert db.session.scalar(sa.select(sa.func.max(Workday.day))) < date(2027, 1, 1)
