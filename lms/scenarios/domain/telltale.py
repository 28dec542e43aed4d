"""Words by which a customer is known: her name, the numbers on her cards, what the author adds.

What stands in another customer's own texts as well tells nobody apart, and is never held against
anybody.
"""

import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping, Sequence

from lms.library.domain import LANGUAGES, Wording
from lms.scenarios.domain.drill import MixUp
from lms.scenarios.domain.scenario import Fact, Scenario

CHINESE = ("先生", "女士", "小姐", "太太", "老师")
ENGLISH = ("mr", "ms", "mrs", "miss", "dr")
NAMED = re.compile(rf"(?P<name>[^\W\d_a-z]{{1,2}})(?:{'|'.join(CHINESE)}|阿姨|叔叔)")
CALLED = re.compile(rf"(?:{'|'.join(ENGLISH)})\.? +(?P<name>[a-z][a-z'-]+)")
# four figures and more, with the letters before them; no sums and no years
NUMBER = re.compile(
    r"(?<![0-9a-z.,])[a-z]{0,6}-?[0-9]{4,}(?![0-9a-z])(?![.,][0-9])(?! *(?:元|块|年|yuan|rmb))"
)

Telltales = Mapping[str, int]  # folded word → number of the window whose word it is


def folded(text: str) -> str:
    """Text as it is compared: width and case do not count; a Chinese comma parts no figures."""
    return unicodedata.normalize("NFKC", text.replace("，", "；")).casefold()


def words_of(scenario: Scenario, added: Iterable[Wording]) -> frozenset[str]:
    """The folded words by which the customer of a scenario is known."""
    written = (wording.in_(language) for wording in added for language in LANGUAGES)
    names = (word for text in _in_all(scenario.case.customer) for word in _names(text))
    numbers = (number for text in _told(scenario) for number in NUMBER.findall(text))
    return frozenset([*(folded(word).strip() for word in written if word), *names, *numbers])


def telltales(windows: Sequence[tuple[Scenario, Iterable[Wording]]]) -> tuple[Telltales, ...]:
    """By window: the words of the others that must not be said in it. Windows count from 1."""
    own = [words_of(*window) for window in windows]
    texts = ["\n".join(_all(scenario)) for scenario, _added in windows]
    return tuple(
        {
            word: number
            for number, words in enumerate(own, 1)
            for word in sorted(words - own[place])
            if not _stands(word, texts[place])
        }
        for place in range(len(windows))
    )


def mixed_up(typed: Mapping[int, str | None], others: Telltales) -> tuple[MixUp, ...]:
    """The words of other customers in what was typed in a window, turn by turn."""
    return tuple(
        MixUp(turn, word, number)
        for turn, text in sorted(typed.items())
        if text
        for word, number in others.items()
        if _stands(word, folded(text))
    )


def _stands(word: str, text: str) -> bool:
    """Whether a word stands in folded text, not as a part of a longer word or number."""
    parts = r"[\s.]*".join(re.escape(part) for part in re.split(r"[\s.]+", word) if part)
    before = r"(?<![0-9a-z])" if word[0].isascii() else ""
    after = r"(?![0-9a-z])" if word[-1].isascii() else ""
    return re.search(before + parts + after, text) is not None


def _names(text: str) -> Iterator[str]:
    """How somebody of this name may be called; nothing for what is no name."""
    if named := NAMED.fullmatch(text):
        yield text
        yield from (named["name"] + title for title in CHINESE)
    if called := CALLED.fullmatch(text):
        yield from (f"{title} {called['name']}" for title in ENGLISH)


def _in_all(wording: Wording) -> list[str]:
    """A wording in all languages, folded, each text once."""
    return list(dict.fromkeys(folded(wording.in_(language)) for language in LANGUAGES))


def _told(scenario: Scenario) -> Iterator[str]:
    """What the case card and the cards tell."""
    case = scenario.case
    facts: list[Fact] = [*case.facts, *(fact for card in scenario.cards for fact in card.facts)]
    for wording in (case.customer, case.background, case.task, *(fact.text for fact in facts)):
        yield from _in_all(wording)


def _all(scenario: Scenario) -> Iterator[str]:
    """The same and everything that is said in it, also in answer to her silence."""
    yield from _told(scenario)
    for step in scenario.steps:
        waits = (line for wait in step.waits for line in wait.lines)
        for line in (*step.lines, *waits):
            yield from _in_all(line.text)
