"""The job that counts how translations stand, for the list of all of them."""

from lms import clock
from lms.db import write
from lms.studio import queries, service
from lms.studio.domain.translating import Standing

COUNT = "studio.count-translations"
EVERY = 60  # seconds
MOST = 100  # documents at a time
NOTHING = Standing(0, 0, 0)


def count_translations() -> None:
    """Count what was published since, one document after the other."""
    for document, revision in queries.uncounted(MOST):
        standing = queries.standing_of(document, revision) or NOTHING
        write(service.keep_standing, revision.id, standing, clock.now())
