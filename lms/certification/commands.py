"""`flask certificates …`, and the job that issues what is due."""

import shutil
import sys
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import click
from flask.cli import AppGroup

from lms import clock
from lms.certification import export, queries, service
from lms.certification.domain import Issue, read_number
from lms.certification.models import Certificate
from lms.certification.queries import Filter, RegisterRow
from lms.db import write
from lms.i18n import language, speak_as_the_terminal
from lms.people import access, access_log
from lms.people.models import Person
from lms.people.queries import by_login

group = AppGroup("certificates", help="Certificates.")


def issue_due() -> int:
    """Issue what is due under the automatic programmes; one transaction each. The number issued."""
    issued = 0
    for programme in queries.programmes():
        if programme.issue is Issue.AUTOMATIC:
            for person_id in service.ready_people(programme):
                write(
                    service.issue_to, person_id, programme.id, today=clock.today(), now=clock.now()
                )
                issued += 1
    return issued


def issue_due_job() -> None:
    """The job `certificates.issue-due`."""
    issue_due()


@group.command("issue-due")
def issue_due_command() -> None:
    """Issue what is due under the automatic programmes."""
    click.echo(f"{issue_due()} certificates issued")


@group.command("export")
@click.option("--as", "login", required=True, help="Login of the HR officer on whose behalf.")
@click.option("--purpose", default="", help="What for; kept in the access log.")
@click.argument("file", type=click.Path(dir_okay=False, writable=True, path_type=Path))
def export_command(login: str, purpose: str, file: Path) -> None:
    """Write the register as CSV, or as a workbook when FILE ends with .xlsx."""
    speak_as_the_terminal()
    asker = _officer(login)
    today, everything = clock.latest_day(), Filter()
    count = queries.register_count(asker, everything, today)
    write(
        access_log.export,
        asker,
        "certificate.register",
        scope=access.scope_of(asker, "certificate.register"),
        chosen=f"file={'xlsx' if _is_workbook(file) else 'csv'}",
        count=count,
        purpose=purpose,
        now=clock.now(),
    )
    found = queries.register_rows(asker, everything, today, language())
    _write_register(file, found, today)
    click.echo(f"{count} certificates written to {file}")


def _is_workbook(file: Path) -> bool:
    return file.suffix.lower() == ".xlsx"


def _write_register(file: Path, found: Iterator[RegisterRow], today: date) -> None:
    if _is_workbook(file):
        with export.register_workbook(found, today) as made, file.open("wb") as out:
            shutil.copyfileobj(made, out)
        return
    with file.open("w", encoding="utf-8", newline="") as text:
        text.writelines(export.register_csv(found, today))


def _officer(login: str) -> Person:
    asker = by_login(login)
    if asker is None or not asker.is_active:
        raise click.ClickException(f"{login}: nobody with this login may sign in")
    if not access.may(asker, "certificate.register"):
        raise click.ClickException(f"{login}: does not hold the role hr, which keeps the register")
    return asker


@group.command("verify")
@click.argument("numbers", nargs=-1, required=True)
def verify_command(numbers: tuple[str, ...]) -> None:
    """Say what certificates are worth today; exit code 1 if one is not valid."""
    sound = True
    for typed in numbers:
        found = _certificate(typed)
        verdict = queries.status_of(found, clock.latest_day()) if found else _why_not(typed)
        sound = sound and verdict == "valid"
        click.echo(f"{typed}: {verdict}")
    sys.exit(0 if sound else 1)


def _why_not(typed: str) -> str:
    number = read_number(typed)
    return "lost in a restore" if number and queries.is_in_a_gap(number) else "unknown"


def _certificate(typed: str) -> Certificate | None:
    number = read_number(typed)
    return queries.by_number(number) if number else None
