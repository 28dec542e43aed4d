"""A working day on a phone: the list, a limit that passes, a focus session that ends by itself."""

from datetime import timedelta

import pytest
from playwright.sync_api import expect

from lms.people.domain import Role
from tests.journeys.company import FIRST_DAY

LEAK = "楼道漏水没人管"


@pytest.mark.parametrize("has_script", [False, True])
def test_a_day_is_ordered_watched_and_worked_off(staff, clock, phone, has_script):
    staff.join("linxiao", "林晓", Role.TRAINEE, starts_on=FIRST_DAY)
    hire = phone(java_script_enabled=has_script).sign_in("linxiao")
    hire.follow("今天的工作", "main")
    hire.is_at("今天的工作")
    hire.fill("要办的事", LEAK)
    hire.choose("放哪里", "投诉，30 分钟内回应")
    hire.press("记一件", "main")
    hire.press("就这些，开工", "main")
    hire.sees("开工了")

    clock.shift(timedelta(minutes=31))
    hire.open("/workday").sees("1 件过了时限还没有回应")
    line = hire.page.locator(".matter", has_text=LEAK)
    line.locator("summary").click()
    line.get_by_role("button", name="已经回应").click()
    expect(line).to_contain_text("回应晚了")
    line.get_by_role("button", name="做完").click()
    expect(hire.page.locator(".lead")).to_contain_text("早上写下 1 件，做完 1 件，完成率 100%")

    hire.fill("做哪一件，做到哪里算完", "丢件说明，写到最后一次扫描")
    hire.press("开始 25 分钟", "#focus")
    clock.shift(timedelta(minutes=8))
    hire.open("/workday")
    expect(hire.page.locator("[data-focus-clock]")).to_contain_text(
        "16:5" if has_script else "还剩 17 分钟"
    )
    clock.shift(timedelta(minutes=18))
    hire.open("/workday").sees("记下一个整圈", "1 个整圈，0 个半圈，专心 25 分钟")
