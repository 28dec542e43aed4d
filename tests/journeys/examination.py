"""What every page owes its readers in a real browser: access for all, room, words, headings.

axe-core looks at what it has not seen yet: a page that brings no element in new surroundings is
not searched again, whoever opens it.
"""

import re
from dataclasses import dataclass
from pathlib import Path

from playwright.sync_api import Page

from tests.journeys.chromium import DESK, PHONE, WIDER

AXE = Path(__file__).parents[1] / "vendor/axe-core/axe.min.js"
EVERYTHING = {
    "runOnly": {"type": "tag", "values": ["wcag2a", "wcag2aa", "wcag21aa", "wcag22aa"]},
    "rules": {"target-size": {"enabled": True}},  # of WCAG 2.2, off unless asked for
    "resultTypes": ["violations"],
    "preload": False,
}
COLOURS = {**EVERYTHING, "runOnly": {"type": "rule", "values": ["color-contrast"]}}
RUN = """async (options) => (await axe.run(document, options)).violations.flatMap((fault) =>
  fault.nodes.slice(0, 3).map((node) => `${fault.id}: ${node.target.join(" ")} – ` +
    node.failureSummary.replace(/\\s+/g, " ").slice(0, 220)))"""
SEE = (
    """() => {
  const tidy = (text) => text.replace(/\\s+/g, " ").trim();
  const headings = [...document.querySelectorAll("h1")].map((tag) => tidy(tag.textContent));
  const shown = [...document.body.querySelectorAll("*")].filter((tag) =>
    tag.checkVisibility({visibilityProperty: true}) && !tag.closest(".skip-link"));

  const small = shown.filter((tag) => tag.matches("a, button, input, select, textarea, summary")
      && getComputedStyle(tag).display !== "inline" && tag.type !== "hidden")
    .map((tag) => tag.closest("label") ?? tag)
    .filter((tag) => {
      const box = tag.getBoundingClientRect();
      return box.width < 24 || box.height < 24;
    }).map((tag) => "smaller than 24 px: " + tag.outerHTML.slice(0, 120));

  const told = ["role", "type", "lang", "aria-current", "aria-pressed", "data-tone", "data-state"];
  const name = (tag) => [tag.tagName, tag.getAttribute("class"),
    ...told.map((key) => tag.getAttribute(key))].join(",");
  const shape = [...new Set(shown.map((tag) => name(tag.parentElement) + ">" + name(tag)))];

  const words = ["aria-label", "title", "alt", "placeholder", "data-label"];
  const isForeign = (tag) => tag.closest("[lang|=zh]:not(html), script, style");
  const texts = [];
  const walker = document.createTreeWalker(document.documentElement, NodeFilter.SHOW_TEXT);
  while (walker.nextNode())
    if (!isForeign(walker.currentNode.parentElement)) texts.push(walker.currentNode.data);
  for (const tag of document.querySelectorAll(words.map((word) => `[${word}]`).join(",")))
    if (!isForeign(tag)) texts.push(...words.map((word) => tag.getAttribute(word) ?? ""));

  const wider = ("""
    + WIDER
    + """)();
  return {
    title: tidy(document.title), headings, small, shape, wider: wider ? [wider] : [],
    language: document.documentElement.lang,
    switches: document.querySelectorAll(
      "header :is(form[action='/language'], form[action='/theme'])").length,
    texts: [...new Set(texts.map(tidy).filter(Boolean))],
  };
}"""
)
CHINESE = re.compile(r"[\u3000-\u303f\u3400-\u9fff\uff00-\uffef]+")
HAN = ("\u4e00", "\u9fff")
OF_OTHER_LENGTH = ("en",)  # traditional Chinese takes the room of simplified


@dataclass(frozen=True)
class Sight:
    """A page as it stands on the screen."""

    title: str
    headings: list[str]
    language: str
    switches: int
    texts: list[str]
    small: list[str]
    wider: list[str]
    shape: list[str]

    @classmethod
    def of(cls, page: Page) -> "Sight":
        """Look at an open page."""
        return cls(**page.evaluate(SEE))

    @property
    def faults(self) -> list[str]:
        """What is wrong with it in any language."""
        found = [*self.small, *self.wider]
        if len(self.headings) != 1 or not self.title.startswith(self.headings[0]):
            found.append(
                f"the title “{self.title}” does not begin with the heading {self.headings}"
            )
        if self.switches != 2:
            found.append("no switch of language and theme")
        return found

    def words_out_of_place(self, language: str) -> list[str]:
        """Words that the language of the page does not have."""
        strange = {"en": CHINESE.search, "zh-Hant": is_written_simply}.get(language)
        return [
            f"not in {language}: {text[:60]}" for text in self.texts if strange and strange(text)
        ]


def is_written_simply(text: str) -> bool:
    """Whether a text has a character that traditional Chinese does not."""
    return any(map(_is_simplified, text))


def _is_simplified(character: str) -> bool:
    """Whether a Chinese character is none of those with which traditional Chinese is written."""
    if not HAN[0] <= character <= HAN[1]:
        return False
    try:
        character.encode("big5hkscs")
    except UnicodeEncodeError:
        return True
    return False


class Examiner:
    """Looks at pages one after the other, and remembers what it has seen of them."""

    def __init__(self) -> None:
        self._axe = AXE.read_text("utf-8")
        self._shapes: set[str] = set()
        self._addresses: set[str] = set()

    def examine(self, page: Page) -> list[str]:
        """Everything wrong with an open page, on a phone and at a desk, light and dark."""
        page.set_viewport_size(PHONE["viewport"])
        sight = Sight.of(page)
        is_new, is_first = not self._shapes.issuperset(sight.shape), page.url not in self._addresses
        self._shapes.update(sight.shape)
        self._addresses.add(page.url)
        faults = sight.faults + (self._ask_axe(page) if is_new else [])
        if is_new or is_first:
            page.set_viewport_size(DESK["viewport"])
            faults += Sight.of(page).faults
        return faults + (self._ask_axe(page) if is_new else [])

    def _ask_axe(self, page: Page) -> list[str]:
        page.evaluate(f"{self._axe}; 0")
        faults: list[str] = page.evaluate(RUN, EVERYTHING)
        page.emulate_media(color_scheme="dark")
        faults += page.evaluate(RUN, COLOURS)
        page.emulate_media(color_scheme="light")
        return faults


def glance(page: Page, language: str) -> list[str]:
    """What may be wrong with an open page in another language: its words, and their room."""
    page.set_viewport_size(PHONE["viewport"])
    sight = Sight.of(page)
    faults = sight.faults + sight.words_out_of_place(language)
    if sight.language != language:
        faults.append(f"says that it is in {sight.language}")
    if language not in OF_OTHER_LENGTH:
        return faults
    page.set_viewport_size(DESK["viewport"])
    return faults + Sight.of(page).faults
