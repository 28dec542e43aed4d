"""The nightly job that adds up plays for the list of what authors should look at."""

from lms import clock
from lms.db import write
from lms.library import queries as library
from lms.scenarios.content import KIND
from lms.scenarios.domain import Mode
from lms.statistics import queries, service
from lms.statistics.domain import study

COUNT_WEAK = "statistics.count-weak"


def count_weak_spots() -> None:
    """Add up the practice plays of every published scenario, one after the other."""
    for live in library.all_published(KIND):
        found = study(live.content, queries.counts(live.revision_id, Mode.PRACTICE))
        write(service.keep_weak_spots, live.revision_id, found, clock.now())
