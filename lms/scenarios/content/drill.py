"""quizzes/drills/*.yaml → drills: several customers at once."""

from collections.abc import Iterable, Iterator
from functools import partial
from typing import Annotated

from pydantic import Field

from lms.errors import N_
from lms.library.content import Identifier, LocalisedText, Model, Reading, Whole, read
from lms.library.domain import (
    Bundle,
    Entry,
    Meta,
    Problem,
    Reference,
    Wording,
)
from lms.library.kinds import FileKind, Html
from lms.scenarios.content.schema import Minutes, Percent
from lms.scenarios.domain.drill import (
    DRILL_MARK,
    FEWEST_WINDOWS,
    MIX_UP,
    MOST_WINDOWS,
    Drill,
    Window,
)

DRILL, SCENARIO = "drill", "scenario"
MINUTE = 60  # seconds
LONGEST_LIMIT = 60 * 60  # seconds
MOST_TELLTALES = 10
SHORTEST_TELLTALE = 2  # characters
OTHER_NAME = N_("id 要和文件名一样：“%(expected)s”。")
TWICE = N_("“%(given)s”写了两次；一位客户只能占一个窗口。")
NOBODY_YET = N_("第一位客户要一开始就在：把这里写成 0。")
TOO_LATE = N_("这位客户要在演练结束（%(seconds)s 秒）以前到。")
TOO_SHORT = N_("这几个字太短，碰巧说到也会算错；至少写两个字。")
NO_ENGLISH = N_("这里没有英文；这个演练别处写了英文。请补上 en，或者把英文全部去掉。")

Limit = Annotated[Whole, Field(ge=5, le=LONGEST_LIMIT)]


class WindowText(Model):
    """One customer."""

    scenario: Identifier
    arrives: Annotated[Whole, Field(ge=0, le=LONGEST_LIMIT)]
    first_reply: Limit
    reply: Limit
    telltale: Annotated[tuple[LocalisedText, ...], Field(max_length=MOST_TELLTALES)] = ()


class DrillText(Model):
    """The whole file."""

    id: Identifier
    title: LocalisedText
    summary: LocalisedText
    minutes: Minutes
    pass_mark: Percent = DRILL_MARK
    mix_up: Percent = MIX_UP
    windows: Annotated[
        tuple[WindowText, ...], Field(min_length=FEWEST_WINDOWS, max_length=MOST_WINDOWS)
    ]


class DrillKind(FileKind[Drill]):
    """Drills: one YAML file each."""

    name = DRILL
    found_as = SCENARIO
    pattern = "quizzes/drills/*.yaml"

    def parse(self, bundle: Bundle) -> Drill:
        """The drill of these texts. Raises ContentError with every problem."""
        wrong = partial(_wrong, address=bundle.address)
        return _drill(read(DrillText, bundle.text, bundle.file).checked(wrong, _untranslated))

    def meta(self, parsed: Drill) -> Meta:
        """What the library keeps about it."""
        return Meta(parsed.id, parsed.id, parsed.title)

    def references(self, parsed: Drill) -> Iterable[Reference]:
        """The scenarios that it puts side by side."""
        return [Reference(SCENARIO, window.scenario) for window in parsed.windows]

    def entries(self, parsed: Drill, html: Html) -> Iterable[Entry]:  # noqa: ARG002 - has none
        """The drill by its title and summary."""
        return [Entry(part="", title=parsed.title, text=parsed.summary)]


def _drill(text: DrillText) -> Drill:
    windows = [
        Window(it.scenario, it.arrives, it.first_reply, it.reply, it.telltale)
        for it in text.windows
    ]
    return Drill(
        id=text.id,
        title=text.title,
        summary=text.summary,
        minutes=text.minutes,
        pass_mark=text.pass_mark,
        mix_up=text.mix_up,
        windows=tuple(sorted(windows, key=lambda it: it.arrives)),
    )


def _wrong(reading: Reading[DrillText], address: str) -> Iterator[Problem]:
    text = reading.value
    names = [window.scenario for window in text.windows]
    if text.id != address:
        yield reading.problem(("id",), OTHER_NAME, expected=address)
    if min(window.arrives for window in text.windows):
        yield reading.problem(("windows", 0, "arrives"), NOBODY_YET)
    for place, window in enumerate(text.windows):
        if window.scenario in names[:place]:
            yield reading.problem(("windows", place, "scenario"), TWICE, given=window.scenario)
        if window.arrives >= text.minutes * MINUTE:
            seconds = text.minutes * MINUTE
            yield reading.problem(("windows", place, "arrives"), TOO_LATE, seconds=seconds)
        for number, word in enumerate(window.telltale):
            if any(
                len(it) < SHORTEST_TELLTALE for it in (word.zh_hans, word.zh_hant, word.en) if it
            ):
                yield reading.problem(("windows", place, "telltale", number), TOO_SHORT)


def _untranslated(reading: Reading[DrillText]) -> Iterator[Problem]:
    """English in title and summary stands in both or in neither; a telltale may be a number."""
    text = reading.value
    both: dict[str, Wording] = {"title": text.title, "summary": text.summary}
    if any(wording.en for wording in both.values()):
        for name, wording in both.items():
            if not wording.en:
                yield reading.problem((name,), NO_ENGLISH)
