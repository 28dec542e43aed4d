"""Taking a drill: every customer's play is put down at once, and begins when she arrives."""

import secrets
from collections.abc import Sequence
from datetime import datetime, timedelta

from lms.db import db, lock
from lms.errors import N_, Stale
from lms.library.queries import Published
from lms.people.models import Person
from lms.scenarios import queries
from lms.scenarios.domain import EndedBy, Mode, Pace, Scenario
from lms.scenarios.domain.drill import Drill
from lms.scenarios.models import DrillRun, DrillWindow, Play
from lms.scenarios.service.ending import end_if_run_out
from lms.scenarios.service.starting import SEEDS

PUT_AWAY = N_("这个演练里有一个情景已经收起来了，暂时不能练。请换一个，或者告诉培训师。")


def start_drill(
    person: Person,
    document: Published[Drill],
    *,
    language: str,
    key: str,
    afresh: bool,
    is_preview: bool,
    now: datetime,
) -> DrillRun:
    """Begin a drill, or go on with the open one; the same key begins only one.

    An open one is laid aside when `afresh` is asked for. Raises Stale when one of its scenarios is
    no longer published.
    """
    begun = queries.run_by_key(person.id, key)
    if begun is not None:
        return begun
    before = None if is_preview else queries.open_run(person.id, document.document_id)
    if before is not None and _goes_on(before, afresh=afresh, now=now):
        return before
    scenarios = queries.scenarios_of(document.content)
    if scenarios is None:
        raise Stale(PUT_AWAY)
    extra = max(queries.granted_time(person.id, one.document_id) for one in scenarios)
    lasts = Pace(extra).longer(timedelta(minutes=document.content.minutes))
    run = DrillRun(
        person_id=person.id,
        document_id=document.document_id,
        revision_id=document.revision_id,
        is_preview=is_preview,
        key=key,
        started_at=now,
        deadline=now + lasts,
        extra_time=extra,
    )
    db.session.add(run)
    db.session.flush()  # a second open drill is refused here
    _seat(run, document.content, scenarios, language)
    return run


def _goes_on(run: DrillRun, *, afresh: bool, now: datetime) -> bool:
    """Whether the open drill is the one to go on with; if not, it has ended afterwards."""
    plays = queries.plays_of(run)
    for play in plays:
        lock(play)  # before the drill itself, as turns do
        if play.ended_at is None:
            end_if_run_out(play.id, now=now)
    lock(run)
    if run.ended_at is not None:
        return False
    if not afresh:
        return True
    for play in plays:
        if play.ended_at is None:
            play.ended_at, play.ended_by = max(now, play.started_at), EndedBy.LEFT
    run.ended_at, run.ended_by = max(now, run.started_at), EndedBy.LEFT
    db.session.flush()  # before the next one is open: only one may be
    return False


def _seat(
    run: DrillRun, drill: Drill, scenarios: Sequence[Published[Scenario]], language: str
) -> None:
    """Put down the plays of a drill: on the clock, and counted nowhere by themselves."""
    plays = [
        Play(
            person_id=run.person_id,
            document_id=scenario.document_id,
            revision_id=scenario.revision_id,
            mode=Mode.ASSESSMENT,
            language=language,
            seed=secrets.randbelow(SEEDS),
            is_preview=True,
            key=f"{run.public_id}.{number}",
            started_at=run.started_at + timedelta(seconds=window.arrives),
            deadline=run.deadline,
            extra_time=run.extra_time,
            is_unhurried=False,
            was_unhurried=False,
        )
        for number, (window, scenario) in enumerate(zip(drill.windows, scenarios, strict=True), 1)
    ]
    db.session.add_all(plays)
    db.session.flush()  # the windows name them
    for number, play in enumerate(plays, 1):
        db.session.add(DrillWindow(run_id=run.id, number=number, play_id=play.id))
