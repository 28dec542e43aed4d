"""Several customers at once: each waits by her own clock, and nobody may be taken for another.

score = quality × timeliness × clarity: whoever writes beautifully and late, or to the wrong person,
has not served three customers. All of it follows from stored turns; nothing here knows the present.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Any

from lms.library.domain import Wording
from lms.scenarios.domain.acts import Judged, Rewound
from lms.scenarios.domain.moves import Staying
from lms.scenarios.domain.pace import Pace
from lms.scenarios.domain.play import Scene
from lms.scenarios.domain.scenario import Scenario
from lms.scenarios.domain.score import Lack, Result, shortfalls

FEWEST_WINDOWS, MOST_WINDOWS = 2, 4
WHOLE = 100  # per cent
DRILL_MARK = 60  # per cent, unless the author says otherwise: 85 % of each factor comes to 61
MIX_UP = 25  # per cent that one mix-up costs, unless the author says otherwise
SILENT = "wait-"  # begins the answers that are none: the customer was let wait
UNSOUND = (Lack.CRITICAL, Lack.NO_ENDING, Lack.FAILING)  # no drill passes with such a window


@dataclass(frozen=True, slots=True)
class Window:
    """One customer of a drill."""

    scenario: str
    arrives: int  # seconds after the beginning
    first_reply: int  # seconds within which the first answer is in time
    reply: int  # every further one
    telltale: tuple[Wording, ...] = ()  # words that only this customer may hear, beside the derived


@dataclass(frozen=True, slots=True)
class Drill:
    """Two to four scenarios at once."""

    id: str
    title: Wording
    summary: Wording
    minutes: int  # after which it is over
    pass_mark: int  # per cent
    mix_up: int  # per cent that each mixed-up message costs
    windows: tuple[Window, ...]


@dataclass(frozen=True, slots=True)
class Spell:
    """For how long a customer waited for one answer."""

    seconds: int
    limit: int
    is_answered: bool

    @property
    def is_timely(self) -> bool:
        """Whether she was answered within the limit."""
        return self.is_answered and self.seconds <= self.limit


@dataclass(frozen=True, slots=True)
class MixUp:
    """A message in which something of another customer stands."""

    turn: int
    word: str
    window: int  # number of the window whose word it is


@dataclass(frozen=True, slots=True)
class WindowResult:
    """How one customer of a drill was served."""

    score: int  # per cent of the best reachable points
    is_sound: bool  # an ending that does not fail, without a critical mistake
    timely: int  # answers within their limits
    asked: int  # answers that she waited for
    slowest: int  # seconds
    mixed: tuple[MixUp, ...] = ()

    def stored(self) -> dict[str, Any]:
        """As plain data, for the database."""
        return {
            "score": self.score,
            "sound": self.is_sound,
            "timely": self.timely,
            "asked": self.asked,
            "slowest": self.slowest,
            "mixed": [[it.turn, it.word, it.window] for it in self.mixed],
        }

    @classmethod
    def of(cls, stored: Mapping[str, Any]) -> "WindowResult":
        """The result that was stored."""
        return cls(
            score=stored["score"],
            is_sound=stored["sound"],
            timely=stored["timely"],
            asked=stored["asked"],
            slowest=stored["slowest"],
            mixed=tuple(MixUp(*it) for it in stored["mixed"]),
        )


@dataclass(frozen=True, slots=True)
class DrillResult:
    """What a drill came to: three factors, per cent each, and their product."""

    windows: tuple[WindowResult, ...]
    mix_up: int  # per cent that each mixed-up message costs
    pass_mark: int

    @property
    def quality(self) -> int:
        """The mean of what the windows came to."""
        return sum(it.score for it in self.windows) // len(self.windows)

    @property
    def timely(self) -> int:
        """Answers within their limits."""
        return sum(it.timely for it in self.windows)

    @property
    def asked(self) -> int:
        """Answers that somebody waited for."""
        return sum(it.asked for it in self.windows)

    @property
    def timeliness(self) -> int:
        """The share of answers that came in time."""
        return self.timely * WHOLE // self.asked if self.asked else WHOLE

    @property
    def mixed(self) -> int:
        """Messages in which something of another customer stood."""
        return sum(len({one.turn for one in it.mixed}) for it in self.windows)

    @property
    def clarity(self) -> int:
        """What mixed-up messages have left of the whole."""
        return max(0, WHOLE - self.mix_up * self.mixed)

    @property
    def score(self) -> int:
        """The product of the three, rounded down."""
        return self.quality * self.timeliness * self.clarity // WHOLE**2

    @property
    def is_sound(self) -> bool:
        """Whether no window was lost."""
        return all(it.is_sound for it in self.windows)

    @property
    def passed(self) -> bool:
        """Whether it comes to the pass mark, and no window was lost."""
        return self.is_sound and self.score >= self.pass_mark

    def with_window(self, number: int, score: int, *, is_sound: bool) -> "DrillResult":
        """The same with a window that was graded anew: how she waited and mix-ups stay."""
        anew = replace(self.windows[number - 1], score=score, is_sound=is_sound)
        windows = (*self.windows[: number - 1], anew, *self.windows[number:])
        return replace(self, windows=windows)


@dataclass(frozen=True, slots=True)
class Course:
    """How one window went: its turns, and when they were taken."""

    arrived: datetime
    over: datetime
    turns: Sequence[tuple[Judged, datetime]]

    @property
    def is_cut_short(self) -> bool:
        """Whether she still waited when the time was up."""
        return not self.turns or self.over > self.turns[-1][1]


def spells(window: Window, course: Course, pace: Pace) -> tuple[Spell, ...]:
    """For how long the customer of a window waited, answer by answer.

    Looking something up answers nothing. A wait that the end of the drill cut short counts only if
    the limit was over by then.
    """
    found = tuple(_spells(window, course, pace))
    is_cut_short = found and not found[-1].is_answered and found[-1].seconds <= found[-1].limit
    return found[:-1] if is_cut_short and course.is_cut_short else found


def limit_now(window: Window, turns: Sequence[Judged], pace: Pace) -> int:
    """The seconds within which the next answer in a window is in time."""
    answers = (turn for turn in turns if not isinstance(turn, Rewound))
    is_first = all(turn.staying is not Staying.NO for turn in answers)
    limit = window.first_reply if is_first else window.reply
    return int(pace.longer(timedelta(seconds=limit)).total_seconds())


def _spells(window: Window, course: Course, pace: Pace) -> Iterator[Spell]:
    since, limit = course.arrived, window.first_reply
    for turn, at in course.turns:
        if isinstance(turn, Rewound) or turn.staying is not Staying.NO:
            continue
        yield _spell(since, at, limit, pace, is_answered=not turn.answer.startswith(SILENT))
        since, limit = at, window.reply
    if course.over > since:
        yield _spell(since, course.over, limit, pace, is_answered=False)


def _spell(since: datetime, until: datetime, limit: int, pace: Pace, *, is_answered: bool) -> Spell:
    within = pace.longer(timedelta(seconds=limit))
    seconds = max(0, int((until - since).total_seconds()))
    return Spell(seconds, int(within.total_seconds()), is_answered)


def window_result(
    score: int, waited: Sequence[Spell], mixed: tuple[MixUp, ...], *, is_sound: bool
) -> WindowResult:
    """How the customer of a window was served."""
    return WindowResult(
        score=score,
        is_sound=is_sound,
        timely=sum(it.is_timely for it in waited),
        asked=len(waited),
        slowest=max((it.seconds for it in waited), default=0),
        mixed=mixed,
    )


def is_sound(scenario: Scenario, scenes: Sequence[Scene], came: Result) -> bool:
    """Whether a play ended at an ending that does not fail, without a critical mistake."""
    lacks = shortfalls(scenario, scenes, came.total, came.by_competency)
    return not any(it.lack in UNSOUND for it in lacks)
