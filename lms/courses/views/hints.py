"""Asking for a hint to a check: one after another, with what is chosen so far left as it is."""

from flask import request
from flask.typing import ResponseReturnValue

from lms import clock
from lms.courses import queries, service
from lms.courses.domain import CHECK_ANCHOR
from lms.courses.forms import HintForm
from lms.courses.queries import Reading
from lms.courses.views import page
from lms.courses.views.blueprint import bp
from lms.courses.views.checks import Typed, order_for
from lms.db import write
from lms.errors import Invalid
from lms.pages import is_fragment
from lms.people.access import current_person, requires
from lms.questions.domain import read_answer

LONGEST_POSITION = 2  # digits


@bp.post("/courses/<course>/<lesson>/checks/<check>/hints")
@requires("lesson.complete")
def create_hint(course: str, lesson: str, check: str) -> ResponseReturnValue:
    """Ask for the next hint; it stands on the page that follows."""
    person, form = current_person(), HintForm()
    reading = queries.reading(person, course, lesson)
    shown = page.shown_by(reading, form)
    write(
        service.ask_for_hint,
        person,
        shown,
        check,
        form.number,
        key=form.sent_key,
        now=clock.now(),
    )
    typed = unsent(reading, check, form.choice.data or [])
    if not is_fragment():
        return page.back(reading, CHECK_ANCHOR + check, typed)
    if shown.lesson.revision_id != reading.lesson.revision_id:
        return page.anew(reading)
    return page.after_hint(page.again(reading), check, form.number, typed)


def still_typed(reading: Reading) -> Typed | None:
    """What was chosen at a check when a hint was asked for, if a page comes back from there."""
    return unsent(reading, request.args.get("check", ""), request.args.getlist("choice"))


def unsent(reading: Reading, check: str, choices: list[str]) -> Typed | None:
    """What is chosen at a check but was not answered yet; what is no position is left out."""
    question = reading.lesson.content.check(check)
    given = [one if _is_position(one) else "" for one in choices]
    if question is None or not any(given):
        return None
    answered = reading.answers.get(check)
    order = order_for(current_person(), reading.lesson.content, question)
    try:
        is_new = answered is None or read_answer(question, order, given) != answered.answer
    except Invalid:
        is_new = True
    return Typed(check, given) if is_new else None


def _is_position(text: str) -> bool:
    return text.isascii() and text.isdecimal() and len(text) <= LONGEST_POSITION
