"""What a mentor sees of an apprentice's entry tests, and taking an exemption back."""

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from lms import clock
from lms.courses.forms import TakeBackForm
from lms.courses.models import LessonExemption
from lms.courses.queries import exempted
from lms.courses.service import entry as service
from lms.courses.views.blueprint import bp
from lms.db import write
from lms.errors import Invalid
from lms.i18n import _
from lms.pages import own_address
from lms.people.access import current_person, requires


@bp.get("/exemptions/<public_id>/withdrawal")
@requires("signoff.take-back")
def new_withdrawal(public_id: str) -> ResponseReturnValue:
    """Which exemption is to be taken back, and the question why."""
    return _page(_opened(public_id), TakeBackForm(back=own_address(request.args.get("back")) or ""))


@bp.post("/exemptions/<public_id>/withdrawal")
@requires("signoff.take-back")
def create_withdrawal(public_id: str) -> ResponseReturnValue:
    """Take an exemption back by a counter-entry."""
    exemption, form = _opened(public_id), TakeBackForm()
    if form.validate_on_submit():
        words, now = form.words.data or "", clock.now()
        try:
            write(service.take_back, current_person(), exemption, words, now=now)
        except Invalid as refusal:
            form.refuse(refusal, "words")
        else:
            flash(_("免修已收回，%(name)s会收到消息。", name=exemption.person.name), "success")
            return redirect(form.way_back() or url_for("mentoring.show_mentoring"), 303)
    return _page(exemption, form), 422


def _opened(public_id: str) -> LessonExemption:
    person, now = current_person(), clock.now()
    exemption = exempted.exemption_for(person, public_id, "signoff.take-back", clock.day_of(now))
    service.must_be_mentor(person, exemption, now)
    return exemption


def _page(exemption: LessonExemption, form: TakeBackForm) -> str:
    return render_template(
        "courses/take_back.html",
        exemption=exemption,
        lesson=exempted.lesson_of(exemption),
        withdrawal=exempted.withdrawal_of(exemption),
        form=form,
    )
