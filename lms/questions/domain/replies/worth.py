"""What a reply is on the whole and what it earns, given what was found of each element."""

from collections.abc import Mapping, Sequence

from lms.questions.domain.replies.lexicon import Criteria, Need
from lms.questions.domain.replies.verdict import Band, Breach, Finding, State

HALF = 2


def band_of(
    criteria: Criteria,
    findings: Sequence[Finding],
    breaches: Sequence[Breach],
    *,
    is_heap: bool,
    is_flawed: bool,
) -> Band:
    """How good a reply is; `is_heap`: it is no text, `is_flawed`: the whole was remarked upon."""
    if breaches:
        return Band.BREACH
    if is_heap:
        return Band.HEAP
    required = _required(criteria)
    met = _met(findings) & required
    if met == required and not is_flawed:
        return Band.GOOD
    return Band.PARTIAL if met and HALF * len(met) >= len(required) else Band.POOR


def is_complete(criteria: Criteria, findings: Sequence[Finding]) -> bool:
    """Whether everything required was said."""
    return _required(criteria) <= _met(findings)


def _required(criteria: Criteria) -> set[str]:
    return {it.id for it in criteria.elements if it.need is Need.REQUIRED}


def points_of(
    criteria: Criteria, findings: Sequence[Finding], breaches: Sequence[Breach]
) -> Mapping[str, int]:
    """What a reply earns per competency, with what forbidden things cost."""
    counted = _met(findings) | {it.entry for it in breaches}
    sums: dict[str, int] = dict(criteria.breach) if breaches else {}
    for element in criteria.elements:
        if element.id in counted:
            for competency, points in element.points.items():
                sums[competency] = sums.get(competency, 0) + points
    return {competency: points for competency, points in sums.items() if points}


def _met(findings: Sequence[Finding]) -> set[str]:
    return {it.element for it in findings if it.state is State.MET}
