"""`flask people …` and `flask audit …`: accounts and the audit trail from the terminal."""

from datetime import datetime
from typing import Any

import click
from flask import current_app
from flask.cli import AppGroup

from lms import clock
from lms.db import write
from lms.errors import ProductError
from lms.i18n import LANGUAGES, _, speak_as_the_terminal
from lms.people import audit, service
from lms.people.domain import (
    Account,
    Role,
    checked_email,
    checked_login,
    checked_name,
    checked_number,
)
from lms.people.queries import all_people
from lms.people.service import Created

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


@trail.command("verify")
def verify() -> None:
    """Walk the whole chain of events; exit code 1 and the first break when it does not hold."""
    count, broken = audit.verify()
    if broken is not None:
        raise click.ClickException(
            f"audit_event {broken.event_id}: {broken.reason}; {count} events before it hold. "
            "Compare with the latest backup."
        )
    click.echo(f"{count} events hold")


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
