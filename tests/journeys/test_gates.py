"""A gate with three people: the trainee's statement, the mentor's name, the lead's."""

import re
from datetime import timedelta

import pytest
from playwright.sync_api import expect

from lms.people.domain import Role
from tests.journeys.company import FIRST_DAY

GATE = "第一关：基础咨询可以上线"
MONTH_END = timedelta(days=29)


@pytest.fixture
def pair(staff, clock):
    """A trainee at the end of the first month, and a mentor."""
    staff.join("chenli", "陈立", Role.MENTOR)
    staff.join("linxiao", "林晓", Role.TRAINEE, starts_on=FIRST_DAY)
    staff.pair("chenli", "linxiao")
    staff.begin("linxiao")
    clock.shift(MONTH_END)


def test_a_statement_is_drafted_saved_sent_and_read_before_the_verdict(pair, phone):
    trainee = phone().sign_in("linxiao")
    trainee.open("/plan").follow(f"自述、签字和打印 {GATE}", "#gate")
    trainee.is_at(GATE)
    expect(trainee.page.get_by_label("做了什么")).to_have_value(re.compile("任务做完 0 件"))
    trainee.fill("学到了什么", "问清楚再答，客户就不再追问第二遍。")
    trainee.press("先存着")
    trainee.sees("存好了，还没有交")
    trainee.press("交给师父")
    trainee.sees("还差一点：请改好下面几处再提交")
    trainee.fill("还差什么", "录工单还要二十分钟，必填项会漏一两处。")
    trainee.fill("下一步怎么做", "下周每天多录三张，周五请师父看一遍。")
    trainee.press("交给师父")
    trainee.sees("自述交了")
    expect(trainee.page.get_by_role("button", name="交给师父")).to_have_count(0)

    mentor = phone().sign_in("chenli")
    mentor.follow("林晓", "main")
    mentor.follow("看证据，给结论", "main")
    mentor.sees("客户就不再追问第二遍")
    mentor.tick("延长几天再看")
    mentor.fill("延长几个工作日", "3")
    mentor.fill("依据", "几课都还没有读完，读完再听一次。")
    mentor.press("签上我的名字")
    mentor.is_at("林晓")
