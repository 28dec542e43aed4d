"""Minutes that both have confirmed become hours of 45 minutes, month by month."""

from datetime import date
from decimal import Decimal

import pytest

from lms.mentoring.domain import Month, Worked, by_month
from tests.mentoring.two import MONDAY, Two

TUESDAY = date(2026, 3, 3)


@pytest.mark.parametrize(
    ("minutes", "hours"), [(0, "0.0"), (15, "0.3"), (45, "1.0"), (47, "1.0"), (48, "1.1")]
)
def test_forty_five_minutes_are_an_hour(minutes, hours):
    assert Worked(1, minutes).hours == Decimal(hours)


def test_a_month_knows_its_days_and_neighbours():
    month = Month.of(date(2026, 2, 17))

    assert (str(month), month.last) == ("2026-02", date(2026, 2, 28))
    assert (str(month.previous), str(month.following)) == ("2026-01", "2026-03")
    assert Month.read("2026-12").following == Month.of(date(2027, 1, 31))
    assert Month.read("2026-13") is None


def test_only_what_is_confirmed_counts():
    march, april = Month.of(MONDAY), Month.of(date(2026, 4, 1))
    held = [(MONDAY, 30, True), (TUESDAY, 15, True), (TUESDAY, 60, False), (april.first, 20, True)]

    assert by_month(held) == {april: Worked(1, 20), march: Worked(2, 45, 1)}
    assert list(by_month(held)) == [april, march]


def test_hr_sees_hours_without_a_word_of_what_was_said(two: Two, browser_of):
    confirmed = two.record(minutes="45")
    two.lin.post(f"{confirmed.address}/answer", {"verdict": "confirmed"})
    two.record(shared="还没有确认的一次。")
    hr = browser_of(two.kit.company.person("hr", "hr"))
    page = hr.open("/mentoring/hours?month=2026-03")
    cells = [cell.get_text(" ", strip=True) for cell in page.all("table tbody tr td")]

    assert cells == ["学员lin", "客服一部", "1", "45", "1.0", "1"]
    assert "还没有确认的一次" not in page.text
    assert "45 分钟 ÷ 45 = 1.0 学时" in hr.open(f"{two.page}/records").text
    assert "这个月没有师徒" in hr.open("/mentoring/hours?month=2026-02").text
    later = two.chen.open(confirmed.address).find("#correct a")["href"]
    two.chen.submit(two.chen.open(later), "#session", minutes="20")
    assert hr.open("/mentoring/hours?month=2026-03").all("table tbody td")[4].get_text() == "0.0"


def test_the_file_is_the_screen_and_no_cell_is_a_formula(kit, browser_of):
    mentor = kit.company.person("chen", "mentor", name="=1+1")
    kit.company.pair(mentor, kit.company.person("lin", "trainee", name="林晓"))
    others = kit.mentor("zhang")
    kit.company.pair(others, kit.company.person("zhou", "trainee"))
    kit.go(MONDAY)

    def lines(person) -> list[str]:
        file = browser_of(person).client.get("/mentoring/hours.csv?month=2026-03")
        return file.get_data(as_text=True).splitlines()

    everybody = lines(kit.company.person("hr", "hr"))
    assert len(everybody) == 3
    assert "2026-03,'=1+1,T-chen,林晓,T-lin,客服一部,0,0,0.0,0" in everybody
    assert [line.split(",")[1] for line in lines(others)[1:]] == ["师父zhang"]
