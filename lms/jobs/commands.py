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
    app = current_app._get_current_object()  # type: ignore[attr-defined]
    huey = app.extensions["huey"]
    consumer = huey.create_consumer(workers=workers, periodic=True, check_worker_health=True)
    consumer.run()


@group.command("run")
def run() -> None:
    """Carry out what is due once, then stop."""
    write(worker.refill, current_app, now=clock.now())
    click.echo(f"{service.run_due(clock.now())} jobs tried")
