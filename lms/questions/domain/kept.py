"""What becomes of replies that the grader did not understand, or that people contest.

They are kept by what was said, not by who said it. A trainer decides what each is; a ruling over
one grading keeps both verdicts, so that it can be told how far a rule agrees with people.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from enum import StrEnum
from hashlib import sha256

from lms.library.domain import Wording
from lms.questions.domain.replies import (
    Band,
    Criteria,
    Element,
    Example,
    Finding,
    Need,
    ReplyVerdict,
    Saying,
    State,
)
from lms.questions.domain.replies.letters import letters
from lms.questions.domain.replies.phrases import parse_phrase

LONGEST_FORBIDDEN = 30  # letters of a phrase that is made of a reply
FEWEST_LETTERS = 2  # of a reply that is worth a look


class Cause(StrEnum):
    """Why a reply is kept."""

    UNMATCHED = "unmatched"  # a text that met nothing
    CONTESTED = "contested"  # somebody says that it was graded wrongly


class Decision(StrEnum):
    """What a trainer made of a kept reply."""

    SYNONYM = "synonym"  # it says what an element wants
    FORBIDDEN = "forbidden"  # it must not be said
    BRANCH = "branch"  # it leads somewhere of its own
    NOTHING = "nothing"  # the grader was right


class Capacity(StrEnum):
    """As what somebody rules over a grading."""

    TRAINER = "trainer"
    MENTOR = "mentor"


class Move(StrEnum):
    """What grading anew would do to a mark."""

    RISES = "rises"  # at once
    FALLS = "falls"  # after approval
    STAYS = "stays"


@dataclass(frozen=True, slots=True)
class Agreement:
    """How often people and a rule said the same about what it found."""

    same: int = 0
    other: int = 0

    @property
    def total(self) -> int:
        """How many gradings were ruled over."""
        return self.same + self.other


def cause_of(verdict: ReplyVerdict, typed: str) -> Cause | None:
    """Why a reply is to be kept as soon as it is graded; None if there is nothing to learn from it.

    A list of keywords is none, nor is what was forbidden: both were understood.
    """
    is_text = verdict.band not in (Band.HEAP, Band.BREACH) and len(letters(typed)) >= FEWEST_LETTERS
    return Cause.UNMATCHED if is_text and not verdict.met else None


def fingerprint(typed: str) -> str:
    """The same for replies that differ only in marks, width or script: SHA-256 in hexadecimal."""
    return sha256(letters(typed).text.encode()).hexdigest()


def rule_of(finding: Finding) -> str:
    """The phrase or example by which an element was met; empty where nothing was found."""
    return finding.reason.facts.get("phrase") or finding.reason.facts.get("example", "")


def rule_of_part(verdict: ReplyVerdict, part: str) -> tuple[str, bool]:
    """The rule by which a part of a verdict was judged, and whether it was found.

    Of something forbidden it is the entry itself. Raises KeyError for a part that it has not.
    """
    if part in verdict.said:
        return part, True
    finding = {it.element: it for it in verdict.findings}[part]
    return rule_of(finding), is_found(finding)


def agreement(rulings: Iterable[tuple[str, bool, bool, int]]) -> Mapping[str, Agreement]:
    """How far each rule agrees with people: a rule, its verdict, the person's, and how often so."""
    found: dict[str, Agreement] = {}
    for rule, said, ruled, times in rulings:
        before = found.get(rule, Agreement())
        same, other = (times, 0) if said == ruled else (0, times)
        found[rule] = Agreement(before.same + same, before.other + other)
    return found


def is_found(finding: Finding) -> bool:
    """What the grader says of an element: met or not."""
    return finding.state is State.MET


def with_synonym(criteria: Criteria, element: str, typed: str) -> Criteria:
    """The criteria with a reply as one more example of an element.

    Raises KeyError for an id that is no element, ValueError for one that is forbidden or an order.
    """
    wanted = {it.id: it for it in criteria.elements}[element]
    if wanted.need is Need.FORBIDDEN or wanted.order:
        raise ValueError(f"{element} cannot be met by saying something else")
    saying = (wanted.saying or Saying()).and_(Saying(examples=(Example.of(typed),)))
    return _with(criteria, replace(wanted, saying=saying))


def with_forbidden(criteria: Criteria, id_: str, title: Wording, words: str) -> Criteria:
    """The criteria with something more that must not be said.

    Raises ValueError for an id that is taken, or words too long to be said again by chance;
    Invalid for words that are no phrase.
    """
    if id_ in {it.id for it in criteria.elements}:
        raise ValueError(f"{id_} is taken")
    if len(letters(words)) > LONGEST_FORBIDDEN:
        raise ValueError("name the words that must not be said, not the whole reply")
    saying = Saying(parse_phrase(words))
    element = Element(id=id_, need=Need.FORBIDDEN, title=title, saying=saying)
    return replace(criteria, elements=(*criteria.elements, element))


def _with(criteria: Criteria, element: Element) -> Criteria:
    elements = (element if it.id == element.id else it for it in criteria.elements)
    return replace(criteria, elements=tuple(elements))


def move(before: int, after: int, *, passed: bool, passes: bool) -> Move:
    """What a new score does to a mark: whoever loses points or the pass falls, whatever else."""
    if after < before or (passed and not passes):
        return Move.FALLS
    return Move.RISES if after > before or passes > passed else Move.STAYS
