"""A plan is published anew while somebody follows it: HR decides, and nothing done is lost."""

import pytest

from lms.people.domain import Role
from tests.journeys.company import FIRST_DAY

DRAFT = "/studio/drafts/plan/onboarding"
TASK = "写下本周 SMART 目标"
BEFORE, AFTER = "due_day: 22", "due_day: 23"


@pytest.fixture
def officer(staff, desk):
    """Somebody of HR; a trainee follows the present plan, which has an author."""
    staff.join("zhaojing", "赵静", Role.HR)
    staff.join("wangmin", "王敏", Role.TRAINER)
    staff.author("wangmin", "plan", "onboarding")
    staff.join("chenli", "陈立", Role.MENTOR)
    staff.join("linxiao", "林晓", Role.TRAINEE, starts_on=FIRST_DAY)
    staff.pair("chenli", "linxiao")
    staff.begin("linxiao")
    return desk().sign_in("zhaojing")


@pytest.fixture
def published(officer, desk):
    """The author moves a task by a day."""
    author = desk().sign_in("wangmin").open(DRAFT)
    text = author.page.locator("#text")
    before = text.input_value()
    first = before.index(TASK)
    place = before.index(BEFORE, first)
    text.fill(before[:place] + AFTER + before[place + len(BEFORE) :])
    author.press("保存", "main")
    author.sees("没有问题，可以发布")
    author.follow("看改动，去发布", "main")
    author.press("发布", "main")
    author.sees("第 2 版发布了")


def test_hr_takes_a_running_plan_on_to_the_newest_text(officer, published, phone):
    trainee = phone().sign_in("linxiao")
    officer.open("/plans")
    officer.follow("客服新人三个月上手计划", "main .note")
    officer.is_at("计划有新版")
    officer.sees("1 件换日子", "第 22 天 → 第 23 天")
    officer.press("给这 1 人也换成新版", "main")
    officer.sees("进行中的计划也换成新版了", "进行中的计划都是新版")

    trainee.open("/messages")
    trainee.sees("您的计划更新了", "1 件换了日子")


def test_hr_leaves_it_to_those_who_begin_from_now_on(officer, published):
    officer.open("/plans/changes")
    officer.press("只给新开始的人用", "main")
    officer.sees("新版只给从现在起开始的计划用", "赵静定于")
    officer.open("/plans")
    officer.sees_not("计划有新版，进行中的人还在用旧版")
