"""Growth: what somebody's facts say about the seven competencies, number by number."""

from flask import Flask

from lms.growth import views


def init_app(app: Flask) -> None:
    """Register the pages of growth."""
    app.register_blueprint(views.bp)
