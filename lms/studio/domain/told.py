"""A sentence for an author: a message id and what stands in its places."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from lms.library.domain import Wording

LONGEST_SHOWN = 30  # characters of authored words in a sentence


@dataclass(frozen=True, slots=True)
class Told:
    """One sentence; a parameter may be a wording, which is said in the reader's language."""

    message: str
    parameters: Mapping[str, Wording | str | int] = field(default_factory=dict)

    def words(self, translate: Callable[[str], str] = str, language: str = "zh-Hans") -> str:
        """The sentence; in the source language unless a catalogue translates."""
        translated = translate(self.message)
        if not self.parameters:
            return translated
        return translated % {name: _said(one, language) for name, one in self.parameters.items()}


def _said(value: Wording | str | int, language: str) -> str | int:
    if not isinstance(value, Wording):
        return value
    words = " ".join(value.in_(language).split())
    return words if len(words) <= LONGEST_SHOWN else f"{words[: LONGEST_SHOWN - 1]}…"
