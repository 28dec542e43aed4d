"""Searching everything that one may read: one page that asks each feature what it finds."""

from flask import Flask

from lms.search import views


def init_app(app: Flask) -> None:
    """Serve the page."""
    app.register_blueprint(views.bp)
