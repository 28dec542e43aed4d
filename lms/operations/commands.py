"""`flask demo …`, and what `make run` does before it serves."""

import sys
from collections.abc import Iterator, Sequence
from typing import Any

import click
from flask import current_app
from flask.cli import AppGroup

from lms import clock
from lms.config import ROOT, Settings
from lms.db import write
from lms.errors import ConfigurationError
from lms.i18n import language, speak_as_the_terminal
from lms.library import service as library
from lms.library.content import words
from lms.messages import service as messages
from lms.onboarding import service as onboarding
from lms.operations import demo
from lms.operations.demo.diary import Deed
from lms.people.jobs import complete_words
from lms.people.models import Person
from lms.people.passwords import hashed

group = AppGroup("demo", help="The demo company.")


@group.command("fill")
@click.option(
    "--trainees",
    type=click.IntRange(0, demo.MOST_TRAINEES),
    default=0,
    help="Beside the demo company, so many trainees with three months of history, their mentors "
    "and departments. Those who are there already are counted. Best while nobody is at work.",
)
def fill_command(trainees: int) -> None:
    """Fill an empty database with the demo company; nothing happens when it is there.

    With --trainees the company grows; after an interruption the same command goes on.
    """
    try:
        fill_demo(current_app.config["SETTINGS"])
        if trainees:
            fill_crowd(trainees)
    except ConfigurationError as error:
        click.echo(f"shitu: {error}", err=True)
        raise SystemExit(1) from None
    click.echo(demo.sign_ins())


def fill_demo(settings: Settings) -> None:
    """Bring the calendar, the words of people, the texts and the demo company up to date.

    Raises ConfigurationError when the database holds real people.
    """
    demo.check_may_fill(settings)
    complete_words()
    write(onboarding.seed_calendar, clock.now())
    password_hash = None if demo.is_filled() else hashed(demo.PASSWORD)
    if password_hash:
        with messages.quietly():
            write(demo.found_company, password_hash, now=clock.now())
    load_texts(by_demo_authors=True)
    if password_hash:
        click.echo("· demo company (once, about 20 seconds)")
        with messages.quietly():  # what happened long ago is not told by e-mail
            write(demo.fill, password_hash, _counted, now=clock.now())
    demo.record(settings.instance, is_demo=True)


def fill_crowd(trainees: int) -> None:
    """Let there be so many trainees beside those of the demo company."""
    with _bar(length=trainees, label="· trainees") as bar:
        demo.fill_crowd(
            trainees,
            hashed(demo.PASSWORD),
            lambda there: bar.update(there - bar.pos),
            now=clock.now(),
        )


def prepare_production() -> None:
    """Bring the calendar, the words of people and the texts up to date."""
    complete_words()
    write(onboarding.seed_calendar, clock.now())
    load_texts()


def load_texts(*, by_demo_authors: bool = False) -> None:
    """Publish what is correct among the authored texts; name what is wrong."""
    speak_as_the_terminal()
    findings = library.prepare(ROOT)
    authors: Sequence[Person] = demo.authors() if by_demo_authors else ()
    now = demo.texts_since(clock.now()) if by_demo_authors else clock.now()
    report = write(library.load, findings, authors, now=now)
    library.forget_other_readings(findings)
    for problem in report.problems:
        click.echo(words(problem, language()), err=True)


def _counted(deeds: Sequence[Deed]) -> Iterator[Deed]:
    with _bar(deeds) as bar:
        yield from bar


def _bar(*things: Sequence[Deed], **options: Any) -> Any:
    return click.progressbar(*things, file=sys.stderr, hidden=not sys.stderr.isatty(), **options)
