"""Where the features' commands come together under `flask`."""

from flask import Flask

from lms.jobs.commands import group as jobs
from lms.people.commands import people, trail


def init_app(app: Flask) -> None:
    """Offer all commands."""
    for group in (jobs, people, trail):
        app.cli.add_command(group)
