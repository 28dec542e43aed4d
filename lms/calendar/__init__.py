"""One's own plan in one's own calendar: a secret address that calendar programs read."""

from flask import Flask

from lms.calendar import views
from lms.errors import N_
from lms.people import audit

SENTENCES = {
    "calendar.opened": N_("%(actor)s开通了自己的日历地址"),
    "calendar.renewed": N_("%(actor)s换了自己的日历地址"),
    "calendar.closed": N_("%(actor)s停用了自己的日历地址"),
}


def init_app(app: Flask) -> None:
    """Register the routes and how the events of addresses read."""
    app.register_blueprint(views.bp)
    for kind, words in SENTENCES.items():
        audit.sentence(kind, words)
