"""A month is reported on from a phone; the mentor answers, the trainee says something back."""

import pytest
from playwright.sync_api import expect

from lms.people.domain import Role
from tests.journeys.company import FIRST_DAY

PARTS = {
    "做了什么": "接来电九十通，一次办成七十二通。",
    "学到了什么": "退换时限上月问了师父九次，这个月两次。",
    "还差什么": "二十三号把送货日期说早了一天，客户白等了半天。",
    "下一步怎么做": "下月十号前把最常用的十条政策背熟，请师父抽问。",
}
REPLY = "七十二通这笔账算得好；剩下的十八通卡在哪？仓库那边周三我带你去。"
TO_TALK, BACK = "剩下的十八通", "十通在等财务，八通在等仓库。"


@pytest.mark.parametrize("has_script", [False, True])
def test_a_report_is_sent_answered_talked_over_and_kept(staff, phone, has_script):
    staff.join("chenli", "陈立", Role.MENTOR)
    staff.join("linxiao", "林晓", Role.TRAINEE, starts_on=FIRST_DAY)
    staff.pair("chenli", "linxiao")
    staff.begin("linxiao")
    hire = phone(java_script_enabled=has_script).sign_in("linxiao").open("/mentoring")
    hire.follow("第 1 个月述职报告", "#reports")
    hire.is_at("第 1 个月述职报告")
    hire.fill("做了什么", PARTS["做了什么"])
    hire.press("先存着")
    hire.sees("存好了，还没有交")
    expect(hire.page.get_by_label("做了什么")).to_have_value(PARTS["做了什么"])
    for part, words in PARTS.items():
        hire.fill(part, words)
    hire.press("交给师父")
    hire.sees("交了，师父会收到消息", *PARTS.values())
    width = "document.documentElement.scrollWidth <= window.innerWidth"
    assert hire.page.evaluate(width)

    mentor = phone().sign_in("chenli")
    mentor.follow("第 1 个月的述职报告等您回复", "main")
    mentor.sees(PARTS["还差什么"])
    mentor.fill("回复", REPLY)
    mentor.fill("下次面谈要谈的", TO_TALK)
    mentor.press("送出回复")
    mentor.sees("林晓会收到消息", REPLY)

    hire.page.reload()
    hire.follow("回一句", "#reply")
    hire.fill("您的话", BACK)
    hire.press("回一句", "#say")
    hire.sees(BACK)
    mentor.page.reload()
    mentor.follow("回过 1 句", "#reply")
    mentor.sees(BACK)

    hire.open("/growth/file")
    expect(hire.page.locator("#reports")).to_contain_text(REPLY)
    expect(hire.page.locator("#reports")).to_contain_text(PARTS["下一步怎么做"])
