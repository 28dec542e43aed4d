"""Notes of one's own: at a paragraph of a lesson, and all of them on one page."""

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from lms.courses import queries as courses
from lms.db import write
from lms.i18n import _, language
from lms.notes import queries, service
from lms.notes.forms import MarkForm
from lms.notes.views.blueprint import bp
from lms.notes.views.marking import kept, page
from lms.pages import own_address, page_number
from lms.people.access import current_person, requires


@bp.get("/notes")
@requires("lesson.complete")
def show_notes() -> ResponseReturnValue:
    """All of one's own notes, the newest first."""
    person, number = current_person(), page_number()
    found = queries.notes_of(person, number, queries.count_notes(person, number))
    return render_template("notes/list.html", page=found)


@bp.get("/courses/<course>/<lesson>/notes/new")
@requires("lesson.complete")
def new_note(course: str, lesson: str) -> ResponseReturnValue:
    """What can be done at a paragraph: pick words of it, write about them."""
    reading = courses.reading(current_person(), course, lesson)
    paragraph, tag = queries.paragraph_of(reading.lesson, request.args.get("at", ""), language())
    form = MarkForm(at=paragraph.id, chosen=request.args.get("quote", ""))
    return page(reading, paragraph, tag, form)


@bp.post("/courses/<course>/<lesson>/notes")
@requires("lesson.complete")
def create_note(course: str, lesson: str) -> ResponseReturnValue:
    """Highlight words, with or without a note."""
    return kept(course, lesson, service.keep_note, MarkForm())


@bp.post("/notes/<public_id>/removal")
@requires("lesson.complete")
def delete_note(public_id: str) -> ResponseReturnValue:
    """Take a note back."""
    write(service.take_back, current_person(), public_id)
    flash(_("笔记已经收回。"), "success")
    return redirect(own_address(request.form.get("back")) or url_for(".show_notes"), 303)
