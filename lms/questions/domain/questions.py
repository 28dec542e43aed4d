"""Question types, the order in which their parts are shown, and the grading of answers.

An answer comes in as shown positions and is kept as ids, so that neither a page nor a post ever
names an authored id. Pure; knows no lesson, no quiz and no page.
"""

import hmac
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TypeAlias

from lms.errors import N_, Invalid
from lms.library.domain import Wording

DIGEST = "sha256"
SEPARATOR = "\x1f"  # stands in no id
YES, NO = "true", "false"  # ids of the two answers to a statement
CHOOSE_ONE = N_("请选一项再提交。")
CHOOSE_SOME = N_("请至少选一项再提交。")
PLACE_ALL = N_("请给每一项都选好次序再提交。")
PLACE_ONCE = N_("有两项排在了同一位，请改好再提交。")
MADE_UP = N_("没有这个选项，请刷新页面后再答。")
MOST_HINTS = 3

Answer: TypeAlias = tuple[str, ...]  # ids of what was chosen; of an ordering: in the chosen order


@dataclass(frozen=True, slots=True)
class Option:
    """Something to choose, and what a person who chose it is told."""

    id: str
    text: Wording
    right: bool
    feedback: Wording


@dataclass(frozen=True, slots=True)
class Item:
    """Something to put in order."""

    id: str
    text: Wording


@dataclass(frozen=True, slots=True, kw_only=True)
class Single:
    """One right option among several."""

    id: str
    stem: Wording
    competency: str
    options: tuple[Option, ...]
    hints: tuple[Wording, ...] = ()  # from broad to near; each is told when it is asked for


@dataclass(frozen=True, slots=True, kw_only=True)
class Multiple:
    """All right options are to be chosen, and no other."""

    id: str
    stem: Wording
    competency: str
    options: tuple[Option, ...]
    hints: tuple[Wording, ...] = ()  # from broad to near; each is told when it is asked for


@dataclass(frozen=True, slots=True, kw_only=True)
class TrueFalse:
    """A statement that holds or does not."""

    id: str
    stem: Wording
    competency: str
    answer: bool
    if_true: Wording  # what a person is told who says that it holds
    if_false: Wording
    hints: tuple[Wording, ...] = ()  # from broad to near; each is told when it is asked for

    @property
    def options(self) -> tuple[Option, ...]:
        """The two answers, to be shown in this order; their words are message ids."""
        return (
            Option(YES, Wording(N_("说得对")), self.answer, self.if_true),
            Option(NO, Wording(N_("说得不对")), not self.answer, self.if_false),
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Ordering:
    """Items to be put in order; they are written in the right one."""

    id: str
    stem: Wording
    competency: str
    items: tuple[Item, ...]
    if_right: Wording
    if_wrong: Wording
    hints: tuple[Wording, ...] = ()  # from broad to near; each is told when it is asked for


Question: TypeAlias = Single | Multiple | TrueFalse | Ordering


@dataclass(frozen=True, slots=True)
class Remark:
    """What is said about one chosen option."""

    right: bool
    feedback: Wording


@dataclass(frozen=True, slots=True)
class Verdict:
    """What came of an answer; about options that were not chosen it says only whether some lack."""

    right: bool
    remarks: Mapping[str, Remark]  # by the id of the chosen option; none for an ordering
    lacks: bool = False  # what was chosen is right, and more should have been
    feedback: Wording | None = None  # about the answer as a whole: orderings


def seed(secret: str, *subject: str) -> bytes:
    """What decides the shown order for one subject, e.g. a person and a check.

    Nobody can work it out without the secret: an ordering is written in its right order, so a known
    shuffle would be the key.
    """
    return hmac.digest(secret.encode(), SEPARATOR.join(subject).encode(), DIGEST)


def shown(question: Question, seed: bytes) -> tuple[str, ...]:
    """The ids of the options or items in the order in which one person sees them, always the same.

    Every order is equally likely; the answers to a statement stay in place.
    """
    if isinstance(question, TrueFalse):
        return tuple(option.id for option in question.options)
    parts = question.items if isinstance(question, Ordering) else question.options
    return tuple(sorted((part.id for part in parts), key=lambda id_: _rank(seed, id_)))


def _rank(seed: bytes, id_: str) -> bytes:
    return hmac.digest(seed, id_.encode(), DIGEST)


def read_answer(question: Question, order: Sequence[str], given: Sequence[str]) -> Answer:
    """The answer that a form gives: shown positions from 1; of an ordering, the place of each item.

    `order` is what `shown` said. Raises Invalid with an instruction for what is incomplete or made
    up.
    """
    positions = [_position(text, len(order)) for text in given if text]
    if isinstance(question, Ordering):
        return _in_places(order, positions)
    if not positions:
        raise Invalid(CHOOSE_SOME if isinstance(question, Multiple) else CHOOSE_ONE)
    if len(set(positions)) > 1 and not isinstance(question, Multiple):
        raise Invalid(CHOOSE_ONE)
    return tuple(order[position - 1] for position in sorted(set(positions)))


def _position(text: str, most: int) -> int:
    if not (text.isascii() and text.isdecimal() and len(text) <= len(str(most))):
        raise Invalid(MADE_UP)
    if not 1 <= int(text) <= most:
        raise Invalid(MADE_UP)
    return int(text)


def _in_places(order: Sequence[str], places: Sequence[int]) -> Answer:
    if len(places) != len(order):
        raise Invalid(PLACE_ALL)
    if Counter(places).most_common(1)[0][1] > 1:
        raise Invalid(PLACE_ONCE)
    return tuple(id_ for _, id_ in sorted(zip(places, order, strict=True)))


def grade(question: Question, answer: Answer) -> Verdict:
    """Grade an answer. Raises Invalid for one that names what the question does not have."""
    if isinstance(question, Ordering):
        return _grade_order(question, answer)
    options = {option.id: option for option in question.options}
    if not set(answer) <= options.keys():
        raise Invalid(MADE_UP)
    remarks = {id_: Remark(options[id_].right, options[id_].feedback) for id_ in answer}
    wanted = {option.id for option in question.options if option.right}
    return Verdict(
        right=wanted == set(answer), remarks=remarks, lacks=bool(answer) and set(answer) < wanted
    )


def _grade_order(question: Ordering, answer: Answer) -> Verdict:
    wanted = tuple(item.id for item in question.items)
    if sorted(answer) != sorted(wanted):
        raise Invalid(MADE_UP)
    right = answer == wanted
    return Verdict(
        right=right, remarks={}, feedback=question.if_right if right else question.if_wrong
    )
