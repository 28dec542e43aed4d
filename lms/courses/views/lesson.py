"""The page on which a lesson is read, its sections are acknowledged and its checks answered."""

from flask.typing import ResponseReturnValue

from lms import clock
from lms.courses import queries, service
from lms.courses.domain import CHECK_ANCHOR, RULE_ANCHOR, SIGN_ANCHOR
from lms.courses.forms import AnswerForm, SectionForm, SigningForm
from lms.courses.queries import Reading
from lms.courses.service import Declaration, Shown
from lms.courses.views import hints, page
from lms.courses.views.blueprint import bp
from lms.courses.views.checks import Typed, order_for
from lms.db import write
from lms.errors import NotFound, Stale
from lms.pages import is_fragment
from lms.people.access import current_person, requires


@bp.get("/courses/<course>/<lesson>")
@requires("document.read")
def show_lesson(course: str, lesson: str) -> ResponseReturnValue:
    """The whole lesson on one page."""
    reading = queries.reading(current_person(), course, lesson)
    return page.whole(reading, hints.still_typed(reading))


@bp.post("/courses/<course>/<lesson>/readings")
@requires("lesson.complete")
def create_reading(course: str, lesson: str) -> ResponseReturnValue:
    """Acknowledge a section and go on with the next."""
    reading, form = queries.reading(current_person(), course, lesson), SectionForm()
    if not form.validate_on_submit():
        if is_fragment():
            raise Stale(page.STALE, way_on=queries.address_of(reading.lesson))
        return page.whole(reading, Typed("", [], form.complaint)), 422
    shown, section = page.shown_by(reading, form), form.section.data or ""
    write(service.acknowledge, current_person(), shown, section, key=form.sent_key, now=clock.now())
    if is_fragment():
        return _parts(reading, shown) or page.after_reading(page.again(reading), section)
    following = shown.lesson.content.section_after(section)
    return page.back(reading, following.id if following else _end(shown))


def _end(shown: Shown) -> str:
    return SIGN_ANCHOR if shown.lesson.content.must_sign else RULE_ANCHOR


@bp.post("/courses/<course>/<lesson>/checks/<check>/answers")
@requires("lesson.complete")
def create_answer(course: str, lesson: str, check: str) -> ResponseReturnValue:
    """Answer a check; its verdict stands on the page that follows."""
    reading, form = queries.reading(current_person(), course, lesson), AnswerForm()
    shown = page.shown_by(reading, form)
    question = shown.lesson.content.check(check)
    if question is None:
        raise NotFound
    answer = form.answer(question, order_for(current_person(), shown.lesson.content, question))
    if answer is None:
        return _refused(reading, shown, Typed(check, form.choice.data or [], form.complaint))
    write(
        service.answer, current_person(), shown, check, answer, key=form.sent_key, now=clock.now()
    )
    if is_fragment():
        return _parts(reading, shown) or page.after_answer(page.again(reading), check)
    return page.back(reading, CHECK_ANCHOR + check)


@bp.post("/courses/<course>/<lesson>/signatures")
@requires("lesson.complete")
def create_signature(course: str, lesson: str) -> ResponseReturnValue:
    """Declare to have read the lesson and to act on it."""
    reading, form = queries.reading(current_person(), course, lesson), SigningForm()
    if not form.validate_on_submit():
        raise Stale(page.STALE, way_on=queries.address_of(reading.lesson))
    declared = Declaration(reading.lesson, form.language.data or "", form.digest.data or "")
    write(service.sign, current_person(), declared, key=form.key.data or "", now=clock.now())
    return page.back(reading, SIGN_ANCHOR)


def _refused(reading: Reading, shown: Shown, typed: Typed) -> ResponseReturnValue:
    if is_fragment():
        return _parts(reading, shown) or page.after_answer(reading, typed.check, typed)
    return page.whole(reading, typed), 422


def _parts(reading: Reading, shown: Shown) -> ResponseReturnValue | None:
    """Nothing if parts of the page that was shown can be replaced; else the way to the new one."""
    is_same = shown.lesson.revision_id == reading.lesson.revision_id
    return None if is_same else page.anew(reading)
