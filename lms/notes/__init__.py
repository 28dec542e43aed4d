"""A reader's own marks in a lesson: words highlighted, notes about them, kept when texts change."""

from flask import Flask

from lms.notes import views


def init_app(app: Flask) -> None:
    """Serve the pages, and offer marks to the page of a lesson, which knows nothing of them."""
    app.register_blueprint(views.bp)
    app.jinja_env.globals["marks_of"] = views.marks_of
