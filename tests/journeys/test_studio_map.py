"""A trainer looks at a role-play as a map: from picture to step, on a phone, without scripts."""

import pytest
from playwright.sync_api import expect

from lms.people.domain import Role

MAP = "/studio/maps/lost-parcel"


@pytest.fixture
def author(staff):
    """Who writes the role-play."""
    staff.join("wangmin", "王敏", Role.TRAINER)
    staff.author("wangmin", "scenario", "lost-parcel")
    return "wangmin"


def test_a_step_is_opened_from_the_map(author, desk):
    visitor = desk().sign_in(author).open(MAP)
    picture = visitor.page.locator("[data-picture] > svg")
    expect(picture).to_be_visible()
    expect(visitor.page.locator(".map-listed")).not_to_have_attribute("open", "")
    listed = visitor.page.locator(".map-list [data-step]")

    assert picture.locator(".map-card").count() == listed.count() > 5
    assert picture.locator("path.way").count() == visitor.page.locator("[data-from]").count()
    picture.locator("a.map-card").first.press("Enter")
    visitor.is_at("步骤 open")
    visitor.follow("回到大纲", "main")
    visitor.follow("路线图", "nav.files")
    expect(visitor.page.locator("nav.files [aria-current]")).to_have_text("路线图")


def test_on_a_phone_the_map_moves_in_its_frame_and_can_be_made_smaller(author, phone):
    visitor = phone().sign_in(author).open(MAP)
    page = visitor.page
    frame = page.locator("[data-picture]")
    expect(frame.locator("> svg")).to_be_visible()
    broad = "(frame) => frame.querySelector('svg').getBoundingClientRect().width"
    before = frame.evaluate(broad)

    assert before > frame.evaluate("(frame) => frame.clientWidth")
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    visitor.press("缩小", "main")
    smaller = frame.evaluate(broad)
    assert smaller < before
    visitor.press("看全图", "main")
    assert frame.evaluate("(frame) => frame.scrollHeight <= frame.clientHeight + 1")
    visitor.press("放大", "main")
    assert frame.evaluate(broad) < before


def test_without_javascript_the_map_is_a_list(author, desk):
    visitor = desk(java_script_enabled=False).sign_in(author).open(MAP)

    expect(visitor.page.locator("[data-picture]")).to_be_hidden()
    visitor.page.locator(".map-list a.map-card").first.click()
    visitor.is_at("步骤 open")
