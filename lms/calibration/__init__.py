"""Calibration: mentors grade the same talk blind; how far they agree, and who is milder."""

from flask import Flask

from lms.calibration import views
from lms.calibration.content import CalibrationKind
from lms.calibration.seconding import CalibratedMentors
from lms.errors import N_
from lms.i18n import lazy
from lms.library import kinds
from lms.onboarding import seconds
from lms.pages import NavigationItem, add_navigation
from lms.people import audit

SENTENCES = {
    "calibration.opened": N_("%(actor)s开始了 %(month)s的校准"),
    "calibration.rated": N_("%(actor)s交了 %(month)s校准的评分"),
    "calibration.closed": N_("%(actor)s结束了 %(month)s的校准"),
}


def init_app(app: Flask) -> None:
    """Register the rule, the routes, how events read, and what waits on a mentor's home."""
    kinds.register(app, CalibrationKind())
    app.register_blueprint(views.bp)
    seconds.register(app, CalibratedMentors())
    app.jinja_env.globals["waiting_calibration"] = views.waiting_calibration
    for kind, words in SENTENCES.items():
        audit.sentence(kind, words)
    add_navigation(
        app,
        NavigationItem(lazy("校准"), "calibration.show_rounds", "sliders", "calibration.view", 52),
    )
