"""One person's whole way with JavaScript switched off: nothing needs it."""

from playwright.sync_api import expect

from lms.people.domain import Role
from lms.scenarios.domain import opening
from tests.journeys import learning
from tests.journeys.company import FIRST_DAY


def test_everything_is_done_without_javascript(served, staff, clock, phone):
    staff.join("linxiao", "林晓", Role.TRAINEE, starts_on=FIRST_DAY)
    staff.join("chenli", "陈立", Role.MENTOR)
    staff.pair("chenli", "linxiao")
    staff.begin("linxiao")
    reader = phone(java_script_enabled=False).sign_in("linxiao")
    reader.follow("开始", "main")
    lesson = learning.lesson(served.app, "role-awareness/why-service-matters")
    learning.read_section(reader, clock)
    expect(reader.page.locator(f"#{lesson.sections[0].id}")).to_contain_text("这一节已读")
    question = lesson.checks[0]
    check = learning.answer(reader, question, learning.wrong(question))
    expect(check).to_contain_text("还不对")
    check = learning.answer(reader, question, learning.right(question))
    expect(check).to_contain_text("答对了")

    played = learning.scenario(served.app, "lost-parcel")
    reader.follow("情景演练", "nav")
    reader.follow("包裹丢了", "main")
    reader.press("开始练习")
    situation = opening(played)
    for _turn in range(3):
        situation = learning.say(reader, played, situation, learning.best)
    reader.page.locator(".player-files summary").click()
    reader.sees("尾号 6408，空气炸锅一台")

    reader.menu("语言").click()
    reader.press("English", "header")
    expect(reader.page.locator("html")).to_have_attribute("lang", "en")
    reader.menu("语言").click()
    reader.press("简体中文", "header")
    reader.menu("外观").click()
    reader.press("深色", "header")
    expect(reader.page.locator("html")).to_have_attribute("data-bs-theme", "dark")
    expect(reader.page.locator(".chat .agent")).to_have_count(3)
    reader.sign_out()
