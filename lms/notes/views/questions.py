"""Questions to one's mentor about words of a lesson."""

from flask import flash, redirect, request, url_for
from flask.typing import ResponseReturnValue

from lms import clock
from lms.db import write
from lms.errors import Invalid, Stale
from lms.i18n import _
from lms.notes import queries, service
from lms.notes.forms import MarkForm, ReplyForm
from lms.notes.views.blueprint import bp
from lms.notes.views.marking import kept
from lms.pages import own_address
from lms.people.access import current_person, requires


@bp.post("/courses/<course>/<lesson>/questions")
@requires("observation.ask")
def create_question(course: str, lesson: str) -> ResponseReturnValue:
    """Ask one's mentor about words."""
    return kept(course, lesson, service.ask, MarkForm(), today=clock.today())


@bp.post("/lesson-questions/<public_id>/answer")
@requires("observation.record")
def create_answer(public_id: str) -> ResponseReturnValue:
    """Answer what an apprentice has asked."""
    person, form = current_person(), ReplyForm()
    question = queries.question_for(person, public_id, "observation.record", clock.today())
    back = own_address(request.form.get("back")) or url_for("mentoring.show_mentoring")
    if not form.validate_on_submit():
        raise Invalid(str(next(iter(form.errors.values()))[0]), way_on=back)
    try:
        write(service.answer, person, question, form.words.data or "", now=clock.now())
    except (Invalid, Stale) as refusal:
        refusal.way_on = back
        raise
    flash(_("回答已经送到，%(name)s会收到消息。", name=question.person.name), "success")
    return redirect(back, 303)


def reply_to(public_id: str) -> ReplyForm:
    """The form to answer one of the questions on a page."""
    return ReplyForm(formdata=None).told_apart(public_id)
