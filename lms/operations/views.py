"""HTTP of operations: liveness, and the administrator's page of jobs."""

from dataclasses import asdict

from flask import Blueprint, current_app, flash, jsonify, render_template
from flask.typing import ResponseReturnValue
from flask_login import current_user

from lms import clock
from lms.db import write
from lms.errors import NotFound
from lms.forms import Form
from lms.i18n import _
from lms.operations import queries, service
from lms.pages import see_other
from lms.people import access
from lms.people.access import current_person, public, requires

bp = Blueprint("operations", __name__)


@bp.get("/healthz")
@public
def show_liveness() -> ResponseReturnValue:
    """Whether the product can serve; details for administrators only."""
    queries.database_answers()
    answer: dict[str, object] = {"status": "ok"}
    if current_user.is_authenticated and access.may(current_user.person, "system.manage"):
        found = queries.health(clock.now())
        answer |= asdict(found)
    return jsonify(answer)


@bp.get("/jobs")
@requires("system.manage")
def show_jobs() -> ResponseReturnValue:
    """What the worker does and where it is stuck."""
    now = clock.now()
    return render_template(
        "operations/jobs.html",
        health=queries.health(now),
        repeating=queries.repeating_jobs(current_app),
        jobs=queries.newest_jobs(),
        backups=queries.backups_on_page(now),
        form=Form(),
    )


@bp.post("/backups")
@requires("system.manage")
def create_backup() -> ResponseReturnValue:
    """Ask for a backup now."""
    form = Form()
    if not form.validate_on_submit():
        raise NotFound
    write(service.ask_for_backup, current_person(), key=form.key.data or "", now=clock.now())
    flash(_("已经开始备份，做完并检查过以后会列在下面。"), "success")
    return see_other(".show_jobs", _anchor="backups")


@bp.post("/jobs/<int(max=2147483647):number>/retry")
@requires("system.manage")
def create_retry(number: int) -> ResponseReturnValue:
    """Try a given-up job once more."""
    if not Form().validate_on_submit():
        raise NotFound
    write(service.retry_job, number, now=clock.now())
    return see_other(".show_jobs")
