"""Words accepted or forbidden since a text was published: they widen what replies are graded by."""

from collections.abc import Iterable
from contextlib import suppress
from dataclasses import dataclass
from functools import lru_cache

from lms.errors import Invalid
from lms.library.domain import Wording
from lms.questions.domain.kept import Decision, with_forbidden, with_synonym
from lms.questions.domain.replies import Criteria, Element, ReplyVerdict, State
from lms.questions.domain.ruling import RULED_MISSING, Change, Changes

MOST_AMENDED = 300  # steps with amendments kept ready in a process


@dataclass(frozen=True, slots=True)
class Amendment:
    """Something that a trainer has accepted as said, or forbidden, at one step."""

    step: str
    decision: Decision  # synonym or forbidden
    element: str  # that it says; of something forbidden an id of its own
    words: str
    title: str = ""  # of something forbidden


@lru_cache(MOST_AMENDED)
def amended(criteria: Criteria, amendments: tuple[Amendment, ...]) -> Criteria:
    """The criteria with what was accepted and forbidden since, the same object for the same.

    What no longer fits, because the element has gone, is left out.
    """
    for one in amendments:
        with suppress(KeyError, ValueError, Invalid):
            criteria = with_amendment(criteria, one)
    return criteria


def with_amendment(criteria: Criteria, amendment: Amendment) -> Criteria:
    """The criteria with one amendment. Raises what `with_synonym` and `with_forbidden` raise."""
    if amendment.decision is Decision.SYNONYM:
        return with_synonym(criteria, amendment.element, amendment.words)
    return with_forbidden(criteria, amendment.element, Wording(amendment.title), amendment.words)


def changes_of(
    amendment: Amendment, criteria: Criteria, before: ReplyVerdict, after: ReplyVerdict
) -> Changes:
    """What an amendment changes in a verdict, given the verdict of the amended criteria.

    Nothing but its own element, and the orders in which that stands: whatever else would be found
    today was not asked for, and what a person has ruled to be missing stays so.
    """
    if amendment.decision is Decision.FORBIDDEN:
        new = (it for it in after.breaches if it.entry == amendment.element)
        return {it.entry: Change(True, breach=it) for it in new if it.entry not in before.said}
    ruled = {it.element for it in before.findings if it.reason.message == RULED_MISSING}
    concerned = {amendment.element, *_orders_with(amendment.element, criteria.elements)} - ruled
    return {
        it.element: Change(True, finding=it)
        for it in after.findings
        if it.element in concerned and it.state is State.MET and it.element not in before.met
    }


def _orders_with(id_: str, elements: Iterable[Element]) -> set[str]:
    return {it.id for it in elements if id_ in it.order}
