"""`flask jobs …`: the worker process."""

import click
from flask import current_app
from flask.cli import AppGroup

from lms import clock
from lms.db import write
from lms.jobs import service, worker

group = AppGroup("jobs", help="Background jobs.")


@group.command("work")
@click.option("--workers", default=2, show_default=True, help="Threads.")
def work(workers: int) -> None:
    """Carry out jobs until stopped."""
    worker.carry_out(current_app._get_current_object(), workers)  # type: ignore[attr-defined]


@group.command("run")
def run() -> None:
    """Carry out what is due once, then stop."""
    write(worker.refill, current_app, now=clock.now())
    click.echo(f"{service.run_due(clock.now())} jobs tried")
