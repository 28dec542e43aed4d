"""The entry test of a course: begin it, answer question by question, hand it in, read the result.

Until it is handed in no page says what is right, nor what of the answers was.
"""

from collections.abc import Sequence

from flask import flash, redirect, render_template, request
from flask.typing import ResponseReturnValue

from lms import clock
from lms.courses.domain.entry import Ground, Outcome
from lms.courses.forms import AnswerForm
from lms.courses.models import EntryTest
from lms.courses.queries import entry, exempted
from lms.courses.queries.entry import Asked
from lms.courses.queries.status import address_of
from lms.courses.service import entry as service
from lms.courses.views.blueprint import bp
from lms.courses.views.checks import Showing, ShownCheck, Typed
from lms.db import write
from lms.errors import N_, NotFound, Stale
from lms.forms import Form, new_key
from lms.i18n import _, language
from lms.pages import see_other, whole_number
from lms.people.access import current_person, requires
from lms.questions.domain import Ordering

GROUNDS = {
    Ground.COMPLETE: N_("已经完成"),
    Ground.SIGNED: N_("要签字的课，人人都要读"),
    Ground.FEW: N_("小测不到 2 题，测不出来"),
    Ground.TRIED: N_("课里的小测您已经答过，看到过讲解"),
    Ground.TAKEN_BACK: N_("师父请您读一遍"),
}
OUTCOMES = {
    Outcome.EXEMPT: N_("全对，这一课免修"),
    Outcome.WRONG: N_("没有全对，这一课照常读"),
    Outcome.TRIED: N_("交卷前在课里答过它的小测，照常读"),
    Outcome.COMPLETE: N_("交卷前已经完成"),
    Outcome.CHANGED: N_("交卷前这一课改了要求，照常读"),
}


@bp.post("/courses/<course>/entry-tests")
@requires("lesson.complete")
def create_entry_test(course: str) -> ResponseReturnValue:
    """Begin the entry test of a course, or go on with the one that is open."""
    form = Form()
    if not form.validate_on_submit():
        raise Stale(service.NOT_NOW, way_on=f"/courses/{course}#entry-test")
    key = str(form.key.data)
    test = write(service.begin, current_person(), course, key=key, now=clock.now())
    return see_other("courses.show_entry_test", public_id=test.public_id)


@bp.get("/entry-tests/<public_id>")
@requires("lesson.complete")
def show_entry_test(public_id: str) -> ResponseReturnValue:
    """A question of a test that is open, or what came of one that was handed in."""
    test = entry.own_test(current_person(), public_id)
    if test.handed_in_at is not None:
        return render_template(
            "courses/entry_result.html",
            told=exempted.told([test])[0],
            outcomes=OUTCOMES,
            address_of=address_of,
        )
    asked = entry.paper(test)
    wanted = whole_number(request.args.get("question", ""))
    return _question(test, asked, wanted if wanted is not None else _first_open(asked))


@bp.post("/entry-tests/<public_id>/answers/<int:number>")
@requires("lesson.complete")
def create_entry_answer(public_id: str, number: int) -> ResponseReturnValue:
    """Save the answer to a question, and go on to the next that has none."""
    test = entry.own_test(current_person(), public_id)
    asked, form = entry.paper(test), AnswerForm()
    if not 1 <= number <= len(asked):
        raise NotFound
    one = asked[number - 1]
    answer = form.answer(one.question, one.order)
    if answer is None:
        typed = Typed(one.question.id, form.choice.data or [], form.complaint)
        return _question(test, asked, number, typed), 422
    write(service.save, test, one, answer, key=form.sent_key, now=clock.now())
    following = _next_open(asked, number)
    if following is None:
        return see_other("courses.show_entry_test", public_id=public_id, _anchor="hand-in")
    return see_other("courses.show_entry_test", public_id=public_id, question=following)


@bp.post("/entry-tests/<public_id>/submission")
@requires("lesson.complete")
def create_submission(public_id: str) -> ResponseReturnValue:
    """Hand a test in."""
    person = current_person()
    test = entry.own_test(person, public_id)
    write(service.hand_in, person, test, now=clock.now())
    flash(_("摸底测已经交了，每一课的结果在下面。"), "success")
    return redirect(service.address_of_test(test), 303)


def _first_open(asked: Sequence[Asked]) -> int:
    return next((one.number for one in asked if one.answer is None), 1)


def _next_open(asked: Sequence[Asked], number: int) -> int | None:
    """The next question without an answer, from this one on and then from the first."""
    order = [*asked[number:], *asked[: number - 1]]
    return next((one.number for one in order if one.answer is None), None)


def _question(
    test: EntryTest, asked: Sequence[Asked], number: int, typed: Typed | None = None
) -> str:
    if not 1 <= number <= len(asked):
        raise NotFound
    one = asked[number - 1]
    return render_template(
        "courses/entry_test.html",
        test=test,
        course=entry.course_of_test(test).content,
        asked=asked,
        here=one,
        shown=_shown(one, typed),
        answered=sum(each.answer is not None for each in asked),
        nothing_answered=_(service.NOTHING_ANSWERED),
        new_key=new_key,
    )


def _shown(one: Asked, typed: Typed | None) -> ShownCheck:
    """The question with what was typed or saved, and nothing about what is right."""
    saved = Typed(one.question.id, _positions(one), "")
    return Showing(
        question=one.question,
        number=one.number,
        order=one.order,
        language=language(),
        typed=typed or saved,
    ).check()


def _positions(one: Asked) -> list[str]:
    """The saved answer as a form sends it."""
    if one.answer is None:
        return []
    if isinstance(one.question, Ordering):
        return [str(one.answer.index(id_) + 1) for id_ in one.order]
    return [str(one.order.index(id_) + 1) for id_ in one.answer]
