"""Signing tasks and gates: verdicts as numbered entries, taken back only by another entry."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from lms.errors import N_, Forbidden, Invalid, Stale

TAKE_BACK_WITHIN = timedelta(hours=24)
FEWEST_WORDS = 10  # characters of a verdict on a gate, and of a reason for taking back
LONGEST_WORDS = 500
MOST_EXTENSION = 20  # working days of one extension


class Subject(StrEnum):
    """What is signed."""

    TASK = "task"
    GATE = "gate"


class Capacity(StrEnum):
    """As what somebody signs."""

    MENTOR = "mentor"
    LEAD = "lead"
    DEPUTY = "deputy"
    PEER = "peer"  # another mentor, beside one who is not calibrated


class Verdict(StrEnum):
    """What somebody puts a name to."""

    PASS = "pass"  # noqa: S105 - a verdict, no password
    EXTEND = "extend"
    FAIL = "fail"
    WITHDRAWN = "withdrawn"


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One signature, or the withdrawal of the one before it."""

    number: int  # of this subject and capacity, counted from 1
    verdict: Verdict
    words: str
    by_id: int
    by_name: str
    at: datetime
    extension_days: int = 0  # working days
    public_id: str = ""
    capacity: Capacity = Capacity.MENTOR

    def may_be_taken_back(self, by_id: int, now: datetime) -> bool:
        """Whether this person may still take the entry back: only who gave it, within 24 hours."""
        is_signature = self.verdict is not Verdict.WITHDRAWN
        return is_signature and self.by_id == by_id and now < self.at + TAKE_BACK_WITHIN


@dataclass(frozen=True, slots=True, kw_only=True)
class Judgement:
    """What somebody wants to put a name to, checked for its shape."""

    subject: Subject
    subject_id: str
    verdict: Verdict
    words: str = ""
    extension_days: int = 0  # working days
    number: int  # the entry that it is to become: tells a second click from a second verdict

    def __post_init__(self) -> None:
        if self.subject is Subject.TASK and self.verdict is not Verdict.PASS:
            raise Invalid(N_("任务只能签“完成”；还没做到就先不签。"))
        if self.subject is Subject.GATE and len(self.words) < FEWEST_WORDS:
            raise Invalid(N_("请写一句依据，至少 %(least)s 个字。"), least=FEWEST_WORDS)
        if len(self.words) > LONGEST_WORDS:
            raise Invalid(N_("最多写 %(most)s 个字。"), most=LONGEST_WORDS)
        if self.verdict is Verdict.EXTEND and not 1 <= self.extension_days <= MOST_EXTENSION:
            raise Invalid(N_("请填延长几个工作日，1 到 %(most)s。"), most=MOST_EXTENSION)


def in_force(entries: Iterable[Entry]) -> tuple[Entry, ...]:
    """The entries of one subject and capacity that hold; a withdrawal strikes the last."""
    held: list[Entry] = []
    for entry in sorted(entries, key=lambda entry: entry.number):
        if entry.verdict is not Verdict.WITHDRAWN:
            held.append(entry)
        elif held:
            held.pop()
    return tuple(held)


def passed(entries: Iterable[Entry]) -> Entry | None:
    """The signature that lets pass, if it holds."""
    held = in_force(entries)
    return held[-1] if held and held[-1].verdict is Verdict.PASS else None


def next_number(entries: Sequence[Entry]) -> int:
    """The number of the next entry."""
    return max((entry.number for entry in entries), default=0) + 1


def must_be_next(entries: Sequence[Entry], number: int, *, is_sent_back: bool = False) -> None:
    """Raise Stale when a subject is signed already, or was changed since the page was shown.

    `is_sent_back`: the second person did not confirm the signature, so it is given anew.
    """
    if passed(entries) and not is_sent_back:
        raise Stale(N_("这一项已经签过了。"))
    if number != next_number(entries):
        raise Stale(N_("这一项刚刚有了新的记录，请看过以后再签。"))


def must_be_taken_back(
    entries: Sequence[Entry], public_id: str, by_id: int, now: datetime
) -> Entry:
    """The signature to take back.

    Raises Stale when it is not the last one that holds, Forbidden when it is somebody else's or
    too old.
    """
    held = in_force(entries)
    if not held or held[-1].public_id != public_id:
        raise Stale(N_("这个签字已经撤回，或者后面又有了新的签字。"))
    if not held[-1].may_be_taken_back(by_id, now):
        raise Forbidden(N_("只有签字的师父本人，在签字后 24 小时内可以撤回。"))
    return held[-1]


def days_given(entries: Iterable[Entry]) -> tuple[tuple[datetime, int], ...]:
    """The extensions that hold: when each was given, and how many working days."""
    return tuple(
        (entry.at, entry.extension_days)
        for entry in in_force(entries)
        if entry.verdict is Verdict.EXTEND
    )
