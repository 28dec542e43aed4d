"""What several plays of a person came to, and which of them counts. Previews are left out."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping

import sqlalchemy as sa
from sqlalchemy.orm import aliased

from lms.db import db
from lms.library import queries as library
from lms.library.models import Document
from lms.scenarios.content import KIND
from lms.scenarios.domain import Attempt, Counts, EndedBy, Mode, PlayResult, counting
from lms.scenarios.models import Mark, Play

Marked = sa.Select[Play, int, bool]  # a play, score and verdict of its latest mark


def attempts(person_id: int, document_ids: Collection[int]) -> Mapping[int, list[Attempt]]:
    """All plays of a person in some scenarios, previews apart, by document."""
    wanted = with_mark().where(Play.person_id == person_id, Play.document_id.in_(document_ids))
    found: dict[int, list[Attempt]] = defaultdict(list)
    for play, score, passed in db.session.execute(wanted).all():
        found[play.document_id].append(attempt_of(play, score, passed))
    return found


def open_play(person_id: int, scenario_id: str) -> Attempt | None:
    """The play that a person has open in a scenario, if there is one."""
    wanted = _named(with_mark(), scenario_id).where(
        Play.person_id == person_id, Play.ended_at.is_(None)
    )
    row = db.session.execute(wanted).one_or_none()
    return attempt_of(*row) if row else None


def best_result(person_id: int, scenario_id: str, mode: Mode) -> PlayResult | None:
    """The result of a person in a scenario that counts in a mode; None without any.

    In assessments the published scenario says whether the best or the last counts; a play whose
    clock ran out counts as not passed.
    """
    wanted = _named(with_mark(), scenario_id).where(
        Play.person_id == person_id, Play.mode == mode, Mark.id.is_not(None)
    )
    rows = [attempt_of(*row) for row in db.session.execute(wanted).all()]
    document = library.published(KIND, scenario_id)
    counts = document.content.assessment.counts if document else Counts.BEST
    best = counting(rows, mode, counts)
    return _result(best, scenario_id) if best else None


def finished_plays(person_id: int) -> list[PlayResult]:
    """What a person's plays came to, the newest first: those that reached an ending."""
    return finished_plays_of([person_id])[person_id]


def finished_plays_of(person_ids: Iterable[int]) -> Mapping[int, list[PlayResult]]:
    """The same for several people at once, by person; an empty list for those without."""
    wanted_people = list(person_ids)
    wanted = (
        with_mark()
        .add_columns(Document.name)
        .join(Document, Document.id == Play.document_id)
        .where(
            Play.person_id.in_(wanted_people),
            Play.ended_by == EndedBy.ENDING,
            Mark.id.is_not(None),
        )
        .order_by(Play.ended_at.desc(), Play.id.desc())
    )
    found: dict[int, list[PlayResult]] = {person_id: [] for person_id in wanted_people}
    for play, score, passed, name in db.session.execute(wanted).all():
        found[play.person_id].append(_result(attempt_of(play, score, passed), name))
    return found


def with_mark() -> Marked:
    """Plays with their latest mark, previews apart."""
    newer = aliased(Mark)
    latest = sa.select(sa.func.max(newer.number)).where(newer.play_id == Play.id).scalar_subquery()
    is_latest = sa.and_(Mark.play_id == Play.id, Mark.number == latest)
    return (
        sa.select(Play, Mark.score, Mark.passed)
        .select_from(Play)
        .outerjoin(Mark, is_latest)
        .where(sa.not_(Play.is_preview))
    )


def _named(wanted: Marked, scenario_id: str) -> Marked:
    return wanted.join(Document, Document.id == Play.document_id).where(
        Document.kind == KIND, Document.name == scenario_id
    )


def attempt_of(play: Play, score: int | None, passed: bool | None) -> Attempt:
    """A play with its latest mark, as far as rules about several plays ask."""
    return Attempt(
        play.public_id,
        Mode(play.mode),
        play.started_at,
        play.ended_at,
        EndedBy(play.ended_by) if play.ended_by else None,
        score,
        bool(passed),
    )


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
