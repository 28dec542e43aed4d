"""Keeping what stands out in the plays of a revision."""

from datetime import datetime

from lms.db import db
from lms.statistics.domain import Study
from lms.statistics.models import WeakSpots


def keep_weak_spots(revision_id: int, study: Study, now: datetime) -> None:
    """Keep how much of a revision should be looked at; nothing where nothing should."""
    kept = db.session.get(WeakSpots, revision_id)
    mends = study.mends
    if not mends:
        if kept is not None:
            db.session.delete(kept)
        return
    if kept is None:
        kept = WeakSpots(revision_id=revision_id)
        db.session.add(kept)
    kept.spots, kept.gravest = len(mends), mends[0].finding
    kept.people, kept.counted_at = study.people, now
