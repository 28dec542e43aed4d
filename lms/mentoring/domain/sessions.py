"""Rules of sessions of mentor and apprentice: what is written down, who confirms, what stays open.

A record never changes: what was wrong is put right by another record, which takes its place.
"""

from dataclasses import dataclass, field
from datetime import date, timedelta
from enum import StrEnum

from lms.errors import N_, Invalid
from lms.library.domain import Wording
from lms.people.domain import WrongField

FEWEST_MINUTES, MOST_MINUTES = 5, 240
LONGEST_NOTES = 2_000  # characters, shared or private
LONGEST_TODO = 200
LONGEST_WORDS_OF_ANSWER = 500
FARTHEST_NEXT = timedelta(days=92)  # from one talk to the next
MOST_TODOS = 3  # that one session gives rise to

NO_NOTES = N_("请写一句：谈了什么，定了什么。")
TOO_LONG = N_("最多写 %(most)s 个字。")
TOO_SHORT_OR_LONG = N_("请填 %(least)s 到 %(most)s 分钟。")
NOT_YET = N_("面谈的日子不能晚于今天。")
BEFORE_PAIR = N_("面谈的日子不能早于带教开始的那天。")
NO_TODO = N_("请写清楚要办的事。")
TODO_TOO_EARLY = N_("办完的日子不能早于面谈的日子。")
NEXT_TOO_EARLY_OR_LATE = N_("下次面谈要在这一次以后，最多隔 %(days)s 天。")
NO_DIFFERENCE = N_("请写一句：哪里和您记得的不一样。")


@dataclass(frozen=True, slots=True, kw_only=True)
class Talk:
    """A sort of session as it is written: what it is for, how long it takes, what to ask."""

    id: str
    title: Wording
    summary: Wording
    minutes: int  # that it usually takes
    signs: bool  # whether a talk that the plan asks for is usually this one
    questions: tuple[Wording, ...]


@dataclass(frozen=True, slots=True)
class Talks:
    """All sorts of sessions, the most frequent first."""

    talks: tuple[Talk, ...]

    def of(self, id_: str) -> Talk | None:
        """The sort with this id."""
        return next((one for one in self.talks if one.id == id_), None)


@dataclass(frozen=True, slots=True)
class Todo:
    """Something that one of the two is to do by a day."""

    words: str
    is_mentors: bool
    due_on: date

    def __post_init__(self) -> None:
        if not self.words:
            raise Invalid(NO_TODO)
        if len(self.words) > LONGEST_TODO:
            raise Invalid(TOO_LONG, most=LONGEST_TODO)


@dataclass(frozen=True, slots=True)
class TurnSeen:
    """A turn of a play that was talked about; without a number the play as a whole."""

    play: str  # public id
    turn: int | None = None  # counted from 1


@dataclass(frozen=True, slots=True, kw_only=True)
class Meeting:
    """What a mentor writes down about a session; the shape is checked, not who and when."""

    talk: str
    held_on: date
    minutes: int
    shared: str  # the apprentice reads it
    next_on: date | None = None  # when the two meet again
    private: str = ""  # only its writer ever reads it
    todos: tuple[Todo, ...] = ()
    done: tuple[str, ...] = ()  # public ids of to-dos that are done
    questions: tuple[str, ...] = ()  # public ids of questions from lessons that were talked about
    turns: tuple[TurnSeen, ...] = ()
    reviews: tuple[str, ...] = ()  # public ids of weekly reviews that were talked about
    reports: tuple[str, ...] = ()  # public ids of work reports that were talked about
    task: str = ""  # of the plan, that is signed with it
    corrects: str = ""  # public id of the record whose place it takes

    def __post_init__(self) -> None:
        if not self.shared:
            raise WrongField("shared", NO_NOTES)
        if len(self.shared) > LONGEST_NOTES:
            raise WrongField("shared", TOO_LONG, most=LONGEST_NOTES)
        if len(self.private) > LONGEST_NOTES:
            raise WrongField("private", TOO_LONG, most=LONGEST_NOTES)
        if not FEWEST_MINUTES <= self.minutes <= MOST_MINUTES:
            raise WrongField("minutes", TOO_SHORT_OR_LONG, least=FEWEST_MINUTES, most=MOST_MINUTES)
        if any(todo.due_on < self.held_on for todo in self.todos):
            raise WrongField("due_on_1", TODO_TOO_EARLY)
        if self.next_on is not None:
            self._check_next(self.next_on)

    def _check_next(self, next_on: date) -> None:
        if not self.held_on < next_on <= self.held_on + FARTHEST_NEXT:
            raise WrongField("next_on", NEXT_TOO_EARLY_OR_LATE, days=FARTHEST_NEXT.days)

    def check_day(self, today: date, pair_began: date) -> None:
        """It took place, and while the two were a pair. Raises WrongField."""
        if self.held_on > today:
            raise WrongField("held_on", NOT_YET)
        if self.held_on < pair_began:
            raise WrongField("held_on", BEFORE_PAIR)


@dataclass(frozen=True, slots=True)
class Answer:
    """What the apprentice says to a record: that it is right, or what was different."""

    is_confirmed: bool
    words: str = field(default="")  # what was different

    def __post_init__(self) -> None:
        if not self.is_confirmed and not self.words:
            raise Invalid(NO_DIFFERENCE)
        if len(self.words) > LONGEST_WORDS_OF_ANSWER:
            raise Invalid(TOO_LONG, most=LONGEST_WORDS_OF_ANSWER)


class Closed(StrEnum):
    """How a to-do came to its end."""

    DONE = "done"
    DROPPED = "dropped"


class SessionState(StrEnum):
    """Where a record stands; only what both have confirmed counts."""

    WAITING = "waiting"  # for the apprentice
    CONFIRMED = "confirmed"
    DIFFERENT = "different"  # the apprentice remembers it otherwise
    CORRECTED = "corrected"  # another record has taken its place


def state_of(confirmed: bool | None, *, is_corrected: bool) -> SessionState:
    """Where a record stands; `confirmed` is the apprentice's answer, None as long as none came."""
    if is_corrected:
        return SessionState.CORRECTED
    if confirmed is None:
        return SessionState.WAITING
    return SessionState.CONFIRMED if confirmed else SessionState.DIFFERENT
