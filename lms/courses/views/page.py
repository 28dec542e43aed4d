"""A lesson as a page, and as the parts of it that change while somebody reads."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from flask import Response, render_template, url_for
from flask.typing import ResponseReturnValue

from lms import clock
from lms.courses import queries
from lms.courses.domain import CHECK_ANCHOR, RULE_ANCHOR, SIGN_ANCHOR
from lms.courses.forms import sign_page
from lms.courses.queries import Reading
from lms.courses.views.checks import Typed
from lms.courses.views.paragraphs import shown_pieces
from lms.courses.views.showing import ShownLesson, ShownSection, shown_lesson
from lms.forms import new_key
from lms.i18n import _, language
from lms.pages import leave_for, part, see_other
from lms.people import access
from lms.people.access import current_person


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


def back(reading: Reading, anchor: str) -> ResponseReturnValue:
    """To a place on the page."""
    course, _slash, lesson = reading.lesson.address.partition("/")
    return see_other("courses.show_lesson", course=course, lesson=lesson, _anchor=anchor)


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
    }


def _acting(reading: Reading) -> Acting:
    course, _slash, lesson = reading.lesson.address.partition("/")
    return Acting(
        url_for("courses.create_reading", course=course, lesson=lesson),
        sign_page(current_person().id, reading.lesson.revision_id, clock.now()),
        url_for("courses.create_signature", course=course, lesson=lesson),
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
