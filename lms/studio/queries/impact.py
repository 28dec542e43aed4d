"""How many people are in the middle of a document; numbers only, never who."""

from collections.abc import Callable, Mapping
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import aliased

from lms.courses.models import EntryTest, EntryTestLesson, LessonCompletion, SectionRead
from lms.db import db
from lms.library.models import Document, Revision
from lms.onboarding.models import Plan
from lms.scenarios.models import DrillRun, DrillWindow, Play
from lms.studio.domain.impact import Doing, Users

People = sa.Select[Any]  # of person ids


def users(document: Document) -> list[Users]:
    """Those who are in the middle of a document, by what they are doing."""
    asked = ASKED.get(document.kind)
    wanted = asked(document) if asked else {}
    return [Users(use, _count(people)) for use, people in wanted.items()]


def _count(people: People) -> int:
    return db.session.scalar(sa.select(sa.func.count()).select_from(people.subquery())) or 0


def _of_scenario(document: Document) -> Mapping[Doing, People]:
    playing = sa.select(Play.person_id).where(
        Play.document_id == document.id, Play.ended_at.is_(None), ~Play.is_preview
    )
    drilling = (
        sa.select(DrillRun.person_id)
        .join(DrillWindow, DrillWindow.run_id == DrillRun.id)
        .join(Play, Play.id == DrillWindow.play_id)
        .where(
            Play.document_id == document.id,
            Play.ended_at.is_(None),
            DrillRun.ended_at.is_(None),
            ~DrillRun.is_preview,
        )
    )
    return {Doing.PLAYING: playing.distinct(), Doing.DRILLING: drilling.distinct()}


def _of_drill(document: Document) -> Mapping[Doing, People]:
    running = sa.select(DrillRun.person_id).where(
        DrillRun.document_id == document.id, DrillRun.ended_at.is_(None), ~DrillRun.is_preview
    )
    return {Doing.DRILLING: running.distinct()}


def _of_lesson(document: Document) -> Mapping[Doing, People]:
    counting = _counting(document)
    done = sa.select(LessonCompletion.person_id).where(
        LessonCompletion.document_id == document.id, LessonCompletion.revision_id.in_(counting)
    )
    reading = sa.select(SectionRead.person_id).where(
        SectionRead.document_id == document.id,
        SectionRead.revision_id.in_(counting),
        ~sa.exists().where(
            LessonCompletion.person_id == SectionRead.person_id,
            LessonCompletion.document_id == SectionRead.document_id,
            LessonCompletion.revision_id.in_(counting),
        ),
    )
    tested = (
        sa.select(EntryTest.person_id)
        .join(EntryTestLesson, EntryTestLesson.test_id == EntryTest.id)
        .where(EntryTestLesson.document_id == document.id, EntryTest.handed_in_at.is_(None))
    )
    return {
        Doing.READING: reading.distinct(),
        Doing.DONE: done.distinct(),
        Doing.TESTED: tested.distinct(),
    }


def _counting(document: Document) -> People:
    """The revisions of a lesson on which what was read still counts: none later is material."""
    live, material = aliased(Revision), aliased(Revision)
    last_material = (
        sa.select(sa.func.max(material.number))
        .join(live, live.document_id == material.document_id)
        .where(
            live.id == document.published_revision_id,
            material.material,
            material.published_at.is_not(None),
            material.number <= live.number,
        )
        .scalar_subquery()
    )
    return sa.select(Revision.id).where(
        Revision.document_id == document.id, Revision.number >= sa.func.coalesce(last_material, 1)
    )


def _of_course(document: Document) -> Mapping[Doing, People]:
    tested = sa.select(EntryTest.person_id).where(
        EntryTest.document_id == document.id, EntryTest.handed_in_at.is_(None)
    )
    return {Doing.TESTED: tested.distinct()}


def _of_plan(document: Document) -> Mapping[Doing, People]:
    running = sa.select(Plan.person_id).where(
        Plan.document_id == document.id, Plan.ended_at.is_(None)
    )
    return {Doing.PLANNED: running.distinct()}


ASKED: Mapping[str, Callable[[Document], Mapping[Doing, People]]] = {
    "course": _of_course,
    "drill": _of_drill,
    "lesson": _of_lesson,
    "plan": _of_plan,
    "scenario": _of_scenario,
}
