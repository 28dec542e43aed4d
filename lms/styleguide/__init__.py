"""Every component in all its states, on one page: for those who build pages, in demo mode only."""

from flask import Flask

from lms.styleguide import views


def init_app(app: Flask) -> None:
    """Register the style guide."""
    app.register_blueprint(views.bp)
