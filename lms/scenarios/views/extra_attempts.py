"""Another attempt at an assessment: who has one, giving it, taking it back."""

from flask import flash, render_template, request, url_for
from flask.typing import ResponseReturnValue

from lms import clock
from lms.db import write
from lms.errors import Invalid, Stale
from lms.forms import cleaned, new_key
from lms.i18n import _, language
from lms.pages import see_other
from lms.people import access_log
from lms.people.access import current_person, requires, scope_of
from lms.people.domain import LONGEST_LOGIN
from lms.scenarios import queries, service
from lms.scenarios.forms import ExtraAttemptForm
from lms.scenarios.views.blueprint import bp

ALLOW = "play.allow"


@bp.get("/extra-attempts")
@requires(ALLOW)
def show_extra_attempts() -> ResponseReturnValue:
    """Who has another attempt, and the form to give it, filled in as the address says."""
    form = _form()
    form.login.data = cleaned(request.args.get("login", ""))[:LONGEST_LOGIN]
    asked = request.args.get("scenario", "")
    for document in queries.extendable(current_person()):
        if document.address == asked:
            form.scenario.data = str(document.document_id)
    return _page(form)


@bp.post("/extra-attempts")
@requires(ALLOW)
def create_extra_attempt() -> ResponseReturnValue:
    """Give somebody one more attempt."""
    form = _form()
    if not form.validate_on_submit():
        return _page(form), 422
    try:
        write(
            service.grant_attempt,
            current_person(),
            login=form.login.data or "",
            document_id=form.document_id(),
            reason=form.reason.data or "",
            key=form.chosen_key(),
            today=clock.today(),
            now=clock.now(),
        )
    except Invalid as refusal:
        form.refuse(refusal, "login")
        return _page(form), 422
    flash(_("给好了，多一次考核机会；本人会收到消息。"), "success")
    return see_other(".show_extra_attempts")


@bp.post("/extra-attempts/<public_id>/ending")
@requires(ALLOW)
def delete_extra_attempt(public_id: str) -> ResponseReturnValue:
    """Take it back, as long as it is not used."""
    actor, today, now = current_person(), clock.today(), clock.now()
    try:
        write(service.take_attempt_back, actor, public_id, today=today, now=now)
    except Stale as refusal:
        refusal.way_on = url_for(".show_extra_attempts")
        raise
    flash(_("收回了；本人会收到消息。"), "success")
    return see_other(".show_extra_attempts")


def _form() -> ExtraAttemptForm:
    form = ExtraAttemptForm()
    live = queries.extendable(current_person())
    form.offer([(one.document_id, one.content.title.in_(language())) for one in live])
    return form


def _page(form: ExtraAttemptForm) -> str:
    actor, now = current_person(), clock.now()
    granted = queries.granted_attempts(actor, clock.today())
    if granted:
        access_log.keep_list(
            actor,
            ALLOW,
            scope=scope_of(actor, ALLOW),
            chosen="",
            count=len(granted),
            purpose="",
            now=now,
        )
    return render_template(
        "scenarios/extra_attempts.html",
        form=form,
        granted=granted,
        titles=dict(form.titles),
        key=new_key,
    )
