"""Without a mouse: everything is reached, seen while it has the focus, and done."""

import pytest
from playwright.sync_api import expect

from lms.people.domain import Role
from lms.scenarios.domain import ending_at, open_moves, opening
from tests.journeys import learning
from tests.journeys.chromium import DESK, PHONE
from tests.journeys.company import FIRST_DAY, PASSWORD

LESSON = "role-awareness/why-service-matters"
PAGES = ["/", "/plan", "/growth", f"/courses/{LESSON}", "/scenarios", "/mentoring", "/styleguide"]
MOST_STOPS = 250
HERE = """async () => {
  const tag = document.activeElement;
  if (!tag || tag === document.body) return null;
  const seen = tag.closest("label, .option") ?? tag;
  const isCovered = () => {
    const box = [...tag.getClientRects()].find((one) => one.width && one.height);
    const across = box.x + Math.min(box.width / 2, 20);
    const at = document.elementFromPoint(across, box.y + box.height / 2);
    return !(at && (seen.contains(at) || at.contains(tag)));
  };
  let frames = 30; // the page may still be scrolling to it
  while (isCovered() && frames--) await new Promise(requestAnimationFrame);
  const style = getComputedStyle(tag);
  return {
    tag: tag.outerHTML.slice(0, 110),
    isCovered: isCovered(),
    hasRing: style.outlineStyle !== "none" || style.boxShadow !== "none",
  };
}"""


@pytest.fixture
def trainee(staff):
    staff.join("linxiao", "林晓", Role.TRAINEE, starts_on=FIRST_DAY)
    staff.join("chenli", "陈立", Role.MENTOR)
    staff.pair("chenli", "linxiao")
    staff.begin("linxiao")


def stops(page) -> list[dict]:
    """Every place where the focus stops, from the top of a page to its end."""
    found = []
    for _ in range(MOST_STOPS):
        page.keyboard.press("Tab")
        place = page.evaluate(HERE)
        if place is None:
            return found
        found.append(place)
    raise AssertionError(f"the focus never leaves the page; at last at {found[-1]['tag']}")


@pytest.mark.parametrize("device", [PHONE, DESK], ids=["phone", "desk"])
def test_the_focus_goes_through_every_page_and_is_always_seen(trainee, visitors, device):
    visitor = visitors(device, reduced_motion="reduce").sign_in("linxiao")
    faults = []
    for address in PAGES:
        visitor.open(address)
        places = stops(visitor.page)
        assert len(places) >= 10, address
        faults += [f"{address}, covered: {p['tag']}" for p in places if p["isCovered"]]
        faults += [f"{address}, no ring: {p['tag']}" for p in places if not p["hasRing"]]

    assert not faults, "\n".join(faults)


def test_signing_in_and_the_menus_need_no_mouse(trainee, desk):
    visitor = desk().open("/sign-in")
    keys = visitor.page.keyboard
    visitor.page.get_by_label("登录名").focus()
    keys.type("linxiao")
    keys.press("Tab")
    keys.type(PASSWORD)
    keys.press("Enter")
    expect(visitor.page).to_have_url(visitor.address + "/")
    keys.press("Tab")
    expect(visitor.page.get_by_role("link", name="跳到正文")).to_be_focused()
    keys.press("Enter")
    expect(visitor.page.locator("#content")).to_be_focused()

    menu = visitor.menu("外观")
    menu.focus()
    keys.press("Enter")
    expect(visitor.page.get_by_role("button", name="深色")).to_be_visible()
    keys.press("Escape")
    expect(visitor.page.get_by_role("button", name="深色")).to_be_hidden()
    expect(menu).to_be_focused()
    keys.press("Enter")
    for _ in range(3):
        keys.press("Tab")
    keys.press("Enter")
    expect(visitor.page.locator("html")).to_have_attribute("data-bs-theme", "dark")


def test_a_check_is_answered_without_a_mouse(trainee, served, desk):
    reader = desk().sign_in("linxiao").open(f"/courses/{LESSON}")
    question = learning.lesson(served.app, LESSON).checks[0]
    check = reader.page.locator(f"#check-{question.id}")
    right = learning.right(question)[0]
    options = check.locator(".option").all_text_contents()
    place = next(number for number, words in enumerate(options) if right in words)
    keys = reader.page.keyboard
    check.locator("input[type=radio]").first.focus()
    keys.press("Space")
    for _ in range(place):
        keys.press("ArrowDown")
    keys.press("Tab")
    expect(check.get_by_role("button", name="提交答案")).to_be_focused()
    keys.press("Enter")

    expect(check.locator("[id$=verdict]")).to_be_focused()
    expect(check).to_contain_text("答对了")


def test_a_talk_is_held_without_a_mouse(trainee, served, desk):
    player = desk().sign_in("linxiao").open("/scenarios/lost-parcel")
    played = learning.scenario(served.app, "lost-parcel")
    player.page.get_by_role("button", name="开始练习").first.press("Enter")
    expect(player.page.locator("#your-turn")).to_be_visible()
    player.page.locator(".reply").first.focus()
    situation = opening(played)
    while not ending_at(played, situation):
        liked = max(
            open_moves(played.by_id[situation.step], situation),
            key=lambda choice: learning.best(played, situation, choice),
        )
        _reach(player.page, liked.text.zh_hans)
        player.page.keyboard.press("Enter")
        situation = situation.after(liked)
        if not ending_at(played, situation):
            expect(player.page.locator("#your-turn")).to_be_focused()
            player.page.keyboard.press("Tab")
            expect(player.page.locator(".reply").first).to_be_focused()

    expect(player.page.locator("h1")).to_contain_text("复盘")


def _reach(page, words: str) -> None:
    """Press Tab until the answer with these words has the focus."""
    for _ in range(8):
        if words in (page.evaluate("document.activeElement.textContent") or ""):
            return
        page.keyboard.press("Tab")
    raise AssertionError(f"not reached: {words}")
