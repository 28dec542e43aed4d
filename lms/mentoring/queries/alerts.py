"""The house's thresholds, and at what people fail again and again."""

from collections import Counter
from collections.abc import Collection

import sqlalchemy as sa

from lms.courses.models import CheckAnswer
from lms.db import db
from lms.i18n import language
from lms.library import queries as library
from lms.mentoring.content import ALERTS
from lms.mentoring.domain.alerts import USUAL, Alerts, Failure
from lms.scenarios import queries as scenarios


def alerts() -> Alerts:
    """The thresholds as published; the usual ones as long as none are."""
    found = library.published(ALERTS, ALERTS)
    thresholds: Alerts = found.content if found else USUAL
    return thresholds


def failures_of(person_ids: Collection[int]) -> dict[int, tuple[Failure, ...]]:
    """The items at which people failed as often as the thresholds say, the most often first."""
    found: dict[int, list[Failure]] = {}
    least = alerts().failures
    for person_id, title, count in (*_failed_plays(person_ids), *_failed_checks(person_ids, least)):
        if count >= least:
            found.setdefault(person_id, []).append(Failure(title, count))
    return {
        person_id: tuple(sorted(failed, key=lambda one: -one.count))
        for person_id, failed in found.items()
    }


Failed = list[tuple[int, str, int]]  # person id, title, how often


def _failed_plays(person_ids: Collection[int]) -> Failed:
    titles = {one.name: one.content.title for one in library.all_published("scenario")}
    found: Failed = []
    for person_id, plays in scenarios.finished_plays_of(person_ids).items():
        passed = {play.scenario_id for play in plays if play.passed}
        counts = Counter(play.scenario_id for play in plays if play.scenario_id not in passed)
        found += [
            (person_id, titles[name].in_(language()), count)
            for name, count in counts.items()
            if name in titles
        ]
    return found


def _failed_checks(person_ids: Collection[int], least: int) -> Failed:
    """Checks that were answered wrongly so often and never rightly, by the title of the lesson."""
    titles = {one.document_id: one.content.title for one in library.all_published("lesson")}
    right = sa.func.sum(sa.case((CheckAnswer.is_right, 1), else_=0))
    rows = (
        sa.select(CheckAnswer.person_id, CheckAnswer.document_id, sa.func.count())
        .where(CheckAnswer.person_id.in_(person_ids))
        .group_by(CheckAnswer.person_id, CheckAnswer.document_id, CheckAnswer.question)
        .having(sa.func.count() >= least, right == 0)
    )
    return [
        (person_id, titles[document_id].in_(language()), count)
        for person_id, document_id, count in db.session.execute(rows)
        if document_id in titles
    ]
