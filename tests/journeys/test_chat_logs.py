"""A trainer makes a role-play of real chat logs, reads them covered, and names what was missed."""

import pytest
from playwright.sync_api import expect

from lms.people.domain import Role

LOGS = """\
客户：说好十点，人呢？我电话13800138000
客服：让您白等了，对不起。十一点五十到。
客户：好，我在蓝海门口等

---
客户：说好十点，人呢? 我电话 139 1111 2222
客服：今天单量大，请您理解。
客户：我要投诉！
"""


@pytest.mark.parametrize("has_scripts", [True, False])
def test_logs_become_a_draft(staff, phone, has_scripts):
    staff.join("wangmin", "王敏", Role.TRAINER)
    trainer = phone(java_script_enabled=has_scripts).sign_in("wangmin")
    trainer.open("/studio/new")
    trainer.follow("用聊天记录做情景", "main")
    trainer.fill("聊天记录", LOGS)
    trainer.press("遮好了给我看")
    trainer.is_at("从头读一遍")
    log = trainer.page.get_by_label("聊天记录")
    assert "13800138000" not in log.input_value()
    assert "蓝海" in log.input_value()

    trainer.fill("还要遮掉的词", "蓝海")
    trainer.press("再遮一遍")
    expect(log).to_have_value(
        "客户：说好十点，人呢？我电话〔手机号〕\n"
        "客服：让您白等了，对不起。十一点五十到。\n"
        "客户：好，我在〔已遮〕门口等\n\n---\n"
        "客户：说好十点，人呢? 我电话 〔手机号〕\n"
        "客服：今天单量大，请您理解。\n"
        "客户：我要投诉！"
    )
    trainer.fill("标题", "等了一上午")
    trainer.tick("我从头读过了，没有能认出人的内容")
    trainer.press("做成草稿")
    trainer.is_at("大纲：等了一上午")
    trainer.sees("草稿有了", "说好十点，人呢？我电话〔手机号〕")
