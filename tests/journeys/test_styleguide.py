"""The style guide in a real browser: at every width, on paper, in forced colours, at rest."""

import re

import pytest
from playwright.sync_api import Page, expect

from tests.journeys.chromium import WIDER

GUIDE = "/styleguide"
WIDTHS = [320, 360, 768, 1280, 2560]
KINDS = {"line", "bar", "heatmap", "sankey", "radar"}
MOVES = """() => [...document.querySelectorAll("*")].filter((tag) => {
  const { transitionDuration, animationName } = getComputedStyle(tag);
  return transitionDuration !== "0s" || animationName !== "none";
}).length"""
COLOURS = """(tag) => {
  const { color, backgroundColor } = getComputedStyle(tag);
  return [color, backgroundColor];
}"""


@pytest.fixture
def guide(served, desk):
    """`guide(…)`: the style guide, open at a desk."""
    return lambda **options: desk(**options).open(GUIDE)


def draw(page: Page) -> None:
    """Scroll to every picture, so that it is drawn."""
    for figure in page.locator("[data-chart]").all():
        figure.scroll_into_view_if_needed()
        expect(figure.locator("[data-picture] svg")).to_be_visible()
    expect(page.locator("[data-paths] svg .way").first).to_be_attached()


def colour(page: Page, selector: str, name: str) -> str:
    found = page.locator(selector).first.evaluate(f"(tag) => getComputedStyle(tag).{name}")
    return str(found)


@pytest.mark.parametrize("width", WIDTHS)
@pytest.mark.parametrize("language", ["zh-CN", "en"])
def test_nothing_is_wider_than_the_screen(guide, width, language):
    page = guide(viewport={"width": width, "height": 800}, locale=language).page
    draw(page)

    assert page.evaluate(WIDER) == ""


@pytest.mark.parametrize("width", [1280, 640])
def test_type_of_twice_the_size_has_room(guide, width):
    page = guide(viewport={"width": width, "height": 800}).page
    page.evaluate("document.documentElement.style.fontSize = '200%'")
    draw(page)

    assert page.evaluate(WIDER) == ""


def test_every_picture_is_drawn_from_its_table(guide):
    page = guide().page
    draw(page)
    figures = page.locator("[data-chart]")

    assert {figure.get_attribute("data-chart") for figure in figures.all()} == KINDS
    for figure in figures.all():
        words = figure.locator("svg").text_content() or ""
        heads = figure.locator("tbody th").all_text_contents()
        assert [head for head in heads if head not in words] == []
    steps = page.locator("[data-paths] tbody tr > :is(th, td:nth-child(2))").all_text_contents()
    assert set(page.locator("[data-paths] .step").all_text_contents()) == set(steps)


def test_pictures_are_named_in_the_language_of_the_page(guide):
    page = guide(locale="en-GB").page
    draw(page)
    names = [
        picture.get_attribute("aria-label") for picture in page.locator("[data-picture]").all()
    ]

    assert all(name and name.startswith("Picture of “") for name in names), names


def test_pictures_follow_the_theme_without_being_drawn_again(guide):
    page = guide(color_scheme="light").page
    draw(page)
    page.evaluate("document.querySelectorAll('svg').forEach((drawn) => drawn.kept = true)")
    shapes = ["[data-chart=line] svg text", ".radar .dot", ".plan-bar .past", "[data-paths] .way"]
    light = [colour(page, shape, "fill") + colour(page, shape, "stroke") for shape in shapes]
    page.emulate_media(color_scheme="dark")
    dark = [colour(page, shape, "fill") + colour(page, shape, "stroke") for shape in shapes]

    assert all(one != other for one, other in zip(light, dark, strict=True)), (light, dark)
    assert page.evaluate(
        "[...document.querySelectorAll('[data-picture] svg')].every((d) => d.kept)"
    )


def test_without_a_script_every_table_is_there_and_no_empty_frame(guide):
    page = guide(java_script_enabled=False).page

    assert page.locator("[data-picture]:visible").count() == 0
    assert page.locator(".pictured table:visible").count() == 7
    assert page.locator(".flash-close:visible, [data-print]:visible").count() == 0


def test_on_paper_there_is_no_navigation_and_dark_mode_stays_white(guide):
    page = guide(color_scheme="dark").page
    page.emulate_media(media="print")

    for hidden in [".masthead", ".breadcrumb", ".pagination", ".filter-bar"]:
        assert page.locator(f"{hidden}:visible").count() == 0
    assert colour(page, "body", "color") == "rgb(0, 0, 0)"
    assert page.locator(".pictured table").first.is_visible()


def test_in_forced_colours_filled_buttons_stay_legible(guide):
    page = guide(forced_colors="active").page

    for filled in [".btn-primary", ".page-number[aria-current]", ".seal-mark"]:
        ink, ground = page.locator(filled).first.evaluate(COLOURS)
        assert ink != ground, filled
        assert "0, 0, 0, 0" not in ground, f"{filled} has lost its ground"


def test_nothing_moves_for_those_who_asked_for_that(guide):
    assert guide(reduced_motion="reduce").page.evaluate(MOVES) == 0
    assert guide(reduced_motion="no-preference").page.evaluate(MOVES) > 0


def test_a_dialog_takes_the_focus_and_gives_it_back(guide):
    page = guide().page
    link = page.locator("#dialogs a[data-dialog]")
    link.focus()
    page.keyboard.press("Enter")
    dialog = page.get_by_role("dialog", name="留一张便条")

    expect(dialog).to_be_visible()
    expect(dialog.get_by_label("便条")).to_be_focused()
    page.keyboard.press("Escape")
    expect(dialog).to_have_count(0)
    expect(link).to_be_focused()


@pytest.mark.parametrize("way", ["关闭", "取消"])
def test_a_dialog_is_left_by_its_cross_and_by_its_cancel(guide, way):
    page = guide().page
    page.locator("#dialogs a[data-dialog]").click()
    page.get_by_role("dialog").get_by_text(way).or_(
        page.get_by_role("dialog").get_by_role("button", name=way)
    ).first.click()

    expect(page.get_by_role("dialog")).to_have_count(0)
    expect(page).to_have_url(re.compile("/styleguide$"))


def test_what_a_dialog_sends_is_said_on_the_page_and_can_be_put_away(guide):
    page = guide().page
    page.locator("#dialogs a[data-dialog]").click()
    dialog = page.get_by_role("dialog")
    dialog.get_by_label("便条").fill("明天九点带她听一单")
    dialog.get_by_role("button", name="交上便条").click()
    said = page.locator("#flashes .flash")

    expect(said).to_contain_text("收到：明天九点带她听一单")
    said.get_by_role("button", name="收起这条消息").click()
    expect(said).to_have_count(0)


def test_without_a_script_the_dialog_is_a_page(guide):
    page = guide(java_script_enabled=False).page
    page.locator("#dialogs a[data-dialog]").click()

    expect(page.locator("h1")).to_have_text("留一张便条")
    page.get_by_role("button", name="交上便条").click()
    expect(page.get_by_role("alert")).to_contain_text("请写一句话再提交。")
