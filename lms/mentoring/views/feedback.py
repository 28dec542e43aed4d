"""HTTP of what an apprentice says of a mentor when their time together is over."""

from flask import flash, render_template
from flask.typing import ResponseReturnValue

from lms import clock
from lms.db import write
from lms.i18n import _
from lms.mentoring import queries, service
from lms.mentoring.domain.feedback import FEWEST
from lms.mentoring.forms.feedback import FeedbackForm
from lms.mentoring.views.blueprint import bp
from lms.pages import see_other
from lms.people.access import current_person, requires
from lms.people.models import Pair


@bp.get("/mentoring/<public_id>/feedback")
@requires("observation.ask")
def new_feedback(public_id: str) -> ResponseReturnValue:
    """Ask the apprentice what the time with this mentor was like; it is voluntary."""
    pair = queries.ended_pair_of(current_person(), public_id, clock.today())
    return _show(pair, FeedbackForm(formdata=None))


@bp.post("/mentoring/<public_id>/feedback")
@requires("observation.ask")
def create_feedback(public_id: str) -> ResponseReturnValue:
    """Keep it, apart from who said it."""
    pair = queries.ended_pair_of(current_person(), public_id, clock.today())
    form = FeedbackForm()
    if not form.validate_on_submit():
        return _show(pair, form), 422
    write(service.give_feedback, pair, form.said(), now=clock.now())
    flash(_("收下了，谢谢您。里面没有您的名字。"), "success")
    return see_other(".show_mentoring")


def _show(pair: Pair, form: FeedbackForm) -> str:
    return render_template(
        "mentoring/feedback.html",
        pair=pair,
        form=form,
        is_given=queries.has_spoken(pair.id),
        fewest=FEWEST,
    )
