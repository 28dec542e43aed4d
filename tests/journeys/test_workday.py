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


def test_a_week_is_sent_and_waits_for_the_talk(staff, phone):
    staff.join("chenli", "陈立", Role.MENTOR)
    staff.join("linxiao", "林晓", Role.TRAINEE, starts_on=FIRST_DAY)
    staff.pair("chenli", "linxiao")
    hire = phone().sign_in("linxiao").open("/workday")
    hire.follow("看这一周，带去面谈", "main")
    hire.is_at("这周的回顾")
    hire.fill("一件事：这周最卡的", "三位客户在等退款")
    hire.fill("只改一处：下周改哪里", "跟网点要钟点")
    hire.fill("一个请求：要师父做什么", "跟财务打个招呼")
    hire.press("送给师父", "main")
    hire.sees("送出了")

    mentor = phone().sign_in("chenli")
    mentor.follow("林晓", "main")
    expect(mentor.page.locator("#sessions")).to_contain_text("三位客户在等退款")
    mentor.follow("每周 15 分钟面谈", "#sessions")
    mentor.page.locator("#reviews").get_by_role("checkbox").check()
    mentor.fill("谈了什么，定了什么", "周四去找财务。")
    mentor.press("记下这次面谈")
    mentor.sees("周四去找财务。")
    expect(mentor.page.locator("main")).to_contain_text("那一周的回顾")
