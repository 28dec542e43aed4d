"""The page on which a lesson is read, its sections are acknowledged and its checks answered."""

from collections.abc import Callable

from flask import flash, render_template, url_for
from flask.typing import ResponseReturnValue

from lms import clock
from lms.courses import queries, service
from lms.courses.domain import CHECK_ANCHOR, RULE_ANCHOR
from lms.courses.forms import AnswerForm, PageForm, SectionForm, read_page, sign_page
from lms.courses.queries import Reading
from lms.courses.service import Shown
from lms.courses.views.blueprint import bp
from lms.courses.views.checks import Typed, order_for
from lms.courses.views.showing import shown_lesson
from lms.db import write
from lms.errors import N_, NotFound, Stale
from lms.forms import new_key
from lms.i18n import _, language
from lms.library import queries as library
from lms.pages import see_other
from lms.people import access
from lms.people.access import current_person, requires

STALE = N_("认不出这一页是什么时候打开的。请回到这一课再试一次，已经记下的都还在。")


@bp.get("/courses/<course>/<lesson>")
@requires("document.read")
def show_lesson(course: str, lesson: str) -> ResponseReturnValue:
    """The whole lesson on one page."""
    return _page(queries.reading(current_person(), course, lesson))


@bp.post("/courses/<course>/<lesson>/readings")
@requires("lesson.complete")
def create_reading(course: str, lesson: str) -> ResponseReturnValue:
    """Acknowledge a section and go on with the next."""
    reading, form = queries.reading(current_person(), course, lesson), SectionForm()
    if not form.validate_on_submit():
        return _page(reading, Typed("", [], form.complaint)), 422
    page, section = _page_shown(reading, form), form.section.data or ""
    write(service.acknowledge, current_person(), page, section, key=form.sent_key, now=clock.now())
    following = page.lesson.content.section_after(section)
    return _back(reading, following.id if following else RULE_ANCHOR)


@bp.post("/courses/<course>/<lesson>/checks/<check>/answers")
@requires("lesson.complete")
def create_answer(course: str, lesson: str, check: str) -> ResponseReturnValue:
    """Answer a check; its verdict stands on the page that follows."""
    reading, form = queries.reading(current_person(), course, lesson), AnswerForm()
    page = _page_shown(reading, form)
    question = page.lesson.content.check(check)
    if question is None:
        raise NotFound
    answer = form.answer(question, order_for(current_person(), page.lesson.content, question))
    if answer is None:
        return _page(reading, Typed(check, form.choice.data or [], form.complaint)), 422
    write(service.answer, current_person(), page, check, answer, key=form.sent_key, now=clock.now())
    return _back(reading, CHECK_ANCHOR + check)


def _page(reading: Reading, typed: Typed | None = None) -> str:
    person, tag = current_person(), language()
    takes_part = access.may(person, "lesson.complete")
    html = library.parts(reading.lesson.revision_id, tag)
    return render_template(
        "courses/lesson.html",
        reading=reading,
        shown=shown_lesson(person, reading, html, tag, typed),
        typed=typed,
        takes_part=takes_part,
        check_address=_check_address(reading) if takes_part else None,
        address_of=queries.address_of,
        new_key=new_key,
        page=sign_page(person.id, reading.lesson.revision_id, clock.now()),
    )


def _check_address(reading: Reading) -> Callable[[str], str]:
    """Where answers go; what comes back without a redirect is shown at the question."""
    course, _slash, lesson = reading.lesson.address.partition("/")

    def address(check: str) -> str:
        anchor = CHECK_ANCHOR + check
        return url_for(
            "courses.create_answer", course=course, lesson=lesson, check=check, _anchor=anchor
        )

    return address


def _page_shown(reading: Reading, form: PageForm) -> Shown:
    """The page from which a post comes. Raises Stale when it was another person's or lesson's."""
    current = reading.lesson
    mark = read_page(form.page.data or "", current_person().id)
    lesson = library.at_revision(mark.revision_id) if mark else None
    if mark is None or lesson is None or lesson.document_id != current.document_id:
        raise Stale(STALE, way_on=queries.address_of(current))
    if lesson.revision_id != current.revision_id:
        flash(_("这一课刚刚更新过，下面是新的内容。"), "info")
    return Shown(lesson, mark.since)


def _back(reading: Reading, anchor: str) -> ResponseReturnValue:
    course, _slash, lesson = reading.lesson.address.partition("/")
    return see_other("courses.show_lesson", course=course, lesson=lesson, _anchor=anchor)
