"""Reading into memory what every process that serves people needs, before one becomes several.

What the first process has read, those that come out of it share.
"""

from flask import Flask

from lms import traditional
from lms.db import db
from lms.i18n import LANGUAGES, catalogue
from lms.library import kinds, queries


def warm(app: Flask) -> None:
    """Read what is published, and the texts of the interface; nothing stays open."""
    with app.app_context():
        for kind in kinds.registered():
            queries.all_published(kind)
        db.session.remove()
        db.engine.dispose()
    for tag in LANGUAGES:
        catalogue(tag)
    traditional.rest()
    app.extensions["huey"].storage.close()
