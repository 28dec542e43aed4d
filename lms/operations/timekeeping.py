"""`flask clock …`: what the installation knows of the time, and putting that right."""

from datetime import datetime

import click
from flask.cli import AppGroup

from lms import clock
from lms.db import write
from lms.people import audit

group = AppGroup("clock", help="The machine's clock, and the latest moment this product has seen.")


@group.command("show")
def show() -> None:
    """Say what the clock shows and how late it has been; exit code 1 when it went back."""
    seen = clock.latest()
    click.echo(f"clock:  {clock.local(clock.now()):%Y-%m-%d %H:%M:%S} {clock.zone()}")
    click.echo(f"latest: {_words(seen)}")
    if clock.went_back():
        click.echo(
            "The clock went back. If it is wrong now, put it right. If it was ahead before, "
            "`flask clock put-right` lets what seemed to have expired be valid again."
        )
        raise SystemExit(1)


@group.command("put-right")
def put_right() -> None:
    """Believe the clock from now on, because it had been ahead; noted in the audit trail."""
    seen = clock.latest()
    if seen is None or not clock.went_back():
        click.echo("The clock did not go back; nothing was changed.")
        return
    write(_note, seen, now=clock.now())
    clock.put_right()
    click.echo(f"latest: {_words(clock.latest())}, before {_words(seen)}")


def _note(seen: datetime, *, now: datetime) -> None:
    known = {"seen": seen.isoformat(timespec="seconds")}
    audit.record("clock.put-right", actor=None, subject=None, now=now, **known)


def _words(moment: datetime | None) -> str:
    return f"{clock.local(moment):%Y-%m-%d %H:%M:%S}" if moment else "not known yet"
