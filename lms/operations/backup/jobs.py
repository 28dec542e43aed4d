"""The nightly backup, which is also made when an administrator asks for one."""

import logging

from flask import Flask, current_app

from lms import clock, jobs
from lms.config import Settings
from lms.operations.backup import making

KIND = "backup.create"

log = logging.getLogger(__name__)


def back_up() -> None:
    """Make a backup, check it, and only then delete those that the rule no longer keeps.

    When the audit trail does not hold, all are kept: an earlier one shows what it was.
    """
    settings: Settings = current_app.config["SETTINGS"]
    backup = making.create(settings, clock.now())
    if backup.checked and backup.checked.trail.broken:
        log.error("backup made, audit trail does not hold", extra={"file": backup.file.name})
        return
    gone = making.prune(settings)
    log.info("backup made", extra={"file": backup.file.name, "deleted": len(gone)})


def init_app(app: Flask) -> None:
    """Let the worker do it every night."""
    jobs.handler(app, KIND, back_up, at=app.config["SETTINGS"].backups.at)
