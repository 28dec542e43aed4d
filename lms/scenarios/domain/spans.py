"""The most and the least that a reply or a form of some grade can earn.

The most is a bound that no reply exceeds; the graph of a scenario counts with it.
"""

from collections import Counter
from collections.abc import Iterable, Sequence

from lms.questions.domain.replies import Criteria, Need
from lms.scenarios.domain.answers import Grade
from lms.scenarios.domain.fields import FormField
from lms.scenarios.domain.moves import Points

HALF = 2


def of_reply(criteria: Criteria, grade: Grade) -> tuple[Points, Points]:
    """Most and least points of replies of a grade."""
    required = [it.points for it in criteria.elements if it.need is Need.REQUIRED]
    better = [it.points for it in criteria.elements if it.need is Need.BETTER]
    forbidden = [it.points for it in criteria.elements if it.need is Need.FORBIDDEN]
    match grade:
        case Grade.GOOD:
            return _sum([*required, *better]), _sum(required)
        case Grade.PARTIAL:  # all may have been met by a reply that is too long
            return _sum([*required, *better]), {}
        case Grade.POOR:
            return _sum([*_dearest(required, _most_of_poor(required)), *better]), {}
        case Grade.BREACH:
            return (
                _sum([*required, *better, criteria.breach]),
                _sum([*forbidden, criteria.breach]),
            )


def of_form(fields: Iterable[FormField], grade: Grade) -> tuple[Points, Points]:
    """Most and least points of forms of a grade."""
    points = [field.points for field in fields]
    match grade:
        case Grade.GOOD:
            return _sum(points), _sum(points)
        case Grade.PARTIAL:
            return _sum(_dearest(points, len(points) - 1)), {}
        case Grade.POOR:
            return _sum(_dearest(points, _most_of_poor(points))), {}
        case Grade.BREACH:
            return _sum(points), {}


def _most_of_poor(parts: Sequence[Points]) -> int:
    """How many of so many may be right while it is less than half."""
    return max(0, (len(parts) - 1) // HALF)


def _dearest(parts: Iterable[Points], count: int) -> list[Points]:
    return sorted(parts, key=lambda points: sum(points.values()), reverse=True)[:count]


def _sum(parts: Iterable[Points]) -> Points:
    total: Counter[str] = Counter()
    for points in parts:
        total.update(points)
    return {name: worth for name, worth in total.items() if worth}
