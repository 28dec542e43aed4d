"""Counter-signing a gate: a second person confirms the mentor's "passed", or sends it back."""

from collections.abc import Iterable
from dataclasses import dataclass

from lms.errors import N_, Forbidden, Invalid, Stale
from lms.onboarding.domain.signing import (
    FEWEST_WORDS,
    LONGEST_WORDS,
    Capacity,
    Entry,
    Verdict,
    in_force,
)

ANSWERS = (Verdict.PASS, Verdict.FAIL)  # confirmed, or sent back to the mentor


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """What somebody answers to a mentor's "passed", checked for its shape.

    A lead may confirm without a word; who sends it back, or stands in for the lead, says why.
    """

    capacity: Capacity
    verdict: Verdict
    words: str = ""
    number: int  # the mentor's entry that it answers

    def __post_init__(self) -> None:
        if self.capacity is Capacity.MENTOR or self.verdict not in ANSWERS:
            raise Invalid(N_("请选一个结论。"))
        needs_words = self.capacity is Capacity.DEPUTY or self.verdict is Verdict.FAIL
        if needs_words and len(self.words) < FEWEST_WORDS:
            raise Invalid(N_("请写一句原因，至少 %(least)s 个字。"), least=FEWEST_WORDS)
        if len(self.words) > LONGEST_WORDS:
            raise Invalid(N_("最多写 %(most)s 个字。"), most=LONGEST_WORDS)


@dataclass(frozen=True, slots=True)
class Signatures:
    """All that was put to one gate: the mentor's entries, and the answers of a second person."""

    mentor: tuple[Entry, ...] = ()
    answers: tuple[Entry, ...] = ()  # each of the number of the entry that it answers
    needs_lead: bool = False  # takes a second person
    needs_peer: bool = False  # that is another mentor, in the lead's place

    @property
    def verdict(self) -> Entry | None:
        """The mentor's verdict that holds."""
        held = in_force(self.mentor)
        return held[-1] if held else None

    @property
    def answer(self) -> Entry | None:
        """What the second person answered to it."""
        verdict = self.verdict
        if not self.needs_lead or verdict is None:
            return None
        return answer_to(verdict, self.answers)

    @property
    def is_passed(self) -> bool:
        """Whether the mentor lets pass, and where it takes a second person, they do too."""
        lets_pass = self.verdict is not None and self.verdict.verdict is Verdict.PASS
        confirmed = self.answer is not None and self.answer.verdict is Verdict.PASS
        return lets_pass and (confirmed or not self.needs_lead)

    @property
    def waits_for_lead(self) -> bool:
        """Whether the mentor lets pass, and the second person has not answered yet."""
        lets_pass = self.verdict is not None and self.verdict.verdict is Verdict.PASS
        return lets_pass and self.needs_lead and self.answer is None

    @property
    def is_sent_back(self) -> bool:
        """Whether the second person did not confirm: the mentor decides anew."""
        return self.answer is not None and self.answer.verdict is Verdict.FAIL


def answer_to(entry: Entry, answers: Iterable[Entry]) -> Entry | None:
    """The answer to a mentor's entry."""
    return next((answer for answer in answers if answer.number == entry.number), None)


def must_wait(signatures: Signatures, number: int) -> Entry:
    """The mentor's entry that waits for an answer.

    Raises Stale when none does, or not the one that was shown.
    """
    if not signatures.waits_for_lead or signatures.verdict is None:
        raise Stale(N_("这一关现在不等会签：已经签过，或者师父改了结论。"))
    if signatures.verdict.number != number:
        raise Stale(N_("这一项刚刚有了新的记录，请看过以后再签。"))
    return signatures.verdict


def must_be_another(verdict: Entry, by_id: int) -> None:
    """Two people sign: whoever gave the verdict does not confirm it.

    Raises Forbidden.
    """
    if verdict.by_id == by_id:
        raise Forbidden(N_("会签要由另一个人来签：请上一级负责人或人事来办。"))
