"""Statistics for authors: what the plays of a scenario teach whoever wrote it."""

from flask import Flask

from lms.statistics import views


def init_app(app: Flask) -> None:
    """Register the routes."""
    app.register_blueprint(views.bp)
