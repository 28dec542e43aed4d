"""Hints that tell the answer: they are to point the way, the person finds it."""

import re
from collections.abc import Iterator, Sequence
from typing import TypeAlias

from lms.errors import N_
from lms.questions.content.written import ChoiceText, OrderText, QuestionText
from lms.yamlfile import Path

Fault: TypeAlias = tuple[Path, str, dict[str, object]]

TELLS = N_("提示里写着正确的选项“%(text)s”。提示只指方向，请换个说法。")
TELLS_ORDER = N_("提示按正确的次序说出了每一项。提示只指方向，请换个说法。")
HOLDS = ("说得对", "說得對", "true")  # how a hint would give a statement away, in each language
FAILS = ("说得不对", "說得不對", "false")
UNSAID = re.compile(r"[\W_]+")  # spaces and punctuation: no answer hangs on them
BESIDE_CHINESE = re.compile(r" (?=[^\x00-\x7f])|(?<=[^\x00-\x7f]) ")


def telling(text: QuestionText) -> Iterator[Fault]:
    """The hints of a question that tell its answer."""
    for place, hint in enumerate(text.hints):
        if isinstance(text, OrderText):
            if _says_in_order(hint, [item.text for item in text.items]):
                yield ("hints", place), TELLS_ORDER, {}
        else:
            for right in _right_words(text):
                if _place(right, hint) >= 0:
                    yield ("hints", place), TELLS, {"text": right}


def _right_words(text: QuestionText) -> Sequence[str]:
    if isinstance(text, ChoiceText):
        return [option.text for option in text.options if option.right]
    return () if isinstance(text, OrderText) else HOLDS if text.answer else FAILS


def _says_in_order(hint: str, items: Sequence[str]) -> bool:
    places = [_place(item, hint) for item in items]
    return min(places) >= 0 and places == sorted(places)


def _place(words: str, text: str) -> int:
    """Where words stand in a text, whatever the case and the punctuation; -1: nowhere.

    Letters of the alphabet count as whole words only: a `no` is not in `now`.
    """
    wanted = _plain(words)
    before = r"(?<![a-z0-9])" if wanted[:1].isascii() else ""
    after = r"(?![a-z0-9])" if wanted[-1:].isascii() else ""
    found = re.search(f"{before}{re.escape(wanted)}{after}", _plain(text)) if wanted else None
    return found.start() if found else -1


def _plain(text: str) -> str:
    return BESIDE_CHINESE.sub("", UNSAID.sub(" ", text).strip()).casefold()
