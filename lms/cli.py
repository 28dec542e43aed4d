"""Where the features' commands come together under `flask`."""

from flask import Flask

from lms.certification.commands import group as certificates
from lms.jobs.commands import group as jobs
from lms.library.commands import group as content
from lms.operations.backup.commands import group as backup
from lms.operations.commands import group as demo
from lms.operations.timekeeping import group as timekeeping
from lms.people.commands import people, trail
from lms.scenarios.commands import group as scenarios
from lms.search.commands import group as search

GROUPS = (
    backup,
    certificates,
    content,
    demo,
    jobs,
    people,
    scenarios,
    search,
    timekeeping,
    trail,
)


def init_app(app: Flask) -> None:
    """Offer all commands."""
    for group in GROUPS:
        app.cli.add_command(group)
