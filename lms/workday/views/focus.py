"""Focus sessions: beginning one, and saying how it ended."""

from flask import flash, request
from flask.typing import ResponseReturnValue

from lms import clock
from lms.db import write
from lms.errors import Invalid
from lms.i18n import _
from lms.pages import see_other
from lms.people.access import current_person, requires
from lms.workday import service
from lms.workday.domain import Outcome
from lms.workday.forms import CutForm, FocusForm
from lms.workday.views.blueprint import bp
from lms.workday.views.days import page


@bp.post("/workday/focus")
@requires("day.own")
def create_focus() -> ResponseReturnValue:
    """Begin 25 minutes for one thing."""
    form = FocusForm()
    if form.validate_on_submit():
        try:
            write(
                service.begin_focus,
                current_person(),
                form.goal.data or "",
                key=str(form.key.data),
                today=clock.today(),
                now=clock.now(),
            )
        except Invalid as refusal:
            form.refuse(refusal, "goal")
        else:
            return see_other(".show_day", _anchor="focus")
    return page(focus=form), 422


@bp.post("/workday/focus/<public_id>/end")
@requires("day.own")
def create_end(public_id: str) -> ResponseReturnValue:
    """Say that the goal is reached, or that something came between."""
    form = CutForm()
    if not form.validate_on_submit():
        words = next(iter(form.errors.values()))[0]
        raise Invalid(str(words), way_on="/workday#focus")
    outcome = Outcome.CUT if request.form.get("how") == Outcome.CUT else Outcome.DONE
    session = write(
        service.end_focus,
        current_person(),
        public_id,
        outcome,
        form.cut_by.data or "",
        now=clock.now(),
    )
    is_whole = session.outcome == Outcome.DONE
    flash(_("记下一个整圈。") if is_whole else _("记下半个圈。办完那件，再开一段。"), "success")
    return see_other(".show_day", _anchor="focus")
