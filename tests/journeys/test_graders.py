"""Mentors who grade the same talk, and a colleague in the third seat of a role-play."""

import pytest
from playwright.sync_api import expect

from lms.people.domain import Role
from lms.people.queries import by_login
from tests.journeys.company import FIRST_DAY
from tests.onboarding.kit import Kit

OPENING = "喂，我那个快递怎么回事？"
GRADED = ("3", "2", "1", "0", "3", "2")


@pytest.fixture
def house(staff, served):
    """Two mentors with an apprentice each, HR, a trainer; one apprentice has played."""
    people = [("chenli", "陈立", Role.MENTOR), ("hemei", "何梅", Role.MENTOR)]
    people += [("zhaojing", "赵静", Role.HR), ("wangmin", "王敏", Role.TRAINER)]
    for login, name, role in people:
        staff.join(login, name, role)
    for login, name, mentor in [("linxiao", "林晓", "chenli"), ("huali", "华丽", "hemei")]:
        staff.join(login, name, Role.TRAINEE, starts_on=FIRST_DAY)
        staff.pair(mentor, login)
        staff.begin(login)
    with served.app.app_context():
        player = by_login("linxiao")
    kit = Kit(served.app, None, lambda _at: None, is_loaded=True)
    kit.play(player, FIRST_DAY, score=68, hour=1)


def test_mentors_grade_the_same_talk_and_see_how_far_they_agree(house, phone, desk):
    officer = desk().sign_in("zhaojing")
    officer.open("/calibration")
    officer.follow("开始一轮", "main")
    officer.press("开始，请师父们评")
    officer.sees("2 位师父里 0 位交了")
    mentors = [phone().sign_in(login) for login in ("chenli", "hemei")]
    for mentor in mentors:
        mentor.open("/")
        mentor.follow("去评分")
        for place, grade in enumerate(GRADED):
            item = mentor.page.locator("#grades .checked-item").nth(place)
            item.locator(f"[value='{grade}']").check()
        mentor.press("交上我的评分")
        mentor.sees("交了，不能再改")
    officer.page.reload()
    officer.press("结束这一轮")

    expect(officer.page.locator("#mentors tbody tr")).to_have_count(2)
    expect(officer.page.locator("#mentors")).to_contain_text("1.00")
    mentors[0].page.reload()
    expect(mentors[0].page.locator("#own")).to_contain_text("和其他人一样松紧")


def test_a_colleague_ticks_while_the_two_talk(house, phone, desk):
    mentor, apprentice = desk().sign_in("chenli"), phone().sign_in("linxiao")
    mentor.open("/mentoring")
    mentor.follow("林晓", "main")
    mentor.page.locator("#duets form button").first.click()
    mentor.press("请一位同事来勾观察表")
    link = mentor.page.locator("#seat").get_attribute("href")
    watcher = phone().sign_in("wangmin")
    watcher.open(link)
    watcher.press("坐下来勾观察表")
    mentor.fill("说一句", OPENING)
    mentor.press("发出")

    expect(watcher.page.locator("#lines")).to_contain_text(OPENING)
    assert "客户卡" not in watcher.words

    ticked = watcher.page.locator(".checked-item").first.locator("[value='yes']")
    with watcher.page.expect_response(lambda answer: answer.url.endswith("/marks")) as kept:
        ticked.check()
    assert kept.value.status == 204
    watcher.page.reload()
    expect(ticked).to_be_checked()

    mentor.press("结束对练，去勾观察表")
    mentor.sees("王敏勾的")
    mentor.tick("达到")
    mentor.fill("一句话说明结论", "先说听得出您着急，再问了单号。")
    mentor.press("记下这次观察")
    mentor.sees("王敏勾的观察表，陈立写的结论")
    apprentice.open("/mentoring")
    apprentice.page.locator("#observations a[href*='/mentoring/observations/']").first.click()
    apprentice.sees("王敏勾的观察表，陈立写的结论")
