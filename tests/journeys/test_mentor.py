"""A mentor with a phone in hand: sees who needs what, observes, signs, takes back."""

from datetime import timedelta

import pytest
from playwright.sync_api import expect

from lms.people.domain import Role
from tests.journeys.company import FIRST_DAY

MONTH_END = timedelta(days=29)
TICKETS = "连续三张工单都在 15 分钟内录完，必填项不缺"
GATE = "第一关：基础咨询可以上线"


@pytest.fixture
def mentor(staff, clock, phone):
    """The mentor of somebody whose first month is nearly over, with nothing done."""
    staff.join("chenli", "陈立", Role.MENTOR)
    staff.join("linxiao", "林晓", Role.TRAINEE, starts_on=FIRST_DAY)
    staff.pair("chenli", "linxiao")
    staff.begin("linxiao")
    clock.shift(MONTH_END)
    return phone().sign_in("chenli")


def test_a_card_gives_the_light_its_reason_and_its_rule(mentor):
    card = mentor.page.locator(".person-card")

    expect(card).to_contain_text("林晓")
    expect(card).to_contain_text("项任务逾期，最久 21 个工作日")
    expect(card).to_contain_text("逾期 3 项以上，或有一项逾期 5 个工作日以上")
    expect(card).to_contain_text("件事等您")
    expect(card).to_contain_text("还没有观察或签字")


def test_an_observation_without_evidence_is_refused_and_what_was_typed_is_kept(mentor):
    mentor.follow("林晓", "main")
    mentor.choose("看的是哪一项", "服务礼仪")
    mentor.tick("达到")
    mentor.fill("看到或听到的事实", "还行")
    mentor.press("记下这条观察")
    mentor.sees("还差一点：请改好下面几处再提交")
    expect(mentor.page.get_by_label("看的是哪一项")).to_have_value("etiquette")
    expect(mentor.page.get_by_label("达到", exact=True)).to_be_checked()
    expect(mentor.page.get_by_label("看到或听到的事实")).to_have_value("还行")

    mentor.fill("看到或听到的事实", "第三通电话铃响两声就接，先报店名再问需要。")
    mentor.press("记下这条观察")
    mentor.sees("已记下")
    expect(mentor.page.locator("#observations")).to_contain_text("第三通电话铃响两声就接")
    expect(mentor.page.locator("#waiting")).not_to_contain_text("观察服务礼仪")


def test_what_was_signed_can_be_taken_back_within_a_day_with_a_reason(mentor, clock):
    mentor.follow("林晓", "main")
    line = mentor.page.locator("#waiting li", has_text=TICKETS)
    line.get_by_role("link", name="写一句再签").click()
    mentor.is_at(f"签字 · {TICKETS}")
    mentor.fill("依据", "三张工单都在十二分钟内录完。")
    mentor.press("签上我的名字")
    mentor.sees("已签字")
    expect(line).to_have_count(0)

    taking_back = mentor.page.locator("#take-back li", has_text=TICKETS).get_by_role("link")
    taking_back.click()
    mentor.press("撤回签字")
    mentor.sees("还差一点：请改好下面几处再提交")
    mentor.fill("撤回的原因", "看错了人，那三张是隔壁小周录的。")
    mentor.press("撤回签字")
    mentor.is_at("林晓")
    expect(line).to_have_count(1)

    line.get_by_role("button", name="签字").click()
    mentor.sees("已签字")
    clock.shift(timedelta(hours=25))
    mentor.sign_in("chenli")
    mentor.follow("林晓", "main")
    mentor.is_at("林晓")
    expect(taking_back).to_have_count(0)


def test_a_gate_without_its_evidence_is_extended_but_not_passed(mentor):
    mentor.follow("林晓", "main")
    mentor.follow("看证据，给结论", "main")
    mentor.is_at(f"签字 · {GATE}")
    mentor.sees("还差 14 项证据，现在只能延长或写未通过。")
    expect(mentor.page.get_by_label("通过", exact=True)).to_have_count(0)

    mentor.tick("延长几天再看")
    mentor.fill("延长几个工作日", "3")
    mentor.fill("依据", "几课都还没有读完，读完再听一次。")
    mentor.press("签上我的名字")
    mentor.is_at("林晓")
    gate = mentor.page.locator("#gates section", has_text=GATE)
    expect(gate).to_contain_text("延长了 3 个工作日")
    expect(gate).to_contain_text("4月7日到期")  # 4 to 6 April are free: the Qingming days


def test_a_talk_is_recorded_with_one_sentence_and_confirmed_on_the_other_phone(
    mentor, staff, phone
):
    mentor.follow("林晓", "main")
    mentor.follow("每周 15 分钟面谈", "#sessions")
    mentor.is_at("记面谈：每周 15 分钟面谈")
    mentor.press("记下这次面谈")
    mentor.sees("还差一点：请改好下面几处再提交")
    mentor.fill("谈了什么，定了什么", "定下来每周四聊，难处当天喊我。")
    mentor.press("记下这次面谈")
    mentor.is_at("每周 15 分钟面谈")
    mentor.sees("等林晓确认")

    apprentice = phone().sign_in("linxiao")
    apprentice.open("/mentoring").follow("每周 15 分钟面谈", "main")
    apprentice.is_at("每周 15 分钟面谈")
    apprentice.sees("难处当天喊我")
    apprentice.press("写得对，确认")
    apprentice.sees("两人已确认")


def test_a_contact_is_played_from_two_seats_and_looked_at_with_a_checklist(mentor, staff, phone):
    mentor.follow("林晓", "main")
    card = mentor.page.locator("#duets li", has_text="生日礼物还没到")
    card.get_by_role("button", name="开始对练").click()
    mentor.is_at("对练：生日礼物还没到")
    mentor.sees("问了才说")

    apprentice = phone().sign_in("linxiao")
    apprentice.open("/mentoring").follow("生日礼物还没到", "#duets")
    apprentice.is_at("对练：生日礼物还没到")
    apprentice.sees_not("问了才说")

    mentor.fill("说一句", "昨天晚上到现在都没动过。")
    mentor.press("发出")
    expect(apprentice.page.locator("#lines")).to_contain_text("昨天晚上到现在都没动过。")
    apprentice.fill("说一句", "听得出您着急，我马上查。")
    apprentice.press("发出")
    expect(mentor.page.locator("#lines")).to_contain_text("我马上查")

    mentor.press("结束对练，去勾观察表")
    mentor.is_at("按观察表看：接听电话")
    mentor.page.locator("[name='mark-names-the-feeling'][value='yes']").check()
    mentor.page.locator("[name='mark-thanks'][value='no']").check()
    mentor.tick("达到")
    mentor.fill("一句话说明结论", "先说听得出您着急，再去查单。")
    mentor.press("记下这次观察")
    mentor.sees("“没做到”要写一句看到或听到的事实。")
    mentor.page.locator("[name='words-thanks']").fill("没有道谢就结束了。")
    mentor.press("记下这次观察")
    mentor.is_at("接听电话")
    mentor.sees("模拟接待", "没有道谢就结束了。")
