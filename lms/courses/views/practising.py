"""Practising the checks that were missed at first: one at a time, with feedback."""

from dataclasses import dataclass, replace
from datetime import date

from flask import render_template, url_for
from flask.typing import ResponseReturnValue

from lms import clock
from lms.courses import queries, service
from lms.courses.domain import Lesson
from lms.courses.domain.practising import (
    AFTER_RIGHT,
    AFTER_RIGHT_LATE,
    AFTER_WRONG,
    ENOUGH,
    minutes_for,
)
from lms.courses.forms import AnswerForm, PracticeMark, read_practice, sign_practice
from lms.courses.models import CheckPractice
from lms.courses.queries import Given, Missed
from lms.courses.service import Practice
from lms.courses.views.blueprint import bp
from lms.courses.views.checks import Showing, ShownCheck, Typed, order_for
from lms.db import write
from lms.errors import Stale
from lms.forms import new_key
from lms.i18n import language
from lms.library import queries as library
from lms.library.queries import Published
from lms.pages import see_other
from lms.people.access import current_person, requires

RULE = {
    "wrong": AFTER_WRONG,
    "right": AFTER_RIGHT,
    "late": AFTER_RIGHT_LATE,
    "enough": ENOUGH,
}  # to be printed beside what follows from it


@dataclass(frozen=True, slots=True)
class Asking:
    """The check that is asked now, how many are due with it, and how many wait for another day."""

    missed: Missed | None
    check: ShownCheck | None
    mark: str
    count: int
    waiting: int
    next_day: date | None

    @property
    def minutes(self) -> int:
        """What all that is due takes."""
        return minutes_for(self.count)


@bp.get("/practice")
@requires("lesson.complete")
def show_practice() -> ResponseReturnValue:
    """The check that has waited longest, or when the next one comes."""
    return _page(_asking())


@bp.post("/practice/answers")
@requires("lesson.complete")
def create_practice() -> ResponseReturnValue:
    """Answer the check that was asked."""
    person, form = current_person(), AnswerForm()
    asked = _asked(form.page.data or "")
    question = asked.lesson.content.check(asked.check)
    if question is None:
        raise Stale(service.NOT_NOW, way_on=url_for(".show_practice"))
    answer = form.answer(question, order_for(person, asked.lesson.content, question, asked.turn))
    if answer is None:
        typed = Typed(asked.check, form.choice.data or [], form.complaint)
        return _page(_asking(typed)), 422
    today, now = clock.today(), clock.now()
    kept = write(service.practise, person, asked, answer, key=form.sent_key, today=today, now=now)
    return see_other(".show_practised", public_id=kept.public_id)


@bp.get("/practice/answers/<public_id>")
@requires("lesson.complete")
def show_practised(public_id: str) -> ResponseReturnValue:
    """What came of an answer: feedback, where to read it up, when it is asked again."""
    person, today = current_person(), clock.today()
    practice = queries.own_practice(person, public_id)
    missed = queries.missed_checks(person)
    lesson: Published[Lesson] = library.at_revision(practice.revision_id)
    again = (one for one in missed if one.is_for(practice.document_id, practice.question))
    return render_template(
        "courses/practised.html",
        check=_answered(lesson, practice),
        lesson=lesson.content,
        address=_section_address(lesson, practice.question),
        again=next((one.due for one in again), None),
        today=today,
        left=sum(one.due <= today for one in missed),
        rule=RULE,
    )


def _page(asking: Asking) -> str:
    return render_template("courses/practice.html", asking=asking, rule=RULE, key=new_key())


def _asking(typed: Typed | None = None) -> Asking:
    person, today = current_person(), clock.today()
    missed = queries.missed_checks(person)
    due = [one for one in missed if one.due <= today]
    later = [one.due for one in missed if one.due > today]
    first = due[0] if due else None
    if typed is not None:
        first = next((one for one in due if one.question.id == typed.check), first)
    return Asking(
        missed=first,
        check=_shown(first, typed) if first else None,
        mark=_mark(first) if first else "",
        count=len(due),
        waiting=len(later),
        next_day=min(later, default=None),
    )


def _mark(asked: Missed) -> str:
    mark = PracticeMark(asked.lesson.revision_id, asked.question.id, asked.turn)
    return sign_practice(current_person().id, mark)


def _asked(mark: str) -> Practice:
    """What a post answers. Raises Stale for a page that was another person's."""
    asked = read_practice(mark, current_person().id)
    if asked is None:
        raise Stale(service.NOT_NOW, way_on=url_for(".show_practice"))
    return Practice(library.at_revision(asked.revision_id), asked.check, asked.turn)


def _shown(asked: Missed, typed: Typed | None) -> ShownCheck:
    return Showing(
        question=asked.question,
        number=asked.turn,
        order=order_for(current_person(), asked.lesson.content, asked.question, asked.turn),
        language=language(),
        typed=typed if typed and typed.check == asked.question.id else None,
    ).check()


def _answered(lesson: Published[Lesson], practice: CheckPractice) -> ShownCheck | None:
    question = lesson.content.check(practice.question)
    if question is None:
        return None
    check = Showing(
        question=question,
        number=practice.turn,
        order=order_for(current_person(), lesson.content, question, practice.turn),
        language=language(),
        given=Given(question.id, tuple(practice.answer), practice.is_right, 0),
    ).check()
    return replace(check, items=tuple(sorted(check.items, key=lambda item: item.place or 0)))


def _section_address(lesson: Published[Lesson], check: str) -> str:
    """Where it is taught, in the lesson as it is published now."""
    section = lesson.content.section_of(check)
    return queries.address_of(lesson) + (f"#{section.id}" if section else "")
