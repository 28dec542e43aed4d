"""The entry test of a course: what it asks, and which lessons need not be read after it. Pure."""

from collections.abc import Iterable
from datetime import datetime, timedelta
from enum import StrEnum

from lms.courses.domain.texts import Lesson
from lms.errors import N_, Invalid
from lms.questions.domain import Question, seed, shown

FEWEST = 2  # questions of a lesson: one alone is too easily guessed
MOST = 3  # questions of a lesson
SECONDS_EACH = 40  # for reading a question and answering it
SECONDS_PER_MINUTE = 60
PAUSE = timedelta(days=30)  # from handing in one test to beginning the next
FEWEST_WORDS = 10  # characters of the reason for taking an exemption back
LONGEST_WORDS = 500
TOO_SHORT = N_("请写一句收回的原因，至少 %(least)s 个字。")


class Ground(StrEnum):
    """Why a lesson is asked about in the test, or is not."""

    ASKED = "asked"
    COMPLETE = "complete"
    SIGNED = "signed"  # it is read and signed by everybody
    FEW = "few"  # too few questions
    TRIED = "tried"  # its checks were answered in the lesson, which tells what is right
    TAKEN_BACK = "taken-back"  # the mentor wants it read


class Outcome(StrEnum):
    """What came of the questions about a lesson."""

    EXEMPT = "exempt"
    WRONG = "wrong"
    TRIED = "tried"  # meanwhile answered in the lesson
    COMPLETE = "complete"  # meanwhile read
    CHANGED = "changed"  # the lesson, or what it asks of its readers


def ground(lesson: Lesson, *, is_complete: bool, is_tried: bool, is_taken_back: bool) -> Ground:
    """Whether a test asks somebody about a lesson; the first reason against it counts."""
    reasons = (
        (is_complete, Ground.COMPLETE),
        (lesson.must_sign, Ground.SIGNED),
        (len(lesson.checks) < FEWEST, Ground.FEW),
        (is_taken_back, Ground.TAKEN_BACK),
        (is_tried, Ground.TRIED),
    )
    return next((reason for holds, reason in reasons if holds), Ground.ASKED)


def drawn(lesson: Lesson, secret: str) -> tuple[str, ...]:
    """The ids of the questions that a test asks about a lesson, in its order.

    `secret` is the random text of the test: it decides the choice and every order.
    """
    ids = (check.id for check in lesson.checks)
    return tuple(sorted(ids, key=lambda id_: seed(secret, lesson.id, id_))[:MOST])


def order_in(lesson: Lesson, question: Question, secret: str) -> tuple[str, ...]:
    """The ids of a question's options or items in the order in which the test shows them."""
    return shown(question, seed(secret, lesson.id, question.id, "options"))


def asked_of(lesson: Lesson) -> int:
    """How many questions a test asks about a lesson."""
    return min(MOST, len(lesson.checks))


def minutes(questions: int) -> int:
    """About how long so many questions take, in whole minutes."""
    return -(-questions * SECONDS_EACH // SECONDS_PER_MINUTE)


def outcome(verdicts: Iterable[bool | None], now: Ground | None, *, is_changed: bool) -> Outcome:
    """What a lesson's answers come to; `verdicts`: right, wrong, or None for one not answered.

    `now` says whether a test would ask about it now (None: it has left the course), `is_changed`
    whether a material revision came.
    """
    if now is Ground.COMPLETE:
        return Outcome.COMPLETE
    if now is Ground.TRIED:
        return Outcome.TRIED
    if is_changed or now is not Ground.ASKED:
        return Outcome.CHANGED
    answers = list(verdicts)
    return Outcome.EXEMPT if len(answers) >= FEWEST and all(answers) else Outcome.WRONG


def again_from(handed_in: datetime) -> datetime:
    """When somebody may begin another test of the same course."""
    return handed_in + PAUSE


def reason(words: str) -> str:
    """Why an exemption is taken back. Raises Invalid for too few words or too many."""
    if len(words) < FEWEST_WORDS:
        raise Invalid(TOO_SHORT, least=FEWEST_WORDS)
    if len(words) > LONGEST_WORDS:
        raise Invalid(N_("最多写 %(most)s 个字。"), most=LONGEST_WORDS)
    return words
