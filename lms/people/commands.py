"""`flask people …` and `flask audit …`: accounts and the audit trail from the terminal."""

import sys
from datetime import datetime
from pathlib import Path
from typing import Any

import click
from flask import current_app
from flask.cli import AppGroup

from lms import clock
from lms.db import write
from lms.errors import ProductError
from lms.i18n import LANGUAGES, _, speak_as_the_terminal
from lms.people import anchor, passwords, proof, queries, service
from lms.people.anchor import UnreadableAnchor
from lms.people.domain import (
    Account,
    Finding,
    Role,
    checked_email,
    checked_login,
    checked_name,
    checked_number,
    missed_rules,
)
from lms.people.models import Person
from lms.people.own_words import own_words_of
from lms.people.queries import all_people, by_login
from lms.people.service import Created

LONG_TRAIL = 50_000  # events, from which on a progress bar is shown
ROLE = click.Choice([str(role) for role in Role])

people = AppGroup("people", help="Accounts.")
trail = AppGroup("audit", help="The audit trail.")


@people.command("add")
@click.argument("login")
@click.option("--name", required=True, help="As it is printed on certificates.")
@click.option("--number", help="Employee number; the login if left out.")
@click.option(
    "--department",
    required=True,
    help="Path from the top, e.g. 客服中心/客服一部; made where it is missing.",
)
@click.option("--role", "roles", multiple=True, type=ROLE, help="Repeatable.")
@click.option("--email", default="")
@click.option("--language", type=click.Choice(list(LANGUAGES)))
@click.option("--starts-on", type=click.DateTime(["%Y-%m-%d"]), help="First working day.")
def add(roles: tuple[str, ...], **typed: Any) -> None:
    """Open an account and print its enrolment slip: a link valid for 72 hours."""
    speak_as_the_terminal()
    try:
        created = write(_add, [Role(role) for role in roles], typed, clock.now())
    except ProductError as error:
        words = _(error.message, **error.parameters)
        raise click.ClickException(f"{typed['login']}: {words}") from None
    click.echo(f"{created.person.login}: {_link(created.token)}")
    click.echo("Hand the link to its owner; it sets the password once, within 72 hours.")


@people.command("list")
@click.option("--role", type=ROLE, help="Only those who hold it.")
def list_(role: str | None) -> None:
    """List accounts: login, number, name, department, roles, status."""
    count = 0
    for person in all_people(Role(role) if role else None):
        roles = ",".join(sorted(person.roles)) or "-"
        facts = (person.login, person.employee_number, person.name, person.department.name)
        click.echo("\t".join((*facts, roles, person.status)))
        count += 1
    click.echo(f"{count} accounts", err=True)


@people.command("password")
@click.argument("login")
@click.password_option(help="Asked for, unseen, when left out.")
def password(login: str, password: str) -> None:
    """Set a temporary password; its owner must choose another at the next sign-in."""
    speak_as_the_terminal()
    person = _person(login)
    missed = missed_rules(
        password,
        has_second_factor=True,  # it does not last, so the shorter length will do
        is_common=passwords.is_common,
        own_words=own_words_of(person),
    )
    refusals = [_(each.message, **each.parameters) for each in missed]
    if refusals:
        raise click.ClickException(f"{login}: {' '.join(refusals)}")
    write(service.set_temporary_password, person, passwords.hashed(password), now=clock.now())
    click.echo(f"{person.login}: temporary password set; all sessions have ended.")


@people.command("reset-second-factor")
@click.argument("login")
def reset_second_factor(login: str) -> None:
    """Take away the second factor of somebody who cannot pass it any more."""
    speak_as_the_terminal()
    person = _person(login)
    try:
        write(service.reset_second_factor, None, person, now=clock.now())
    except ProductError as error:
        raise click.ClickException(f"{login}: {_(error.message, **error.parameters)}") from None
    click.echo(f"{person.login}: two-step sign-in is off; all sessions have ended.")


@trail.command("verify")
@click.option(
    "--anchor",
    "file",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    help="Compare with this file instead, for example one kept on another machine.",
)
def verify(file: Path | None) -> None:
    """Walk the whole trail and compare it with what was anchored outside the database.

    Exit code 1 and the first break when it does not hold.
    """
    try:
        with _progress(queries.newest_event()) as bar:
            finding = proof.verify(file, bar.update)
    except (UnreadableAnchor, OSError) as error:
        raise click.ClickException(
            f"{file or anchor.place()}: {error}; put back a copy of it, for example from a backup."
        ) from None
    if finding.broken is not None:
        raise click.ClickException(
            f"audit_event {finding.broken.event_id}: {finding.broken.reason}; {finding.events} "
            "events before it hold. Compare with the latest backup."
        )
    click.echo(f"{finding.events} events hold; {_anchored(finding)}")


def _progress(length: int) -> Any:
    hidden = length < LONG_TRAIL or not sys.stderr.isatty()
    return click.progressbar(length=length, file=sys.stderr, hidden=hidden)


def _anchored(finding: Finding) -> str:
    if finding.last_anchored is None:
        return "nothing is anchored yet, so a cut tail would not be seen."
    newer = f", {finding.newer} newer ones are not yet" if finding.newer else ""
    return f"anchored from event {finding.first_anchored} to {finding.last_anchored}{newer}."


def _person(login: str) -> Person:
    person = by_login(login)
    if person is None:
        raise click.ClickException(f"{login}: no such account; see `flask people list`")
    return person


def _add(roles: list[Role], typed: dict[str, Any], now: datetime) -> Created:
    department = service.department_at(typed["department"].split("/"), now=now)
    starts_on = typed["starts_on"]
    account = Account(
        login=checked_login(typed["login"]),
        employee_number=checked_number(typed["number"] or typed["login"]),
        name=checked_name(typed["name"]),
        department_id=department.id,
        starts_on=starts_on.date() if starts_on else None,
        email=checked_email(typed["email"]),
        language=typed["language"],
    )
    return service.create_person(None, account, roles, key=None, now=now)


def _link(token: str) -> str:
    return f"{current_app.config['SETTINGS'].public_url}/enrol/{token}"
