"""Typing to a customer: the network fails, she writes again meanwhile, nothing is lost."""

from datetime import timedelta

import pytest
from playwright.sync_api import expect

from lms.people.domain import Role
from tests.scenarios.conftest import set_up

REPLY = "周女士，对不起，我正在查您的锅，10 分钟内答您。"
PATIENCE = 61  # seconds, after which Ms Zhou writes again


@pytest.fixture
def agent(staff, served, phone, tmp_path):
    """A trainer on a phone who tries out every kind of step; her browser's clock is the test's."""
    set_up(served.app, tmp_path, "every-kind")
    staff.join("wangmin", "王敏", Role.TRAINER)
    visitor = phone().sign_in("wangmin")
    visitor.page.clock.install()
    visitor.open("/scenarios/every-kind").press("预览练习")
    expect(visitor.page.locator("#turn-clock")).to_be_visible()  # all scripts have run
    return visitor


def test_a_reply_that_does_not_get_through_is_sent_once_the_network_is_back(agent):
    agent.forgiven = {0}
    agent.fill("回给客户的话", REPLY)
    agent.page.context.set_offline(True)
    agent.press("发给客户")
    expect(agent.page.locator("#flashes")).to_contain_text("还没有发出去")
    expect(agent.page.locator("#reply")).to_have_value(REPLY)
    agent.page.context.set_offline(False)

    expect(agent.page.locator("#talk .agent")).to_have_count(1)
    expect(agent.page.locator("summary#your-turn")).to_be_focused()
    agent.fill("客户姓名", "周女士")
    agent.page.reload()
    expect(agent.page.get_by_label("客户姓名")).to_have_value("周女士")


def test_a_customer_who_writes_again_leaves_the_reply_in_the_hand(agent, clock):
    box = agent.page.locator("#reply")
    box.press_sequentially("周女士，对不起")
    clock.shift(timedelta(seconds=PATIENCE))
    agent.page.clock.fast_forward(PATIENCE * 1000)
    expect(agent.page.locator("#talk")).to_contain_text("在吗？")
    box.press_sequentially("，10 分钟内答您。")

    expect(box).to_have_value("周女士，对不起，10 分钟内答您。")
    box.press("Control+Enter")
    expect(agent.page.locator("#talk .agent")).to_contain_text("周女士，对不起")
