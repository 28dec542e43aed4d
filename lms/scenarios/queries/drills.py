"""Drills: how one stands, and what it came to."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import sqlalchemy as sa

from lms.db import db
from lms.library import queries as library
from lms.library.queries import Published
from lms.scenarios.content import KIND
from lms.scenarios.domain import Scenario, result
from lms.scenarios.domain.drill import (
    Course,
    Drill,
    DrillResult,
    Window,
    WindowResult,
    is_sound,
    spells,
    window_result,
)
from lms.scenarios.domain.telltale import Telltales, mixed_up, telltales
from lms.scenarios.models import DrillMark, DrillRun, DrillWindow, Play
from lms.scenarios.queries.drill_results import drill_marks
from lms.scenarios.queries.plays import Talk, pace_of, scenario_of, talk

# Every turn in a window asks these.
RUN_OF = (
    sa.select(DrillRun)
    .join(DrillWindow, DrillWindow.run_id == DrillRun.id)
    .where(DrillWindow.play_id == sa.bindparam("play_id"))
)
PLAYS_OF = (
    sa.select(Play)
    .join(DrillWindow, DrillWindow.play_id == Play.id)
    .where(DrillWindow.run_id == sa.bindparam("run_id"))
    .order_by(DrillWindow.number)
)


@dataclass(frozen=True, slots=True)
class Seat:
    """One window of a drill as it stands: its rule, its play, its talk."""

    number: int
    window: Window
    play: Play
    scenario: Scenario
    talk: Talk


def scenarios_of(drill: Drill) -> Sequence[Published[Scenario]] | None:
    """The scenarios of a drill as they are published now; None when one has been put away."""
    found = [library.published(KIND, window.scenario) for window in drill.windows]
    return [one for one in found if one] if all(found) else None


def run_by_key(person_id: int, key: str) -> DrillRun | None:
    """The drill that a post with this key began."""
    wanted = sa.select(DrillRun).where(DrillRun.person_id == person_id, DrillRun.key == key)
    return db.session.scalars(wanted).one_or_none()


def open_run(person_id: int, document_id: int) -> DrillRun | None:
    """The drill of this kind that a person is in, previews apart."""
    return open_runs(person_id, [document_id]).get(document_id)


def open_runs(person_id: int, document_ids: Iterable[int]) -> dict[int, DrillRun]:
    """Those that a person is in of some drills, previews apart, by document."""
    wanted = sa.select(DrillRun).where(
        DrillRun.person_id == person_id,
        DrillRun.document_id.in_(list(document_ids)),
        DrillRun.ended_at.is_(None),
        sa.not_(DrillRun.is_preview),
    )
    return {run.document_id: run for run in db.session.scalars(wanted)}


def run_of(play_id: int) -> DrillRun | None:
    """The drill that a play is a window of; None: it is none."""
    return db.session.scalars(RUN_OF, {"play_id": play_id}).one_or_none()


def plays_of(run: DrillRun) -> Sequence[Play]:
    """The plays of a drill, window by window."""
    return db.session.scalars(PLAYS_OF, {"run_id": run.id}).all()


def drill_of(run: DrillRun) -> Published[Drill]:
    """The drill at the revision on which it was begun."""
    return library.at_revision(run.revision_id)


def seats(run: DrillRun) -> list[Seat]:
    """The windows of a drill as they stand."""
    windows = drill_of(run).content.windows
    found = []
    for number, (window, play) in enumerate(zip(windows, plays_of(run), strict=True), 1):
        scenario = scenario_of(play).content
        found.append(Seat(number, window, play, scenario, talk(play, scenario)))
    return found


def reckoned(run: DrillRun) -> DrillResult:
    """What a drill comes to, worked out from its turns."""
    drill, taken = drill_of(run).content, seats(run)
    others = telltales([(seat.scenario, seat.window.telltale) for seat in taken])
    windows = (_came(seat, run, words) for seat, words in zip(taken, others, strict=True))
    return DrillResult(tuple(windows), drill.mix_up, drill.pass_mark)


def drill_result(run: DrillRun) -> DrillResult:
    """What a drill came to: as it was stored, else worked out."""
    marks = drill_marks(run)
    return marked_result(run, marks[-1]) if marks else reckoned(run)


def marked_result(run: DrillRun, mark: DrillMark) -> DrillResult:
    """What a drill came to by one of its marks."""
    drill = drill_of(run).content
    windows = (WindowResult.of(mark.windows[number]) for number in sorted(mark.windows))
    return DrillResult(tuple(windows), drill.mix_up, drill.pass_mark)


def _came(seat: Seat, run: DrillRun, others: Telltales) -> WindowResult:
    scenes, at = seat.talk.scenes, seat.talk.at
    came = result(seat.scenario, scenes)
    over = seat.play.ended_at or run.deadline
    turns = [(turn, at[number]) for number, turn in enumerate(seat.talk.turns, 1)]
    return window_result(
        came.score,
        spells(seat.window, Course(seat.play.started_at, over, turns), pace_of(seat.play)),
        mixed_up(seat.talk.typed, others),
        is_sound=is_sound(seat.scenario, scenes, came),
    )
