"""A trainer writes: every pause is saved, and a lost connection loses nothing."""

import re

import pytest
from playwright.sync_api import expect

from lms.people.domain import Role
from tests.journeys.company import FIRST_DAY
from tests.photographs import photo

NAME = "role-awareness/what-the-work-is"
LESSON = "/courses/role-awareness/what-the-work-is"
DRAFT = f"/studio/drafts/lesson/{NAME}"
BEFORE, AFTER = "跟师父听上一小时就知道", "跟师父听上半天就知道"


@pytest.fixture
def author(staff, desk):
    """An author of a lesson with it open in front of her, at a desk."""
    staff.join("wangmin", "王敏", Role.TRAINER)
    staff.author("wangmin", "lesson", NAME)
    visitor = desk().sign_in("wangmin")
    visitor.open(DRAFT)
    return visitor


def change(visitor, old, new):
    """Change words of the text as somebody does who types."""
    text = visitor.page.locator("#text")
    text.evaluate(
        "(text, [from, to]) => text.setRangeText(to, text.value.indexOf(from),"
        " text.value.indexOf(from) + from.length, 'end')",
        [old, new],
    )
    text.press("End")
    text.press_sequentially("。")
    text.press("Backspace")


def saved(visitor, number):
    expect(visitor.page.locator("#standing")).to_contain_text(f"第 {number} 次", timeout=15_000)


def test_a_pause_saves_and_readers_see_it_once_it_is_published(author, staff, phone):
    change(author, BEFORE, AFTER)
    saved(author, 1)
    expect(author.page.locator("#standing")).to_contain_text("没有问题，可以发布")

    author.open(DRAFT)
    author.follow("看改动，去发布", "main")
    author.sees("半天")
    author.press("发布", "main")
    author.sees("第 2 版发布了")

    staff.join("linxiao", "林晓", Role.TRAINEE, starts_on=FIRST_DAY)
    reader = phone().sign_in("linxiao")
    reader.open(LESSON)
    reader.sees(AFTER)


def test_the_text_and_what_readers_see_of_it_stand_side_by_side(author):
    preview = author.page.locator("#preview")
    expect(preview).to_contain_text(BEFORE)
    change(author, BEFORE, AFTER)
    expect(preview).to_contain_text(AFTER, timeout=15_000)
    expect(author.page.locator("#text")).to_be_focused()


def test_an_element_is_put_in_where_one_writes_and_can_be_taken_back(author):
    text = author.page.locator("#text")
    before = text.input_value()
    text.evaluate(
        "(text) => { const at = text.value.indexOf('## '); text.setSelectionRange(at, at) }"
    )
    author.press("对话", "main")

    assert "```dialogue\n客户：我的包裹到哪儿了？\n客服：" in text.input_value()
    chosen = "(text) => text.value.slice(text.selectionStart, text.selectionEnd)"
    assert text.evaluate(chosen) == "我的包裹到哪儿了？"
    expect(author.page.locator("#preview .dialogue .turn").first).to_be_visible(timeout=15_000)
    text.press("Control+z")
    assert text.input_value() == before


PASTES = """(text, sent) => {
  const carried = new DataTransfer();
  for (const [type, words] of Object.entries(sent.words ?? {})) carried.setData(type, words);
  for (const bytes of sent.pictures ?? []) {
    carried.items.add(new File([new Uint8Array(bytes)], "image.png", { type: "image/png" }));
  }
  const paste = { clipboardData: carried, bubbles: true, cancelable: true };
  return text.dispatchEvent(new ClipboardEvent("paste", paste));
}"""


def caret_before(text, words):
    text.evaluate(
        "(text, words) => { const at = text.value.indexOf(words);"
        " text.focus(); text.setSelectionRange(at, at) }",
        words,
    )


def test_a_pasted_screenshot_is_described_and_put_in_where_one_writes(author):
    text = author.page.locator("#text")
    caret_before(text, BEFORE)
    before = text.input_value()
    text.evaluate(PASTES, {"pictures": [list(photo("PNG"))]})
    words = author.page.get_by_label("图里讲了什么")
    expect(words).to_be_focused()
    words.press("Enter")
    author.forgiven = {422}
    author.sees("请写图里讲了什么，读给看不见图的人听。")

    words.fill("客服的一天")
    words.press("Enter")
    expect(text).to_have_value(
        re.compile(r"!\[客服的一天\]\(ke-fu-de-yi-tian-[0-9a-f]{12}\.webp\)")
    )
    expect(text).to_be_focused()
    shown = author.page.locator("#preview img[alt='客服的一天']")
    expect(shown).to_be_visible(timeout=15_000)
    assert shown.evaluate("(image) => image.decode().then(() => image.naturalWidth)") > 0
    text.press("Control+z")
    assert text.input_value() == before


def test_what_is_copied_from_a_word_processor_is_pasted_as_the_text_of_a_lesson(author):
    text = author.page.locator("#text")
    caret_before(text, BEFORE)
    before = text.input_value()
    html = "<ol><li>先<b>问候</b></li><li onclick='x()'>再核对</li></ol><img src=x onerror='x()'>"
    text.evaluate(PASTES, {"words": {"text/html": html, "text/plain": "1. 先问候"}})

    expect(text).to_have_value(re.compile(r"1\. 先\*\*问候\*\*\n2\. 再核对"))
    author.sees("有 1 张图没带过来")
    text.press("Control+z")
    assert text.input_value() == before
    plainly = {"text/html": "<span>原话</span>", "text/plain": "原话"}
    assert text.evaluate(PASTES, {"words": plainly}), "the browser pastes it by itself"


def test_what_is_wrong_leads_to_its_line(author):
    change(author, "minutes: 10", "minutes: ten")
    finding = author.page.locator(".findings button")
    finding.first.click()

    chosen = author.page.evaluate(
        "() => { const text = document.getElementById('text');"
        " return text.value.slice(text.selectionStart, text.selectionEnd) }"
    )
    assert chosen == "minutes: ten"


def test_a_lost_connection_loses_nothing(author):
    author.forgiven = {0}
    author.page.context.set_offline(True)
    change(author, BEFORE, AFTER)
    expect(author.page.locator("#standing")).to_contain_text("没有存上", timeout=15_000)

    author.page.context.set_offline(False)
    saved(author, 1)
    author.open(DRAFT)
    assert AFTER in author.page.locator("#text").input_value()


def test_two_authors_at_once_choose_with_both_texts_before_them(author, staff, desk):
    staff.join("sunyue", "孙悦", Role.TRAINER)
    staff.author("sunyue", "lesson", NAME)
    other = desk().sign_in("sunyue")
    other.open(DRAFT)
    other.forgiven = {409}
    change(author, BEFORE, AFTER)
    saved(author, 1)
    change(other, BEFORE, "跟师父听上一周就知道")
    other.sees("您写的时候，王敏保存过")
    other.press("看两份的差别", "main")

    other.is_at("两个人写了同一份")
    other.sees("一周")
    other.press("保存左边这一份", "main")
    other.sees("存好了")
    assert "一周" in other.page.locator("#text").input_value()


OUTLINE = "/studio/outline/lost-parcel"
MOST_STOPS = 400


class Keys:
    """Somebody who has no mouse."""

    def __init__(self, visitor):
        self.page, self.keys = visitor.page, visitor.page.keyboard

    def reach(self, selector):
        """Go on with the tab key until it is there."""
        here = f"() => document.activeElement.matches({selector!r})"
        for _ in range(MOST_STOPS):
            self.keys.press("Tab")
            if self.page.evaluate(here):
                return
        raise AssertionError(f"{selector} is never reached")

    def write(self, selector, words):
        self.reach(selector)
        self.keys.press("ControlOrMeta+a")
        self.keys.insert_text(words)

    def press(self, selector):
        self.reach(selector)
        self.keys.press("Enter")
        self.page.wait_for_load_state()


def test_a_step_and_an_option_are_added_and_mended_without_a_mouse(staff, desk):
    staff.join("wangmin", "王敏", Role.TRAINER)
    staff.author("wangmin", "scenario", "lost-parcel")
    visitor = desk().sign_in("wangmin").open(OUTLINE)
    keys = Keys(visitor)
    keys.reach("#new-after")
    keys.keys.type("close")
    keys.write("#new-id", "calm-down")
    keys.keys.press("Enter")
    visitor.is_at("步骤 calm-down")
    visitor.sees("加了一步“calm-down”")
    said = "textarea[name='lines.0.text.{}']"
    keys.write(said.format("zh-Hans"), "我再等你一分钟。")
    keys.write(said.format("en"), "I will wait another minute.")
    keys.press("button[value='add:choices']")

    option = "[name='choices.{}.{}.{}']"
    visitor.sees("要改")
    assert visitor.page.locator(option.format(2, "text", "zh-Hans")).count()
    keys.page.goto(OUTLINE + "/steps/calm-down")
    for place in range(3):
        for name in ("text", "feedback"):
            keys.write(option.format(place, name, "zh-Hans"), f"第 {place} 种说法")
            keys.write(option.format(place, name, "en"), f"Way {place} of saying it")
    keys.keys.press("Enter")
    keys.press(".form-actions .btn-primary")
    visitor.sees("没有任何一步通到“calm-down”")

    keys.page.goto(OUTLINE + "/steps/open")
    keys.reach("[name='choices.1.next.0.to']")
    keys.keys.type("calm-down")
    keys.press(".form-actions .btn-primary")
    visitor.sees("存好了")
    visitor.sees("没有问题，可以发布")


def test_lessons_are_put_in_order_without_a_mouse(staff, desk):
    staff.join("wangmin", "王敏", Role.TRAINER)
    staff.author("wangmin", "course", "role-awareness")
    visitor = desk().sign_in("wangmin").open("/studio/drafts/course/role-awareness")
    visitor.follow("看大纲", "main")
    keys, first = Keys(visitor), visitor.page.locator("#lessons-0")
    moving = first.locator(".outline-name").inner_text()
    keys.press("button[value='down:lessons:0']")

    expect(visitor.page.locator("#lessons-1 .outline-name")).to_have_text(moving)
    keys.reach("#required-1")
    keys.keys.press("Space")
    keys.write("#f-title-en", "Who we are")
    keys.press("button[value='up:lessons:1']")
    expect(first.locator(".outline-name")).to_have_text(moving)
    expect(first.get_by_label("必读")).not_to_be_checked()
    expect(visitor.page.locator("#f-title-en")).to_have_value("Who we are")
    visitor.sees("没有问题，可以发布")


def test_a_new_lesson_is_begun_and_published_with_its_course(author, staff, phone):
    staff.author("wangmin", "course", "role-awareness")
    author.open("/studio")
    author.follow("新写一份", "main")
    author.follow("课", "main")
    author.page.get_by_label("放在哪门课程").select_option("role-awareness")
    author.page.get_by_label("标题").fill("第一通电话")
    author.page.get_by_label("标题").press("Tab")
    expect(author.page.locator("#name")).to_have_value("di-yi-tong-dian-hua")
    author.press("开始写", "main")
    author.sees("没有问题，可以发布")

    author.follow("看改动，去发布", "main")
    author.sees("一起发布")
    author.press("发布", "main")
    author.sees("第 1 版发布了")
    staff.join("linxiao", "林晓", Role.TRAINEE, starts_on=FIRST_DAY)
    reader = phone().sign_in("linxiao")
    reader.open("/courses/role-awareness/di-yi-tong-dian-hua")
    reader.is_at("第一通电话")
