"""The style guide: in demo mode only, with every component, and a dialog that is a page."""

import re
from dataclasses import replace
from pathlib import Path

import pytest

from lms.config import ROOT

GUIDE = "/styleguide"
NOTE = f"{GUIDE}/notes/new"
COMPONENTS = ROOT / "lms/templates/components"
SAMPLES = ROOT / "lms/templates/styleguide"
MACRO = re.compile(r"{% macro (\w+)\(")
# Called by base.html or by another component, and shown with it.
WITHIN = {
    "account_menu", "tab", "tabs", "count", "switches", "flashes", "dialog_frame", "breadcrumb",
    "block", "button_class", "choices", "tick", "messages", "optional_mark", "described_by",
    "invalid", "page_address", "remark", "sheets", "tone", "sign", "drawing", "search_box",
    "revealing", "asks_list", "posts_part",
}  # fmt: skip


@pytest.fixture
def production(app):
    """The product as it serves real people."""
    demo = app.config["SETTINGS"]
    app.config["SETTINGS"] = replace(demo, demo=False)
    yield app
    app.config["SETTINGS"] = demo


def test_strangers_see_every_part_and_find_it_by_the_contents(browser_of):
    page = browser_of().open(GUIDE)
    parts = {part["id"] for part in page.all("section.sample")}

    assert len(parts) == 15
    assert {link["href"] for link in page.all("aside nav a")} == {f"#{part}" for part in parts}


@pytest.mark.parametrize("address", [GUIDE, NOTE])
def test_in_production_it_does_not_exist(production, company, browser_of, address):
    browser_of().open(address, status=404)
    browser_of(company.person("root", "admin")).open(address, status=404)


def test_in_production_no_note_is_taken(production, browser_of):
    assert browser_of().client.post(f"{GUIDE}/notes").status_code in {400, 404}


def test_every_component_has_its_sample():
    made = {name: file.name for file in COMPONENTS.glob("*.html") for name in _macros(file)}
    shown = " ".join(file.read_text("utf-8") for file in SAMPLES.glob("*.html"))
    hidden = {name for name in made if not re.search(rf"\b{name}\b", shown)}
    missing = {name: made[name] for name in hidden - WITHIN}

    assert not missing, f"show these in lms/templates/styleguide/: {missing}"


def _macros(file: Path) -> list[str]:
    return MACRO.findall(file.read_text("utf-8"))


def test_every_state_of_a_badge_is_shown(browser_of):
    known = re.findall(r'"(\w+)": \("', (COMPONENTS / "status.html").read_text("utf-8"))
    shown = {badge["data-state"] for badge in browser_of().open(GUIDE).all("#states .status")}

    assert shown == set(known)


def test_every_picture_stands_beside_its_table(browser_of):
    pictures = browser_of().open(GUIDE).all(".pictured")

    assert {"line", "bar", "heatmap", "sankey", "radar"} == {
        picture["data-chart"] for picture in pictures if picture.has_attr("data-chart")
    }
    for picture in pictures:
        assert picture.select_one("table caption").get_text()
        assert len(picture.select("tbody tr")) >= 3


def test_the_dialog_is_a_page_that_takes_a_note_and_says_so(browser_of):
    browser = browser_of()
    link = browser.open(GUIDE).find("#dialogs a[data-dialog]")
    page = browser.submit(browser.open(link["href"]), words="明天九点带她听一单")

    assert page.address == GUIDE
    assert "收到：明天九点带她听一单" in page.find("#flashes").get_text()


def test_an_empty_note_comes_back_with_what_to_do(browser_of):
    browser = browser_of()
    page = browser.submit(browser.open(NOTE), status=422, words="")

    assert "请写一句话再提交。" in page.find("[role=alert]").get_text()
