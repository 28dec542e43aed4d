"""Mentor and apprentice: observations, what waits for a signature, how apprentices are doing."""

from flask import Flask

from lms.errors import N_
from lms.i18n import lazy
from lms.mentoring import views
from lms.mentoring.proofs import ObservationSource
from lms.onboarding import proofs
from lms.pages import NavigationItem, add_navigation
from lms.people import audit


def init_app(app: Flask) -> None:
    """Register the routes, the proof by observation and how its event reads."""
    app.register_blueprint(views.bp)
    proofs.register(app, ObservationSource())
    audit.sentence("observation.recorded", N_("%(actor)s写了一条对%(subject)s的观察记录"))
    add_navigation(
        app,
        NavigationItem(
            lazy("师徒"),
            "mentoring.show_mentoring",
            "person-check",
            "pairs.view",
            50,
            leads="observation.record",
        ),
    )
