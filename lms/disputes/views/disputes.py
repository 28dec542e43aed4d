"""HTTP of contesting a grading: one click in the debrief; who decides sees the turn and rules."""

import json
from collections.abc import Iterator
from dataclasses import dataclass

from flask import flash, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_login import current_user

from lms import clock
from lms.db import write
from lms.disputes import queries, service
from lms.disputes.domain import Decision
from lms.disputes.forms import DisputeForm, RulingForm
from lms.disputes.queries import Contested
from lms.disputes.views.blueprint import bp
from lms.errors import Invalid, Stale
from lms.i18n import _, language
from lms.pages import see_other
from lms.people import access_log
from lms.people.access import current_person, may, requires
from lms.questions import queries as questions
from lms.questions.domain.replies import ReplyVerdict, prepared
from lms.scenarios import queries as scenarios
from lms.scenarios.domain import Choice, Demand, FormStep, Picked, ReplyStep
from lms.scenarios.domain.regrading import ANSWER


@dataclass(frozen=True, slots=True)
class Part:
    """One part of a grading in words: what it is about, what was found, and why."""

    id: str
    title: str
    holds: bool
    is_forbidden: bool = False
    reason: str = ""


@bp.post("/plays/<public_id>/disputes")
@requires("dispute.open")
def create_dispute(public_id: str) -> ResponseReturnValue:
    """Contest how a turn of one's own was graded."""
    person, form = current_person(), DisputeForm()
    play = scenarios.own_play(person, public_id)
    if not form.validate_on_submit():
        raise Invalid(str(next(iter(form.errors.values()))[0]))
    number = int(form.turn.data or 0)
    back = url_for("scenarios.show_play", public_id=public_id, _anchor=f"turn-{number}")
    try:
        write(
            service.open_dispute,
            person,
            play,
            number,
            words=form.words.data or "",
            key=str(form.key.data),
            today=clock.today(),
            now=clock.now(),
        )
    except Stale as refusal:
        refusal.way_on = back
        raise
    flash(_("异议已经提上去了。师父或出题的培训师复核后，您会收到消息。"), "success")
    return see_other("scenarios.show_play", public_id=public_id, _anchor=f"turn-{number}")


@bp.get("/disputes")
@requires("play.mark")
def show_disputes() -> ResponseReturnValue:
    """The disputes that one may decide."""
    person, today = current_person(), clock.today()
    rows = queries.waiting(person, today)
    return render_template(
        "disputes/list.html", rows=rows, titles=queries.titles([play for _one, play in rows])
    )


@bp.get("/disputes/<public_id>")
@requires("play.mark")
def show_dispute(public_id: str) -> ResponseReturnValue:
    """A disputed turn with its grading, to be upheld or overruled."""
    person = current_person()
    seen = queries.dispute_for(person, public_id, clock.today())
    if seen.play.person_id != person.id:
        access_log.keep_look(person, seen.play.person, "play.read", now=clock.now())
    return _page(seen, RulingForm())


@bp.post("/disputes/<public_id>/decision")
@requires("play.mark")
def create_decision(public_id: str) -> ResponseReturnValue:
    """Uphold or overrule a grading."""
    person, today, form = current_person(), clock.today(), RulingForm()
    seen = queries.dispute_for(person, public_id, today)
    if not form.validate_on_submit():
        return _page(seen, form), 422
    capacity = queries.capacity_of(person, seen.play.person, today)
    try:
        decision = write(
            service.decide,
            person,
            capacity,
            public_id,
            form.ruling(seen.parts),
            today=today,
            now=clock.now(),
        )
    except Invalid as refusal:
        form.refuse(refusal, "reason")
        return _page(queries.dispute_for(person, public_id, today), form), 422
    words = {
        Decision.UPHELD: _("已维持原来的批改，对方会收到消息。"),
        Decision.OVERRULED: _("已改判，对方会收到消息；分数变低的要等人事同意。"),
    }
    flash(words[decision], "success")
    if may_give_attempt(queries.dispute_for(person, public_id, today)):
        return see_other(".show_dispute", public_id=public_id)
    return see_other(".show_disputes")


def _page(seen: Contested, form: RulingForm) -> str:
    is_own = seen.play.person_id == current_person().id
    return render_template("disputes/dispute.html", form=form, is_own=is_own, **shown(seen, form))


def shown(seen: Contested, form: RulingForm) -> dict[str, object]:
    """What every page says of a disputed turn."""
    names = queries.titles([seen.play])
    return {
        "seen": seen,
        "dispute": seen.dispute,
        "title": names[seen.play.document_id],
        "parts": list(_parts(seen)),
        "answer": _answer(seen),
        "filled": _filled(seen),
        "held": form.held(seen.parts),
        "may_give_attempt": may_give_attempt(seen),
    }


def may_give_attempt(seen: Contested) -> bool:
    """Whether whoever looks at a dispute that was right may grant another attempt for it."""
    was_right = Decision.OVERRULED in seen.decisions
    return was_right and scenarios.may_give_attempt(current_person(), seen.play, clock.today())


def _answer(seen: Contested) -> str:
    """What was picked, if something was."""
    step = seen.scenario.by_id[seen.scene.verdict.step]
    picked = (it for it in step.answers if it.id == seen.scene.verdict.answer)
    found = next(picked, None)
    return found.text.in_(language()) if isinstance(found, Choice) else ""


def _filled(seen: Contested) -> list[tuple[str, str]]:
    """The fields of a form with what was filled in; what was picked, in words."""
    step = seen.scenario.by_id[seen.scene.verdict.step]
    if not isinstance(step, FormStep) or seen.typed is None:
        return []
    values: dict[str, str] = json.loads(seen.typed)
    return [(field.id, _said(field.demand, values.get(field.id, ""))) for field in step.fields]


def _said(demand: Demand, value: str) -> str:
    if not isinstance(demand, Picked):
        return value
    words = (option.text.in_(language()) for option in demand.options if option.id == value)
    return next(words, value)


def _parts(seen: Contested) -> Iterator[Part]:
    step, verdict = seen.scenario.by_id[seen.scene.verdict.step], seen.scene.verdict
    if isinstance(step, ReplyStep) and verdict.reply:
        yield from _elements(seen, step, verdict.reply)
        return
    for part, holds in seen.parts.items():
        words = _("和最好的答法一样好") if part == ANSWER else ""
        yield Part(part, words, holds)


def _elements(seen: Contested, step: ReplyStep, verdict: ReplyVerdict) -> Iterator[Part]:
    published = questions.lexicon()
    grader = prepared(step.criteria, published.content) if published else prepared(step.criteria)
    for finding in verdict.findings:
        why = grader.why(finding).in_(language())
        title = grader.title(finding.element).in_(language())
        reason = finding.reason.words(seen.typed, _, why)
        yield Part(finding.element, title, seen.parts[finding.element], reason=reason)
    for entry in sorted(verdict.said):
        title = grader.title(entry).in_(language())
        why = grader.advice(entry).why.in_(language())
        yield Part(entry, title, True, is_forbidden=True, reason=why)


def waiting_disputes() -> int:
    """How many disputes wait for whoever is signed in."""
    person = current_user.person
    return queries.count_waiting(person, clock.today()) if may(person, "play.mark") else 0
