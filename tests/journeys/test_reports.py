"""HR at a desk looks at a department: who is where, on what it rests, who needs help and why."""

from datetime import timedelta

from lms.people.domain import Role
from tests.journeys.company import FIRST_DAY


def test_a_matrix_leads_to_its_evidence_and_to_who_needs_help(staff, desk, clock):
    staff.join("zhaojing", "赵静", Role.HR)
    staff.join("chenli", "陈立", Role.MENTOR)
    staff.join("linxiao", "林晓", Role.TRAINEE, starts_on=FIRST_DAY)
    staff.pair("chenli", "linxiao")
    staff.begin("linxiao")
    clock.shift(timedelta(days=4))
    officer = desk().sign_in("zhaojing").open("/reports")
    officer.is_at("进度表")
    officer.page.locator("#departments a").first.click()
    row = officer.page.locator("table.matrix tbody tr", has_text="林晓")
    cell = row.locator("td.item a[href*='/task/']").first
    title = officer.page.locator("table.matrix th.item:not(.month) span").first.inner_text()
    cell.click()
    officer.sees("林晓", title)

    officer.page.go_back()
    officer.follow("谁需要帮助", "main")
    officer.sees("看了 1 个人的计划，1 个人有情况。", "林晓", "逾期的：")
    officer.page.locator(".in-need a[href*='/task/']").first.click()
    officer.sees("林晓")
