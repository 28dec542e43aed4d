"""Statistics for authors: what the plays of a scenario teach whoever wrote it."""

from datetime import time

from flask import Flask

from lms import jobs
from lms.statistics import commands, views

NIGHT = time(3, 20)


def init_app(app: Flask) -> None:
    """Register the routes, and the job that adds up plays every night."""
    app.register_blueprint(views.bp)
    jobs.handler(app, commands.COUNT_WEAK, commands.count_weak_spots, at=NIGHT)
