"""The assessment scores that count, of many people at once, for certificates and lists."""

from collections.abc import Collection

from lms.db import read
from lms.library import queries as library
from lms.scenarios.content import KIND
from lms.scenarios.domain import Attempt, Counts, Mode, counting
from lms.scenarios.queries.marked import MARKED, attempt


def assessment_scores(person_ids: Collection[int]) -> dict[int, dict[str, int]]:
    """The percent of the assessment that counts and was passed: person → scenario → score.

    A constant number of queries, however many people and plays.
    """
    attempts: dict[int, dict[str, list[Attempt]]] = {person_id: {} for person_id in person_ids}
    for person_id, _document, name, *facts in read(MARKED, people=tuple(attempts)):
        attempts[person_id].setdefault(name, []).append(attempt(*facts))
    policies = _policies()
    return {
        person_id: _scores(by_scenario, policies) for person_id, by_scenario in attempts.items()
    }


def _policies() -> dict[str, Counts]:
    return {found.name: found.content.assessment.counts for found in library.all_published(KIND)}


def _scores(by_scenario: dict[str, list[Attempt]], policies: dict[str, Counts]) -> dict[str, int]:
    found = {}
    for name, attempts in by_scenario.items():
        counted = counting(attempts, Mode.ASSESSMENT, policies.get(name, Counts.BEST))
        if counted and counted.passed and counted.score is not None:
            found[name] = counted.score
    return found
