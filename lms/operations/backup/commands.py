"""`flask backup …`: making, checking, restoring and listing backups from the terminal."""

import re
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

import click
from flask import current_app
from flask.cli import AppGroup

from lms import clock
from lms.certification.domain import NUMBER
from lms.certification.numbers import key
from lms.config import Settings
from lms.errors import ConfigurationError
from lms.operations.backup import making, restoring, settling
from lms.operations.backup.checking import Checked, check, room_beside
from lms.operations.backup.restoring import Wish
from lms.operations.backup.trouble import BackupError
from lms.people.domain import Finding
from lms.safekeeping import read_passphrase

group = AppGroup("backup", help="Backups: one file with the database and everything beside it.")

EXISTING = click.Path(exists=True, dir_okay=False, path_type=Path)
FOLDER = click.Path(exists=True, file_okay=False, path_type=Path)
KEY_FILE = click.option(
    "--key-file",
    type=EXISTING,
    help="File with the passphrase, instead of LMS_BACKUP_KEY or LMS_BACKUP_KEY_FILE.",
)
MIB = 2**20


@group.command("create")
@click.argument("file", required=False, type=click.Path(path_type=Path))
@KEY_FILE
def create(file: Path | None, key_file: Path | None) -> None:
    """Make a backup and check it, while people are served.

    Without FILE it goes into the folder of backups, and those that the rule no longer keeps are
    deleted. It is sealed if there is a passphrase.
    """
    settings = _settings(key_file)
    with _in_words():
        backup = making.create(settings, clock.now(), file.resolve() if file else None)
    checked = backup.checked
    click.echo(f"{backup.file}: {backup.size / MIB:.1f} MiB, {_sealed(settings)}")
    if checked:
        _say_what_it_holds(checked)
    if file is None and checked and checked.trail.broken is None:
        for gone in making.prune(settings):
            click.echo(f"deleted {gone.file.name}: no longer kept by the rule")
    if checked and checked.trail.broken:
        raise SystemExit(1)


@group.command("check")
@click.argument("file", type=EXISTING)
@KEY_FILE
@click.option("--read-only", is_flag=True, help="Do not rehearse a restore, only read the file.")
@click.option("--database-url", help="An empty PostgreSQL to rehearse a backup of one in.")
def check_command(
    file: Path, key_file: Path | None, *, read_only: bool, database_url: str | None
) -> None:
    """Read a backup from its first byte to its last, then rehearse restoring it.

    The rehearsal goes to a folder that is thrown away; nothing of this installation is touched.
    Exit code 1 when the backup is not fit to be restored, or its audit trail does not hold.
    """
    settings = _settings(key_file)
    with _in_words():
        checked = check(file, settings.backups.key)
        click.echo(f"{file}: whole, made {checked.manifest.made_at:%Y-%m-%d %H:%M:%S} UTC")
        _say_what_it_holds(checked)
        if not read_only and (checked.manifest.database == "sqlite" or database_url):
            _rehearse(file, settings, database_url)
        elif not read_only:
            click.echo("not rehearsed: that takes an empty PostgreSQL, see --database-url")
    if checked.trail.broken:
        raise SystemExit(1)


@group.command("restore")
@click.argument("file", type=EXISTING)
@click.argument("folder", type=click.Path(path_type=Path))
@KEY_FILE
@click.option("--database-url", help="An empty PostgreSQL, for a backup of one.")
@click.option("--over", is_flag=True, help="Move aside what is in FOLDER.")
@click.option("--over-newer", is_flag=True, help="Even if it is newer than the backup.")
@click.option(
    "--old-instance",
    type=FOLDER,
    help="LMS_INSTANCE of the lost installation, where the numbers of certificates given out since "
    "are known; by default the present one.",
)
@click.option(
    "--at-least",
    multiple=True,
    metavar="NUMBER",
    help="A certificate number known to have been given out, e.g. KF-2026-000123; repeatable.",
)
def restore(file: Path, folder: Path, key_file: Path | None, **asked: object) -> None:
    """Restore a backup into a new FOLDER, which is then used as LMS_INSTANCE.

    Nothing is put in place before all of it was looked at and the product has served a page from
    it. Stop the server of the old installation first.
    """
    settings = _settings(key_file)
    wish = Wish(
        file=file,
        folder=folder.resolve(),
        passphrase=settings.backups.key,
        database_url=_text(asked["database_url"]),
        may_replace=bool(asked["over"] or asked["over_newer"]),
        may_replace_newer=bool(asked["over_newer"]),
        old_instance=_path(asked["old_instance"]) or settings.instance,
        at_least=_known(asked["at_least"]),
    )
    with _in_words():
        done = restoring.restore(wish)
    for line in done.lines:
        click.echo(line)
    if done.moved_aside:
        click.echo(f"what was in {wish.folder} is now in {done.moved_aside}")
    click.echo(f"restored; start with: LMS_INSTANCE={wish.folder} make run")


@group.command("list")
def list_() -> None:
    """List the backups in their folder, the newest first."""
    settings = _settings(None)
    backups = making.made(settings)
    for backup in backups:
        at = clock.local(backup.named.at)
        sealed = "sealed" if backup.named.is_sealed else "open"
        click.echo(f"{at:%Y-%m-%d %H:%M:%S}\t{backup.size / MIB:.1f} MiB\t{sealed}\t{backup.file}")
    click.echo(f"{len(backups)} backups in {settings.backups.folder}", err=True)


@group.command("settle", hidden=True)
def settle() -> None:
    """Finish a restore in the folder that was just made; called by `restore` and `check`."""
    with _in_words():
        try:
            for line in settling.settle():
                click.echo(line)
        except FileNotFoundError as error:
            raise BackupError(f"{error.filename} is missing: nothing was just restored.") from None


def _rehearse(file: Path, settings: Settings, database_url: str | None) -> None:
    with room_beside(file) as room, tempfile.TemporaryDirectory(dir=room) as folder:
        wish = Wish(
            file=file,
            folder=Path(folder) / "rehearsal",
            passphrase=settings.backups.key,
            database_url=database_url,
            old_instance=settings.instance,
        )
        done = restoring.restore(wish)
    click.echo("rehearsal of a restore:")
    for line in done.lines:
        click.echo(f"  {line}")


def _settings(key_file: Path | None) -> Settings:
    settings: Settings = current_app.config["SETTINGS"]
    if key_file is None:
        return settings
    with _in_words():
        passphrase = read_passphrase(key_file, "--key-file")
    return replace(settings, backups=replace(settings.backups, key=passphrase))


@contextmanager
def _in_words() -> Iterator[None]:
    """Say in one line what is wrong; exit code 1."""
    try:
        yield
    except (BackupError, ConfigurationError) as error:
        raise click.ClickException(str(error)) from None
    except OSError as error:
        where = error.filename or "a file"
        raise click.ClickException(f"{where} cannot be used ({error.strerror}).") from None


def _say_what_it_holds(checked: Checked) -> None:
    manifest = checked.manifest
    click.echo(
        f"{manifest.database}, tables of revision {manifest.revision}, "
        f"{sum(manifest.rows.values())} rows in {len(manifest.rows)} tables, "
        f"{len(manifest.files)} files, product {manifest.product}"
    )
    click.echo(_trail(checked.trail))


def _trail(found: Finding) -> str:
    if found.broken:
        return (
            f"ATTENTION: audit_event {found.broken.event_id}: {found.broken.reason}. The backup "
            "is kept as evidence and no other one is deleted; see `flask audit verify`."
        )
    return f"{found.events} events of the audit trail hold, anchored up to {found.last_anchored}"


def _sealed(settings: Settings) -> str:
    return "sealed with the passphrase" if settings.backups.key else "not encrypted"


def _known(given: object) -> dict[str, int]:
    known: dict[str, int] = {}
    for number in given if isinstance(given, Sequence) else ():
        found = re.fullmatch(NUMBER, str(number).upper())
        if found is None:
            raise click.BadParameter(f"{number} is no certificate number such as KF-2026-000123")
        name = key(found[1], int(found[2]))
        known[name] = max(int(found[3]), known.get(name, 0))
    return known


def _text(value: object) -> str | None:
    return str(value) if value else None


def _path(value: object) -> Path | None:
    return value if isinstance(value, Path) else None
