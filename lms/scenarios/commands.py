"""`flask scenarios …`, and the job that ends plays whose clock ran out."""

from pathlib import Path

import click
from flask.cli import AppGroup

from lms import clock
from lms.config import ROOT
from lms.db import write
from lms.i18n import language, speak_as_the_terminal
from lms.library import kinds
from lms.library.content import words
from lms.library.domain import Bundle, ContentError, Problem
from lms.scenarios import queries, service
from lms.scenarios.content import ScenarioKind

group = AppGroup("scenarios", help="Role-play scenarios.")


@group.command("check")
@click.argument("files", nargs=-1, type=click.Path(exists=True, dir_okay=False, path_type=Path))
def check(files: tuple[Path, ...]) -> None:
    """Say what is wrong with FILES, else with all scenarios; nothing is changed.

    Exit code 0: all can be played. 1: some cannot.
    """
    speak_as_the_terminal()
    bundles = [_bundle(file) for file in files] or list(ScenarioKind().files(ROOT))
    problems = [problem for bundle in bundles for problem in _problems(bundle)]
    for problem in problems:
        click.echo(words(problem, language()))
    wrong = len({problem.file for problem in problems})
    click.echo(f"{len(bundles)} scenarios, {wrong} with problems, {len(problems)} problems")
    if problems:
        raise SystemExit(1)


def end_run_out_plays() -> None:
    """End every play whose clock has run out, each in a transaction of its own.

    Where the machine's clock went back, no play gets more than its minutes from now.
    """
    for play_id in queries.begun_ahead(clock.now()):
        write(service.shorten, play_id, now=clock.now())
    for play_id in queries.run_out(clock.now()):
        write(service.end_if_run_out, play_id, now=clock.now())


def _bundle(file: Path) -> Bundle:
    return kinds.bundle(file.parent, file.stem, [file])


def _problems(bundle: Bundle) -> tuple[Problem, ...]:
    try:
        kinds.parse(ScenarioKind(), bundle)
    except ContentError as error:
        return error.problems
    return ()
