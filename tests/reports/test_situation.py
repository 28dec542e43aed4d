"""Who of a group needs help and why, and its burn-up; on the page of the group and on HR's home."""

from datetime import date

import pytest

from tests.conftest import counted_queries

TENTH = date(2026, 3, 10)
GATE = date(2026, 3, 27)
MOST_QUERIES = 25


@pytest.fixture
def late(cohort):
    """A week later: one is up to date, the others are not; one keeps failing."""
    kit, (first, *_) = cohort.kit, cohort.people
    kit.read(first, date(2026, 3, 3))
    kit.play(first, date(2026, 3, 4))
    kit.sign(cohort.chen, first, "first-talk", date(2026, 3, 3))
    kit.observe(first, date(2026, 3, 6))
    for hour in range(9, 13):
        kit.play(cohort.people[1], date(2026, 3, 9), score=30, hour=hour)
    kit.go(TENTH)
    return cohort


def line(page, person):
    return next(li for li in page.all(".in-need > li") if person.public_id in str(li)).get_text(" ")


def test_everybody_with_an_alert_is_listed_with_reasons_and_rules(late, browser_of):
    page = browser_of(late.hr).open(f"{late.page}/situation")

    assert len(page.all(".in-need > li")) == 5
    words = " ".join(line(page, late.people[1]).split())
    assert "错了 4 次，还没有过" in words
    assert "规则：同一项错了 4 次以上，还没有一次通过" in words
    assert "规则：逾期 3 项以上，或有一项逾期 5 个工作日以上" in words
    assert "看了 6 个人的计划，5 个人有情况" in page.text


def test_silence_and_a_near_gate_are_alerts(cohort, browser_of):
    cohort.kit.go(GATE)
    words = " ".join(
        line(browser_of(cohort.hr).open(f"{cohort.page}/situation"), cohort.people[0]).split()
    )

    assert "个工作日没有面谈 规则：7 个工作日没有记过面谈" in words
    assert "离关口 3 个工作日，证据 0/3 规则：离关口 5 个工作日以内，证据不到 50%" in words


def test_the_burn_up_stands_in_words_and_in_a_table(late, browser_of):
    page = browser_of(late.hr).open(f"{late.page}/situation")

    assert "计划完成 24 项，实际完成 6 项，全部共 42 项" in page.find("#burn-up").get_text()
    assert page.all("#burn-up .curve svg")
    (*_, last) = page.all("#burn-up tbody tr")
    assert last.get_text(" ", strip=True) == "7 2026-03-10 24 6 -18"


def test_a_mentor_sees_the_own_apprentices_only(late, browser_of):
    page = browser_of(late.wu).open(f"{late.page}/situation")

    assert len(page.all(".in-need > li")) == 3
    assert "新人1" not in page.text


def test_a_trainer_sees_the_burn_up_and_no_names(late, browser_of, company):
    page = browser_of(company.person("wang", "trainer")).open(f"{late.page}/situation")

    assert not page.all("#help")
    assert "新人" not in page.find("main").get_text()
    assert "计划完成 24 项" in page.text


def test_of_few_people_a_trainer_sees_nothing(kit, browser_of, company):
    kit.go(TENTH)
    lone = kit.trainee()
    kit.start(lone)
    where = f"/reports/departments/{lone.department.public_id}/situation"
    page = browser_of(company.person("wang", "trainer")).open(where)

    assert "不到 5 人" in page.text
    assert not page.all("#burn-up .curve")


def test_hr_reads_the_alerts_at_home(cohort, browser_of):
    cohort.kit.go(GATE)
    words = " ".join(browser_of(cohort.hr).open("/").find("#in-need").get_text(" ").split())

    assert "新人0" in words
    assert "规则：7 个工作日没有记过面谈" in words


def test_a_mentor_reads_of_failures(late, browser_of):
    assert (
        "错了 4 次"
        in browser_of(late.chen).open(f"/reports/mentors/{late.chen.public_id}/situation").text
    )


def test_more_people_ask_no_more_questions(late, browser_of):
    browser = browser_of(late.hr)
    browser.open(f"{late.page}/situation")
    with counted_queries(late.kit.app) as asked:
        browser.open(f"{late.page}/situation")

    assert len(asked) <= MOST_QUERIES
