"""An officer signs in with two steps, and without the phone; a trainee forgot the password."""

import email
import re
from datetime import timedelta
from email import policy

import pytest
from playwright.sync_api import expect
from pyotp import TOTP

from lms import clock as product_clock
from lms.jobs.service import run_due
from lms.people.domain import Role
from tests.journeys.company import FIRST_DAY, PASSWORD

NEW_PASSWORD = "七只灰茶壶在厨房里排成一排好看"
HALF_A_MINUTE = timedelta(seconds=31)


def code_of(secret):
    return TOTP(secret).at(product_clock.now())


def sign_in(visitor, login, password=PASSWORD):
    visitor.open("/sign-in")
    visitor.fill("登录名", login)
    visitor.fill("密码", password)
    visitor.press("登录")


@pytest.mark.parametrize("has_javascript", [True, False])
def test_an_officer_sets_up_the_second_step_and_signs_in_with_it(
    staff, clock, desk, has_javascript
):
    staff.join("zhao", "赵静", Role.HR, is_set_up=False)
    officer = desk(java_script_enabled=has_javascript)
    sign_in(officer, "zhao")
    officer.is_at("开两步验证")
    officer.sees("您的角色（人事）能看到或决定很多人的事")
    officer.fill("现在的密码", PASSWORD)
    officer.press("下一步")
    officer.is_at("扫二维码")
    expect(officer.page.get_by_role("link", name="用验证器打开")).to_have_attribute(
        "href", re.compile("^otpauth://totp/Shitu:zhao")
    )
    secret = officer.page.locator(".secret").inner_text().replace(" ", "")
    officer.fill("验证码", code_of(secret))
    officer.press("开两步验证")
    officer.is_at("保存恢复码")
    codes = officer.page.locator(".codes li").all_inner_texts()
    assert len(set(codes)) == 10
    officer.press("我存好了")
    officer.is_at("赵静，您好")
    officer.sign_out()

    clock.shift(HALF_A_MINUTE)
    sign_in(officer, "zhao")
    officer.is_at("再验证一步")
    expect(officer.page.locator("#code")).to_be_focused()
    officer.fill("验证码", code_of(secret))
    officer.press("登录")
    officer.is_at("赵静，您好")
    officer.sign_out()

    sign_in(officer, "zhao")
    officer.fill("验证码", codes[0])
    officer.press("登录")
    officer.is_at("赵静，您好")
    officer.open("/account/second-factor").sees("还剩 9 个")


def newest_letter(served):
    """What the worker has put into the mailbox."""
    with served.app.app_context():
        while run_due(product_clock.now()):
            pass
    files = served.product.settings.instance.glob("mail/*.eml")
    newest = max(files, key=lambda file: file.stat().st_mtime_ns)
    return email.message_from_bytes(newest.read_bytes(), policy=policy.default)


@pytest.mark.parametrize("has_javascript", [True, False])
def test_a_trainee_resets_a_forgotten_password(served, staff, phone, has_javascript):
    staff.join("linxiao", "林晓", Role.TRAINEE, starts_on=FIRST_DAY, email="lin.xiao@example.com")
    trainee = phone(java_script_enabled=has_javascript).open("/sign-in")
    trainee.follow("忘记密码")
    trainee.fill("登录名或邮箱", "Lin.Xiao@example.com")
    trainee.press("寄链接给我")
    trainee.is_at("请看您的邮箱")

    letter = newest_letter(served)
    assert letter["To"] == "lin.xiao@example.com"
    words = letter.get_body(("plain",)).get_content()
    trainee.open(re.search(r"http://\S+/reset/\S+", words)[0])
    trainee.is_at("设新密码")
    trainee.fill("新密码", "linxiao2026")
    trainee.fill("再输入一次", "linxiao2026")
    trainee.press("设新密码")
    trainee.sees("密码至少 15 个字符，现在是 11 个", "除了“linxiao”几乎没有别的")
    trainee.fill("新密码", NEW_PASSWORD)
    trainee.fill("再输入一次", NEW_PASSWORD)
    trainee.press("设新密码")
    trainee.is_at("登录")
    trainee.sees("密码改好了")
    sign_in(trainee, "linxiao", NEW_PASSWORD)
    trainee.is_at("林晓，您好")


def test_what_is_typed_can_be_looked_at(staff, phone):
    staff.join("linxiao", "林晓", Role.TRAINEE, starts_on=FIRST_DAY)
    trainee = phone().open("/sign-in")
    trainee.fill("密码", PASSWORD)
    field = trainee.page.locator("#password")
    trainee.press("显示")
    expect(field).to_have_attribute("type", "text")
    trainee.press("隐藏")
    expect(field).to_have_attribute("type", "password")
