"""What readers say is wrong with a paragraph, and what its author makes of it."""

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from lms import clock
from lms.db import write
from lms.errors import Invalid, Stale
from lms.i18n import _, ngettext
from lms.notes import queries, service
from lms.notes.domain import Reaction
from lms.notes.forms import ReactionForm, SettlingForm
from lms.notes.queries import Reacted
from lms.notes.views.blueprint import bp
from lms.notes.views.marking import kept
from lms.pages import own_address, page_number
from lms.people.access import current_person, requires


@bp.post("/courses/<course>/<lesson>/reactions")
@requires("lesson.complete")
def create_reaction(course: str, lesson: str) -> ResponseReturnValue:
    """Say what is wrong with a paragraph."""
    form = ReactionForm()
    kind = form.kind.data or ""
    return kept(course, lesson, service.react, form, kind=kind, today=clock.today())


@bp.post("/reactions/<public_id>/removal")
@requires("lesson.complete")
def delete_reaction(public_id: str) -> ResponseReturnValue:
    """Take back what one said."""
    back = own_address(request.form.get("back")) or url_for("courses.show_courses")
    try:
        write(service.withdraw, current_person(), public_id)
    except Stale as refusal:
        refusal.way_on = back
        raise
    flash(_("反馈已经收回。"), "success")
    return redirect(back, 303)


@bp.get("/reactions")
@requires("document.edit")
def show_reactions() -> ResponseReturnValue:
    """What readers say of one's lessons, what is due first at the top."""
    person, number = current_person(), page_number()
    page = queries.reactions_for(person, number, queries.count_reactions(person, number))
    return render_template("notes/reactions.html", page=page, today=clock.today())


@bp.post("/courses/<course>/<lesson>/settlements")
@requires("document.edit")
def create_settlement(course: str, lesson: str) -> ResponseReturnValue:
    """Answer what readers say of a paragraph, and be done with it."""
    person, form, back = current_person(), SettlingForm(), url_for(".show_reactions")
    queries.lesson_of_author(person, f"{course}/{lesson}")
    if not form.validate_on_submit():
        raise Invalid(str(next(iter(form.errors.values()))[0]), way_on=back)
    try:
        told = write(
            service.settle,
            person,
            f"{course}/{lesson}",
            form.at.data or "",
            Reaction(form.kind.data or ""),
            form.settlement(),
            newest=form.newest.data or "",
            now=clock.now(),
        )
    except Invalid as refusal:
        refusal.way_on = back
        raise
    if told:
        flash(
            ngettext(
                "已经了结，%(num)s 位读者会收到消息。",
                "已经了结，%(num)s 位读者会收到消息。",
                told,
            ),
            "success",
        )
    return redirect(back, 303)


def settling(reacted: Reacted) -> SettlingForm:
    """The form to settle one of the paragraphs on a page."""
    form = SettlingForm(
        formdata=None, at=reacted.paragraph, kind=reacted.kind, newest=reacted.newest
    )
    return form.told_apart(reacted.newest)
