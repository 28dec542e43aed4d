"""Ways of saying something, as authors write them → `Saying`; what cannot be read is a problem."""

from collections.abc import Iterable, Sequence
from typing import Annotated, Any

from pydantic import Field

from lms.errors import N_, Invalid
from lms.library.content import LocalisedText, Model, Reading, Text
from lms.library.domain import Problem
from lms.questions.domain.replies import (
    Example,
    Form,
    Nature,
    Phrase,
    Saying,
    Vague,
    parse_phrase,
)
from lms.yamlfile import Path

MOST_PHRASES = 200  # of one saying
MOST_EXAMPLES = 20
REPEATED = N_("“%(phrase)s”在这里写了两次；请留下一条。")

PhraseList = Annotated[tuple[Text, ...], Field(max_length=MOST_PHRASES)]


class VagueText(Model):
    """What comes near without being enough."""

    phrases: Annotated[PhraseList, Field(min_length=1)]
    why: LocalisedText


class SayingText(Model):
    """The fields of whatever can be said in several ways."""

    phrases: PhraseList = ()
    but: PhraseList = ()
    examples: Annotated[tuple[Text, ...], Field(max_length=MOST_EXAMPLES)] = ()
    almost: Annotated[tuple[VagueText, ...], Field(max_length=MOST_EXAMPLES)] = ()
    nature: Nature | None = Field(default=None, alias="as")
    mood: Form | None = None


class Phrases:
    """The phrases of one text on their way into the domain; collects what is wrong with them."""

    def __init__(self, reading: Reading[Any]) -> None:
        self._reading = reading
        self.problems: list[Problem] = []

    def refuse(self, path: Path, message: str, **parameters: object) -> None:
        """Note a problem at a place of the text."""
        self.problems.append(self._reading.problem(path, message, **parameters))

    def saying(self, path: Path, text: SayingText) -> Saying:
        """The saying that stands at a place of the text."""
        vague = (
            Vague(self.phrases((*path, "almost", place, "phrases"), one.phrases), one.why)
            for place, one in enumerate(text.almost)
        )
        return Saying(
            phrases=self.phrases((*path, "phrases"), text.phrases),
            but=self.phrases((*path, "but"), text.but),
            examples=tuple(map(Example.of, text.examples)),
            vague=tuple(vague),
            nature=text.nature,
            form=text.mood,
        )

    def phrases(self, path: Path, lines: Sequence[str]) -> tuple[Phrase, ...]:
        """The phrases of a list of lines; a line that cannot be read is a problem."""
        found: list[Phrase] = []
        for place, line in enumerate(lines):
            if line in lines[:place]:
                self.refuse((*path, place), REPEATED, phrase=line)
            try:
                found.extend(parse_phrase(line))
            except Invalid as error:
                self.refuse((*path, place), error.message, **error.parameters)
        return tuple(found)


def groups_of(sayings: Iterable[Saying]) -> frozenset[str]:
    """The groups of words that some sayings name."""
    found: set[str] = set()
    for saying in sayings:
        vague = (phrase for one in saying.vague for phrase in one.phrases)
        for phrase in (*saying.phrases, *saying.but, *vague):
            found |= phrase.groups
    return frozenset(found)
