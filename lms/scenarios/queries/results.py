"""What several plays of a person came to, and which of them counts. Previews are left out."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from typing import Any

import sqlalchemy as sa

from lms.db import db, read
from lms.library import queries as library
from lms.scenarios.content import KIND
from lms.scenarios.domain import Attempt, Counts, EndedBy, Mode, PlayResult, counting
from lms.scenarios.queries.marked import ATTEMPTS, IN_MODE, MARKED, OPEN, attempt


def attempts(person_id: int, document_ids: Collection[int]) -> Mapping[int, list[Attempt]]:
    """All plays of a person in some scenarios, previews apart, by document."""
    found: dict[int, list[Attempt]] = defaultdict(list)
    asked = {"person_id": person_id, "documents": list(document_ids)}
    for _person, document_id, _name, *facts in db.session.execute(ATTEMPTS, asked):
        found[document_id].append(attempt(*facts))
    return found


def open_play(person_id: int, scenario_id: str) -> Attempt | None:
    """The play that a person has open in a scenario, if there is one."""
    return next(iter(_asked(OPEN, person_id=person_id, scenario_id=scenario_id)), None)


def best_result(person_id: int, scenario_id: str, mode: Mode) -> PlayResult | None:
    """The result of a person in a scenario that counts in a mode; None without any.

    In assessments the published scenario says whether the best or the last counts; a play whose
    clock ran out counts as not passed.
    """
    rows = _asked(IN_MODE, person_id=person_id, scenario_id=scenario_id, mode=mode)
    document = library.published(KIND, scenario_id)
    counts = document.content.assessment.counts if document else Counts.BEST
    best = counting(rows, mode, counts)
    return _result(best, scenario_id) if best else None


def finished_plays(person_id: int) -> list[PlayResult]:
    """What a person's plays came to, the newest first: those that reached an ending."""
    return finished_plays_of([person_id])[person_id]


def finished_plays_of(person_ids: Iterable[int]) -> Mapping[int, list[PlayResult]]:
    """The same for several people at once, by person; an empty list for those without."""
    found: dict[int, list[PlayResult]] = {person_id: [] for person_id in person_ids}
    for person_id, _document, name, *facts in read(MARKED, people=tuple(found)):
        one = attempt(*facts)
        if one.ended_by is EndedBy.ENDING:
            found[person_id].append(_result(one, name))
    return found


def _asked(wanted: sa.Select[*tuple[Any, ...]], **values: object) -> list[Attempt]:
    rows = db.session.execute(wanted, values)
    return [attempt(*facts) for _person, _document, _name, *facts in rows]


def _result(attempt: Attempt, scenario_id: str) -> PlayResult:
    if attempt.score is None or attempt.ended_at is None:
        raise ValueError(f"play {attempt.public_id} has no mark")
    return PlayResult(
        scenario_id,
        attempt.mode,
        attempt.score,
        attempt.passed,
        attempt.ended_at,
        attempt.public_id,
    )
