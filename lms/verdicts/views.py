"""HTTP of verdicts: all about oneself or an apprentice, one with its thread, saying something."""

from flask import Blueprint, flash, render_template
from flask.typing import ResponseReturnValue

from lms import clock
from lms.db import write
from lms.i18n import _
from lms.pages import see_other
from lms.people import access_log
from lms.people.access import current_person, requires
from lms.people.domain import WrongField
from lms.people.models import Person
from lms.verdicts import queries, service
from lms.verdicts.forms import MessageForm
from lms.verdicts.registry import Verdict

bp = Blueprint("verdicts", __name__)


@bp.get("/verdicts")
@requires("session.record")
def show_own_verdicts() -> ResponseReturnValue:
    """What mentors found about oneself, the newest first."""
    return _list(current_person())


@bp.get("/people/<public_id>/verdicts")
@requires("session.record")
def show_verdicts(public_id: str) -> ResponseReturnValue:
    """The same of an apprentice, for the mentor."""
    person = queries.person_for(current_person(), public_id, clock.today())
    page = _list(person)
    access_log.keep_look(current_person(), person, "session.record", now=clock.now())
    return page


@bp.get("/verdicts/<kind>/<public_id>")
@requires("session.record")
def show_verdict(kind: str, public_id: str) -> ResponseReturnValue:
    """A verdict with what the two said about it."""
    asker = current_person()
    verdict = queries.verdict_for(asker, kind, public_id, clock.today())
    page = _show(verdict, MessageForm(formdata=None))
    access_log.keep_look(asker, verdict.person, "session.record", now=clock.now())
    return page


@bp.post("/verdicts/<kind>/<public_id>/messages")
@requires("session.record")
def create_message(kind: str, public_id: str) -> ResponseReturnValue:
    """Say something about a verdict."""
    asker, form = current_person(), MessageForm()
    verdict = queries.verdict_for(asker, kind, public_id, clock.today())
    if form.validate_on_submit():
        words, key = form.words.data or "", str(form.key.data)
        try:
            write(service.say, asker, verdict, words, key=key, now=clock.now())
        except WrongField as refusal:
            form.refuse(refusal, refusal.field)
        else:
            flash(_("写上了，对方会收到消息。"), "success")
            return see_other(".show_verdict", kind=kind, public_id=public_id, _anchor="thread")
    return _show(verdict, form), 422


def _list(person: Person) -> str:
    return render_template(
        "verdicts/list.html",
        person=person,
        is_own=person.id == current_person().id,
        listed=queries.verdicts_about(person),
    )


def _show(verdict: Verdict, form: MessageForm) -> str:
    return render_template(
        "verdicts/verdict.html",
        verdict=verdict,
        person=verdict.person,
        is_own=verdict.person.id == current_person().id,
        messages=queries.messages_of(verdict.kind, verdict.public_id),
        form=form,
    )
