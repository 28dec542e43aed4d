"""Looking back on a week, sending it to the mentor, reading what was sent."""

from datetime import date

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from lms import clock
from lms.db import write
from lms.i18n import _
from lms.pages import see_other
from lms.people import access_log
from lms.people.access import current_person, requires
from lms.people.domain import WrongField
from lms.workday import queries, service
from lms.workday.domain import A_WEEK, Share, monday_of
from lms.workday.forms import ReviewForm
from lms.workday.views.blueprint import bp


@bp.get("/workday/week")
@requires("day.own")
def show_week() -> ResponseReturnValue:
    """This week's figures, or last week's, and what to bring to the talk; once sent, what was."""
    this = monday_of(clock.today())
    monday = this - A_WEEK if request.args.get("last") is not None else this
    sent = queries.sent_review(current_person(), monday)
    if sent is not None:
        return redirect(url_for(".show_review", public_id=sent.public_id))
    return _page(ReviewForm(formdata=None, monday=monday), monday)


@bp.post("/workday/weeks")
@requires("day.own")
def create_review() -> ResponseReturnValue:
    """Send a week to the mentor."""
    form = ReviewForm()
    if form.validate_on_submit():
        try:
            review = write(
                service.send_review,
                current_person(),
                form.monday.data or clock.today(),
                form.brought(),
                today=clock.today(),
                now=clock.now(),
            )
        except WrongField as refusal:
            form.refuse(refusal, refusal.field)
        else:
            flash(_("送出了，下次面谈师父会和您一起看。"), "success")
            return see_other(".show_review", public_id=review.public_id)
    return _page(form, form.monday.data or monday_of(clock.today())), 422


@bp.get("/workday/weeks/<public_id>")
@requires("session.record")
def show_review(public_id: str) -> ResponseReturnValue:
    """A review as it was sent; for whoever has sent it, and the mentor."""
    asker = current_person()
    review = queries.review_of(asker, public_id, clock.today())
    access_log.keep_look(asker, review.person, "session.record", now=clock.now())
    return render_template(
        "workday/review.html",
        review=review,
        week=queries.figures_of(review),
        shares=Share,
        is_own=asker.id == review.person_id,
    )


def _page(form: ReviewForm, monday: date) -> str:
    person, today = current_person(), clock.today()
    last = monday_of(today) - A_WEEK
    return render_template(
        "workday/week.html",
        form=form,
        week=queries.week_of(person, monday, clock.now()),
        is_last=monday == last,
        pair=queries.mentor_of_now(person, today),
        shares=Share,
    )
