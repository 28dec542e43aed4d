"""`flask content …`: check, load and export the files of authored texts."""

import logging
import sys
from collections.abc import Iterator
from pathlib import Path

import click
from flask.cli import AppGroup

from lms import clock
from lms.config import ROOT
from lms.db import write
from lms.errors import Invalid
from lms.i18n import _, language, speak_as_the_terminal
from lms.library import queries, service
from lms.library.content import words
from lms.library.domain import ContentError, Problem
from lms.library.service import LoadReport, Outcome
from lms.library.service.checking import Found
from lms.people.models import Person
from lms.people.queries import by_login

group = AppGroup("content", help="Courses, scenarios, plans and programmes as files.")
log = logging.getLogger(__name__)
folder = click.Path(exists=True, file_okay=False, path_type=Path)
root_option = click.option(
    "--root", type=folder, default=ROOT, help="Folder that holds courses/ and quizzes/."
)


@group.command("check")
@root_option
def check(root: Path) -> None:
    """Read every file and name every fault; change nothing."""
    speak_as_the_terminal()
    seen: list[Found] = []
    problems = service.check(root, lambda found: _shown(found, seen))
    _tell(problems)
    click.echo(_("检查了 %(count)s 份，问题 %(wrong)s 处。", count=len(seen), wrong=len(problems)))
    raise SystemExit(bool(problems))


@group.command("load")
@root_option
@click.option(
    "--author", "logins", multiple=True, metavar="LOGIN", help="Co-author of what is new."
)
def load(root: Path, logins: tuple[str, ...]) -> None:
    """Publish what is correct; what is wrong is named, and what was live stays live."""
    speak_as_the_terminal()
    authors = [_author(login) for login in logins]
    findings = service.prepare(root, _shown)
    report = write(service.load, findings, authors, now=clock.now())
    _tell(report.problems)
    for name in report.names(Outcome.KEPT):
        click.echo(_("%(name)s 在系统里改过，文件里的没有发布，两边都留着。", name=name), err=True)
    click.echo(_summary(report))
    raise SystemExit(bool(report.problems))


@group.command("export")
@click.argument("target", type=click.Path(file_okay=False, path_type=Path), default=ROOT)
@click.option("--overwrite", is_flag=True, help="Also replace files that hold something else.")
def export(target: Path, *, overwrite: bool) -> None:
    """Write what is published as files below TARGET, byte for byte as it was loaded."""
    speak_as_the_terminal()
    report = service.export(target, overwrite=overwrite)
    for name in report.left:
        click.echo(
            _("%(file)s 的内容不同，没有覆盖；要覆盖请加 --overwrite。", file=name), err=True
        )
    click.echo(
        _(
            "写出 %(written)s 个文件，未变 %(unchanged)s，没有覆盖 %(left)s。",
            written=len(report.written),
            unchanged=len(report.unchanged),
            left=len(report.left),
        )
    )
    raise SystemExit(bool(report.left))


def render_anew() -> None:
    """Make the HTML of published revisions again where the renderer has changed (a job)."""
    for revision_id in queries.stale_revisions():
        try:
            html = queries.fresh_html(revision_id)
        except (ContentError, Invalid) as error:
            log.error("not rendered anew", extra={"revision": revision_id, "problem": str(error)})
        else:
            write(service.keep_html, revision_id, html)


def index_anew() -> None:
    """Make published documents findable that are not, or by words made earlier (a job)."""
    for revision_id in queries.outdated():
        index(revision_id)


def index(revision_id: int) -> None:
    """Let a document be found by what its published revision says."""
    try:
        entries = service.entries_of(revision_id)
    except (ContentError, Invalid) as error:
        log.error("not indexed", extra={"revision": revision_id, "problem": str(error)})
    else:
        write(service.keep_entries, revision_id, entries)


def _shown(found: list[Found], seen: list[Found] | None = None) -> Iterator[Found]:
    if seen is not None:
        seen.extend(found)
    is_seen = sys.stderr.isatty()
    with click.progressbar(
        found, label=_("读取"), show_pos=True, file=sys.stderr, hidden=not is_seen
    ) as bar:
        yield from bar


def _tell(problems: tuple[Problem, ...]) -> None:
    for problem in problems:
        click.echo(words(problem, language()), err=True)


def _author(login: str) -> Person:
    person = by_login(login)
    if person is None:
        raise click.BadParameter(_("没有“%(login)s”这个账号。", login=login))
    return person


def _summary(report: LoadReport) -> str:
    summary: str = _(
        "新增 %(added)s，更新 %(changed)s，未变 %(unchanged)s，保留 %(kept)s；问题 %(wrong)s 处。",
        added=report.count(Outcome.ADDED),
        changed=report.count(Outcome.CHANGED),
        unchanged=report.count(Outcome.UNCHANGED),
        kept=report.count(Outcome.KEPT),
        wrong=len(report.problems),
    )
    return summary
