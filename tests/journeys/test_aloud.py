"""A lesson read aloud; the voice is one that says nothing and notes what it was given."""

import pytest
from playwright.sync_api import expect

from lms.people.domain import Role
from tests.journeys.company import FIRST_DAY

LESSON = "/courses/role-awareness/why-service-matters"
READ, BAR = ".is-aloud", "[data-bar]"
VOICE = """
const voices = %s;
const said = [];
const synth = Object.assign(new EventTarget(), {
  getVoices: () => voices,
  speak: (spoken) => {
    said.push(spoken);
    synth.last = spoken;
    sessionStorage.removeItem("hushed");
  },
  cancel: () => { synth.last = null; sessionStorage.setItem("hushed", "yes"); },
});
class Utterance { constructor(text) { this.text = text; } }
Object.defineProperty(window, "speechSynthesis", { value: synth });
window.SpeechSynthesisUtterance = Utterance;
window.said = said;
window.finish = () => synth.last?.onend();
"""
TING = '{name: "Tingting", lang: "zh-CN", localService: true}'
MEI = '{name: "Mei-Jia", lang: "zh_TW", localService: true}'
SAM = '{name: "Samantha", lang: "en-US", localService: true, default: true}'
FAR = '{name: "Far away", lang: "zh-CN", localService: false}'
LOADED = "performance.getEntriesByType('resource').filter(it => /aloud-/.test(it.name)).length"
SENTENCES = {  # of a table, a list, a dialogue, a picture
    "94%；离开的客户里，这么多人是因为受到了不好的对待",
    "疑问有人答（业务咨询）：“寄到喀什要几天？”",
    "客户：我妈的药寄了四天还没到，你们管不管？",
    "按这组数字粗算的一百位客户",
}
SAID = "said.map(({ text, voice, lang, rate }) => [text, voice.name, lang, rate])"


@pytest.fixture
def reader(staff, phone):
    """Opens the lesson on a phone with these voices, in this language."""

    def open_one(*voices: str, language: str | None = None):
        staff.join("linxiao", "林晓", Role.TRAINEE, starts_on=FIRST_DAY, language=language)
        visitor = phone(reduced_motion="reduce")
        visitor.page.add_init_script(VOICE % f"[{', '.join(voices)}]")
        return visitor.sign_in("linxiao").open(LESSON)

    return open_one


def last(visitor) -> list:
    return visitor.page.evaluate(f"{SAID}.at(-1)")


def test_a_lesson_is_read_paragraph_by_paragraph(reader):
    visitor = reader(SAM, MEI, FAR, TING)
    page = visitor.page
    loaded_before = page.evaluate(LOADED)
    visitor.press("朗读")

    expect(page.locator(READ)).to_have_count(1)
    expect(page.get_by_role("button", name="暂停")).to_be_focused()
    assert (loaded_before, page.evaluate(LOADED)) == (0, 4)
    first, *voice = last(visitor)
    assert voice == ["Tingting", "zh-CN", 1]  # not the one that asks a server
    assert first in page.locator(READ).inner_text()
    times = 1
    while "读完了" not in page.locator(BAR).inner_text():
        page.evaluate("finish()")
        times += 1
    said = [text for text, *_ in page.evaluate(SAID)]
    assert len(said) == times - 1
    assert {"数字会说话", *SENTENCES} <= set(said)
    assert not [text for text in said if "小测" in text or "读完这一节" in text]


def test_it_pauses_goes_on_jumps_and_stops_by_keyboard(reader):
    visitor = reader(TING)
    page = visitor.page
    page.get_by_role("button", name="朗读").focus()
    page.keyboard.press("Enter")
    expect(page.get_by_role("button", name="暂停")).to_be_focused()
    first = page.locator(READ).inner_text()
    page.keyboard.press("Space")
    expect(page.get_by_role("button", name="接着读")).to_be_focused()
    assert page.evaluate("speechSynthesis.last") is None
    count = page.evaluate("said.length")
    page.keyboard.press("ArrowRight")
    page.keyboard.press("ArrowRight")

    assert page.locator(READ).inner_text() != first
    expect(page.locator(READ)).to_be_in_viewport()
    expect(page.locator(BAR)).to_contain_text("第 3 / ")
    assert page.evaluate("said.length") == count  # still paused
    page.get_by_label("快慢").select_option("很快")
    page.get_by_role("button", name="接着读").click()
    assert last(visitor)[3] == 2
    page.keyboard.press("Escape")
    expect(page.locator(BAR)).to_be_hidden()
    expect(page.locator(READ)).to_have_count(0)
    expect(page.get_by_role("button", name="朗读")).to_be_focused()
    visitor.press("朗读")
    expect(page.locator(READ)).to_have_count(1)
    assert page.evaluate("sessionStorage.getItem('hushed')") is None
    visitor.open("/courses")
    assert page.evaluate("sessionStorage.getItem('hushed')") == "yes"


@pytest.mark.parametrize(
    ("voices", "told"), [((SAM,), "没有这种语言的声音"), ((FAR,), "要联网的声音")]
)
def test_without_a_voice_of_its_own_it_says_so(reader, voices, told):
    visitor = reader(*voices)
    visitor.press("朗读")

    expect(visitor.page.locator("[data-told]")).to_contain_text(told)
    expect(visitor.page.locator(BAR)).to_be_hidden()
    assert visitor.page.evaluate("said.length") == 0


@pytest.mark.parametrize(("language", "name"), [("zh-Hant", "Mei-Jia"), ("en", "Samantha")])
def test_the_voice_speaks_the_language_of_the_page(reader, language, name):
    visitor = reader(TING, SAM, MEI, language=language)
    visitor.page.locator("[data-start]").click()
    expect(visitor.page.locator(READ)).to_have_count(1)

    assert last(visitor)[1] == name
