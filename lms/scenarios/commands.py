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
from lms.scenarios.domain import Scenario, advice, envelope, fared, paths

BATCH = 500  # plays found at a time

group = AppGroup("scenarios", help="Role-play scenarios.")


@group.command("check")
@click.argument("files", nargs=-1, type=click.Path(exists=True, dir_okay=False, path_type=Path))
def check(files: tuple[Path, ...]) -> None:
    """Say what is wrong with FILES, else with all scenarios; nothing is changed.

    What can be played and is still worth a second look is said as well, marked with a star.
    Exit code 0: all can be played. 1: some cannot.
    """
    speak_as_the_terminal()
    bundles = _bundles(files)
    problems: list[Problem] = []
    looks: list[Problem] = []
    for bundle in bundles:
        try:
            looks += _second_looks(bundle)
        except ContentError as error:
            problems += error.problems
    for problem in problems:
        click.echo(words(problem, language()))
    for look in looks:
        click.echo(f"* {words(look, language())}")
    wrong = len({problem.file for problem in problems})
    click.echo(f"{len(bundles)} scenarios, {wrong} with problems, {len(problems)} problems")
    if problems:
        raise SystemExit(1)


@group.command("simulate")
@click.argument("files", nargs=-1, type=click.Path(exists=True, dir_okay=False, path_type=Path))
def simulate(files: tuple[Path, ...]) -> None:
    """Say what each ending of FILES can score, and how players fare who know nothing of service.

    Exit code 1: one of these players passes, or a scenario has faults.
    """
    speak_as_the_terminal()
    passed = sum([_simulate(bundle) for bundle in _bundles(files)])
    if passed:
        raise SystemExit(1)


def _simulate(bundle: Bundle) -> bool:
    """Print what a scenario measures; whether somebody passes who should not."""
    scenario = _scenario(bundle)
    if scenario is None:
        click.echo(f"{bundle.address}: has faults; see `flask scenarios check`")
        return True
    best = paths(scenario).best.total
    click.echo(f"{scenario.id}: {len(scenario.steps)} steps, at most {best} points")
    for reached in envelope(scenario):
        total = reached.total
        points = f"{total.least} to {total.most} points" if total else "never reached"
        click.echo(f"  {reached.ending.id} ({reached.ending.band}): {points}")
    bots = fared(scenario)
    for one in bots:
        share = f", {one.passed} of {one.plays} plays pass" if one.passed else ""
        click.echo(f"  {one.bot}: {one.mean}%, at best {one.best}%{share}")
    return any(one.passed for one in bots)


@group.command("count")
def count() -> None:
    """Count plays for authors that were over before plays were counted; a second time is harmless.

    Each in a transaction of its own, so that it may be broken off and begun again.
    """
    seen = last = 0
    while found := queries.ended_after(last, BATCH):
        for last in found:
            write(service.count_ended, last)
        seen += len(found)
    click.echo(f"{seen} plays looked at")


def end_run_out_plays() -> None:
    """End every play whose clock has run out, each in a transaction of its own.

    Where the machine's clock went back, no play gets more than its minutes from now.
    """
    for play_id in queries.begun_ahead(clock.now()):
        write(service.shorten, play_id, now=clock.now())
    for play_id in queries.run_out(clock.now()):
        write(service.end_if_run_out, play_id, now=clock.now())


def regrade_plays(amendment: int) -> None:
    """Grade all plays anew that words accepted or forbidden since concern, one by one.

    Each in a transaction of its own; what was graded before the job broke off is not graded again.
    """
    for play_id in queries.plays_to_regrade(amendment):
        write(service.regrade_play, play_id, amendment, now=clock.now())


def _bundle(file: Path) -> Bundle:
    return kinds.bundle(file.parent, file.stem, [file])


def _bundles(files: tuple[Path, ...]) -> list[Bundle]:
    return [_bundle(file) for file in files] or list(ScenarioKind().files(ROOT))


def _scenario(bundle: Bundle) -> Scenario | None:
    try:
        return kinds.checked(ScenarioKind(), bundle)
    except ContentError:
        return None


def _second_looks(bundle: Bundle) -> list[Problem]:
    """What is worth a second look in a scenario. Raises ContentError when it cannot be played."""
    return ScenarioKind.placed(advice(kinds.checked(ScenarioKind(), bundle)), bundle)
