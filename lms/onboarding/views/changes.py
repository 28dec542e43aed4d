"""Pages where HR decides for whom a newer text of a plan holds."""

from flask import flash, render_template
from flask.typing import ResponseReturnValue

from lms import clock
from lms.db import write
from lms.i18n import _
from lms.onboarding import queries, service
from lms.onboarding.domain.change import Reach
from lms.onboarding.forms import ChangeForm
from lms.onboarding.views.blueprint import bp
from lms.pages import see_other
from lms.people import access, access_log
from lms.people.access import current_person, requires


@bp.get("/plans/changes")
@requires("plan.start")
def show_changes() -> ResponseReturnValue:
    """Which running plans follow an older text, and what the newest would change."""
    asker, today = current_person(), clock.today()
    access_log.keep_list(
        asker,
        "plan.view",
        scope=access.scope_of(asker, "plan.start"),
        chosen="changes",
        count=sum(one.people for one in queries.outdated(asker, today)),
        purpose="",
        now=clock.now(),
    )
    found = queries.outdated(asker, today)  # a write forgets what was read
    return render_template("onboarding/changes.html", found=found)


@bp.post("/plans/changes")
@requires("plan.start")
def create_change() -> ResponseReturnValue:
    """Take running plans on to the newest text, or leave it to those that start from now on."""
    form = ChangeForm()
    if form.validate_on_submit():
        change = write(
            service.decide_change,
            current_person(),
            form.plan.data or "",
            form.revision_id(),
            Reach(form.reach.data or ""),
            key=str(form.key.data),
            now=clock.now(),
        )
        is_for_all = change.reach == Reach.ALL
        for_all = _("进行中的计划也换成新版了，本人会收到消息。")
        flash(for_all if is_for_all else _("新版只给从现在起开始的计划用。"), "success")
    return see_other(".show_changes")
