"""HTTP of a reader's own marks: at a paragraph of a lesson, and all of them on one page."""

from collections.abc import Callable

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_login import current_user

from lms import clock
from lms.courses import queries as courses
from lms.courses.domain import Paragraph
from lms.courses.queries import Reading
from lms.db import write
from lms.errors import Invalid, Stale
from lms.i18n import _, language
from lms.notes import queries, service
from lms.notes.domain import MARK_ANCHOR
from lms.notes.forms import MarkForm, ReplyForm
from lms.notes.models import LessonQuestion, Note
from lms.notes.queries import Marks
from lms.pages import own_address, page_number, see_other
from lms.people.access import current_person, may, requires

bp = Blueprint("notes", __name__)


@bp.get("/notes")
@requires("lesson.complete")
def show_notes() -> ResponseReturnValue:
    """All of one's own notes, the newest first."""
    person, number = current_person(), page_number()
    page = queries.notes_of(person, number, queries.count_notes(person, number))
    return render_template("notes/list.html", page=page)


@bp.get("/courses/<course>/<lesson>/notes/new")
@requires("lesson.complete")
def new_note(course: str, lesson: str) -> ResponseReturnValue:
    """What can be done at a paragraph: pick words of it, write about them."""
    reading = courses.reading(current_person(), course, lesson)
    paragraph, tag = queries.paragraph_of(reading.lesson, request.args.get("at", ""), language())
    form = MarkForm(at=paragraph.id, chosen=request.args.get("quote", ""))
    return _page(reading, paragraph, tag, form)


@bp.post("/courses/<course>/<lesson>/notes")
@requires("lesson.complete")
def create_note(course: str, lesson: str) -> ResponseReturnValue:
    """Highlight words, with or without a note."""
    return _kept(course, lesson, service.keep_note)


@bp.post("/courses/<course>/<lesson>/questions")
@requires("observation.ask")
def create_question(course: str, lesson: str) -> ResponseReturnValue:
    """Ask one's mentor about words."""
    return _kept(course, lesson, service.ask, today=clock.today())


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


def _kept(
    course: str, lesson: str, act: Callable[..., Note | LessonQuestion], **facts: object
) -> ResponseReturnValue:
    """Let `act` keep what the form says, and go to where it stands in the lesson."""
    person, form = current_person(), MarkForm()
    reading = courses.reading(person, course, lesson)
    if form.validate_on_submit():
        try:
            made = write(
                act,
                person,
                reading.lesson,
                language(),
                form.at.data or "",
                quote=form.quoted,
                words=form.words.data or "",
                key=str(form.key.data),
                now=clock.now(),
                **facts,
            )
        except Invalid as refusal:
            form.refuse(refusal)
        else:
            return see_other(
                "courses.show_lesson",
                course=course,
                lesson=lesson,
                _anchor=MARK_ANCHOR + made.public_id,
            )
    paragraph, tag = service.paragraph_now(reading.lesson, form.at.data or "", language())
    return _page(reading, paragraph, tag, form), 422


@bp.post("/notes/<public_id>/removal")
@requires("lesson.complete")
def delete_note(public_id: str) -> ResponseReturnValue:
    """Take a note back."""
    write(service.take_back, current_person(), public_id)
    flash(_("笔记已经收回。"), "success")
    return redirect(own_address(request.form.get("back")) or url_for(".show_notes"), 303)


def _page(reading: Reading, paragraph: Paragraph, tag: str, form: MarkForm) -> str:
    form.offer(paragraph)
    person = current_person()
    asks = may(person, "observation.ask")
    return render_template(
        "notes/new.html",
        reading=reading,
        paragraph=paragraph,
        tag=tag,
        form=form,
        asks=asks,
        pair=queries.pair_of_apprentice(person, clock.today()) if asks else None,
    )


def marks_of(reading: Reading) -> Marks | None:
    """What whoever is signed in has marked in a lesson."""
    return queries.marks_in(current_user.person, reading.lesson)
