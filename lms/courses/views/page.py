"""A lesson as a page, and as the parts of it that change while somebody reads."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from flask import Response, flash, render_template, url_for
from flask.typing import ResponseReturnValue

from lms import clock
from lms.courses import queries
from lms.courses.domain import CHECK_ANCHOR, RULE_ANCHOR, SIGN_ANCHOR
from lms.courses.forms import PageForm, read_page, sign_page
from lms.courses.queries import Reading
from lms.courses.service import Shown
from lms.courses.views.checks import Typed
from lms.courses.views.paragraphs import shown_pieces
from lms.courses.views.showing import ShownLesson, ShownSection, shown_lesson
from lms.courses.views.terms import shown_terms
from lms.errors import N_, Stale
from lms.forms import new_key
from lms.i18n import _, language
from lms.library import queries as library
from lms.pages import leave_for, part, see_other
from lms.people import access
from lms.people.access import current_person

STALE = N_("认不出这一页是什么时候打开的。请回到这一课再试一次，已经记下的都还在。")


@dataclass(frozen=True, slots=True)
class Acting:
    """What the forms of a page need: where sections are acknowledged, the page's mark, keys."""

    address: str
    page: str
    signing: str  # where the lesson is signed
    new_key: Callable[[], str] = new_key


def whole(reading: Reading, typed: Typed | None = None) -> str:
    """The whole page; `typed` is an answer that could not be taken."""
    return render_template("courses/lesson.html", typed=typed, **_values(reading, typed))


def after_answer(reading: Reading, check: str, typed: Typed | None = None) -> Response:
    """What an answer has changed, with the focus on its verdict, or on what is wrong with it."""
    values = _values(reading, typed)
    shown: ShownLesson = values["shown"]
    question = next(one for one in shown.checks if one.id == check)
    return part(
        "courses/changed.html",
        status=422 if typed else 200,
        focus=f"{question.anchor}-{'error' if typed else 'verdict'}",
        say=_what_came(reading),
        question=question,
        **values,
    )


def after_hint(reading: Reading, check: str, number: int, typed: Typed | None) -> Response:
    """The check with one hint more, with the focus on it; what was chosen stays."""
    values = _values(reading, typed)
    shown: ShownLesson = values["shown"]
    question = next(one for one in shown.checks if one.id == check)
    focus = f"{question.anchor}-hint-{number}"
    return part("courses/hinted.html", focus=focus, question=question, **values)


def after_reading(reading: Reading, section: str) -> Response:
    """What acknowledging a section has changed, with the focus on what is read next."""
    values = _values(reading)
    shown: ShownLesson = values["shown"]
    ids = [one.id for one in shown.sections]
    place = ids.index(section)
    following: ShownSection | None = shown.sections[place + 1] if place + 1 < len(ids) else None
    end = SIGN_ANCHOR if shown.declaration else RULE_ANCHOR
    heading = f"{following.id}_title" if following else f"{end}-title"
    return part(
        "courses/changed.html",
        focus=heading,
        show=following.id if following else end,
        say=_what_came(reading) or _("这一节已读"),
        section=shown.sections[place],
        following=following,
        **values,
    )


def again(reading: Reading) -> Reading:
    """The same lesson as the person reads it now."""
    course, _slash, lesson = reading.lesson.address.partition("/")
    return queries.reading(current_person(), course, lesson)


def shown_by(reading: Reading, form: PageForm) -> Shown:
    """The page from which a post comes. Raises Stale when it was another person's or lesson's."""
    current = reading.lesson
    mark = read_page(form.page.data or "", current_person().id)
    lesson = library.at_revision(mark.revision_id) if mark else None
    if mark is None or lesson is None or lesson.document_id != current.document_id:
        raise Stale(STALE, way_on=queries.address_of(current))
    if lesson.revision_id != current.revision_id:
        flash(_("这一课刚刚更新过，下面是新的内容。"), "info")
    return Shown(lesson, mark.since)


def back(reading: Reading, anchor: str, typed: Typed | None = None) -> ResponseReturnValue:
    """To a place on the page; `typed`: chosen there, but not sent."""
    course, _slash, lesson = reading.lesson.address.partition("/")
    values = {"check": typed.check, "choice": typed.given} if typed else {}
    return see_other("courses.show_lesson", course=course, lesson=lesson, _anchor=anchor, **values)


def anew(reading: Reading) -> ResponseReturnValue:
    """To the page as it is published now."""
    return leave_for(queries.address_of(reading.lesson))


def _what_came(reading: Reading) -> str:
    return _("这一课完成了") if reading.completion else ""


def _values(reading: Reading, typed: Typed | None = None) -> dict[str, Any]:
    person, tag = current_person(), language()
    takes_part = access.may(person, "lesson.complete")
    pieces = shown_pieces(reading.lesson, tag, may_mark=takes_part)
    return {
        "reading": reading,
        "shown": shown_lesson(person, reading, pieces, tag, typed),
        "acting": _acting(reading) if takes_part else None,
        "check_address": _check_address(reading) if takes_part else None,
        "address_of": queries.address_of,
        "terms": shown_terms(reading.lesson, tag),
    }


def _acting(reading: Reading) -> Acting:
    course, _slash, lesson = reading.lesson.address.partition("/")
    return Acting(
        url_for("courses.create_reading", course=course, lesson=lesson),
        sign_page(current_person().id, reading.lesson.revision_id, clock.now()),
        url_for("courses.create_signature", course=course, lesson=lesson),
    )


def _check_address(reading: Reading) -> Callable[..., str]:
    """Where answers go; what comes back without a redirect is shown at the question.

    With `act` "hint" it says where hints are asked for.
    """
    course, _slash, lesson = reading.lesson.address.partition("/")

    def address(check: str, act: str = "answer") -> str:
        anchor = CHECK_ANCHOR + check
        return url_for(
            f"courses.create_{act}", course=course, lesson=lesson, check=check, _anchor=anchor
        )

    return address
