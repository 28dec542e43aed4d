"""The switches on every page: three languages, light and dark, kept after signing in."""

import pytest
from playwright.sync_api import expect

from lms.people.domain import Role

HEADINGS = {"zh-Hans": "登录", "zh-Hant": "登入", "en": "Sign in"}
NAMES = {"zh-Hans": "简体中文", "zh-Hant": "繁體中文", "en": "English"}


def switch(visitor, kind, words):
    """Open a menu at the top of the page, and pick from it."""
    visitor.menu(kind).click()
    visitor.page.locator("header").get_by_role("button", name=words).click()


def ground(visitor):
    """How light the ground of the page is, 0–255."""
    body = visitor.page.locator("body")
    colour = body.evaluate("(tag) => getComputedStyle(tag).backgroundColor")
    return sum(int(part) for part in colour.strip("rgba()").split(",")[:3]) / 3


@pytest.mark.parametrize("language", list(NAMES))
def test_a_stranger_changes_the_language_of_the_sign_in_page(served, phone, language):
    stranger = phone(locale="fr-FR" if language != "en" else "zh-CN").open("/sign-in")
    switch(stranger, "语言", NAMES[language])

    expect(stranger.page.locator("html")).to_have_attribute("lang", language)
    stranger.is_at(HEADINGS[language])


@pytest.mark.parametrize(
    ("locale", "language"),
    [("zh-CN", "zh-Hans"), ("zh-TW", "zh-Hant"), ("zh-HK", "zh-Hant"), ("en-GB", "en")],
)
def test_without_a_choice_the_browser_decides(served, phone, locale, language):
    stranger = phone(locale=locale).open("/sign-in")

    expect(stranger.page.locator("html")).to_have_attribute("lang", language)


def test_a_language_stays_after_signing_in_and_goes_along_to_another_device(staff, phone, desk):
    staff.join("linxiao", "林晓", Role.TRAINEE)
    on_phone = phone().sign_in("linxiao")
    on_phone.follow("课程", "nav")
    switch(on_phone, "语言", "English")
    on_phone.is_at("Courses")
    on_phone.follow("Understanding the service role", "main")
    expect(on_phone.page.locator("html")).to_have_attribute("lang", "en")
    expect(on_phone.page.locator("h1")).to_have_text("Understanding the service role")

    on_desk = desk().sign_in("linxiao")
    expect(on_desk.page.locator("html")).to_have_attribute("lang", "en")


def test_a_theme_stays_on_this_device_from_page_to_page(staff, phone):
    staff.join("linxiao", "林晓", Role.TRAINEE)
    reader = phone(color_scheme="light").open("/sign-in")
    light = ground(reader)
    switch(reader, "外观", "深色")
    expect(reader.page.locator("html")).to_have_attribute("data-bs-theme", "dark")
    reader.sign_in("linxiao")
    dark = ground(reader)
    reader.follow("课程", "nav")

    assert (light > 200, dark < 60, ground(reader) == dark) == (True, True, True)
    switch(reader, "外观", "跟随设备")
    expect(reader.page.locator("html")).to_have_attribute("data-bs-theme", "auto")
    reader.page.reload()
    assert ground(reader) > 200
    reader.page.emulate_media(color_scheme="dark")
    assert ground(reader) == dark
