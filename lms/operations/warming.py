"""Reading into memory what every process that serves people needs, before one becomes several.

What the first process has read, those that come out of it share.
"""

from flask import Flask

from lms import traditional
from lms.db import db
from lms.i18n import LANGUAGES, catalogue
from lms.library import queries


def warm_words() -> None:
    """Read the texts of the interface."""
    for tag in LANGUAGES:
        catalogue(tag)


def warm(app: Flask) -> None:
    """Read what is published; nothing stays open."""
    with app.app_context():
        queries.read_all()
        db.session.remove()
        db.engine.dispose()
    traditional.rest()
    app.extensions["huey"].storage.close()
