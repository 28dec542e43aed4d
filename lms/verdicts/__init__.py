"""What is said back to a verdict: short messages of trainee and mentor, never changed."""

from flask import Flask

from lms.errors import N_
from lms.people import audit
from lms.verdicts import queries, views


def init_app(app: Flask) -> None:
    """Register the pages, what templates ask of threads, how an event reads."""
    app.register_blueprint(views.bp)
    app.jinja_env.globals["said_back"] = queries.said_back
    audit.sentence("verdict.answered", N_("%(actor)s对%(subject)s的一条结论写了一句"))
