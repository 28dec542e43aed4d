"""More time in assessments: who has it, giving it, taking it back."""

from flask import flash, render_template, request
from flask.typing import ResponseReturnValue

from lms import clock
from lms.db import write
from lms.errors import Invalid
from lms.forms import cleaned, new_key
from lms.i18n import _, language
from lms.pages import see_other
from lms.people import access_log
from lms.people.access import current_person, requires, scope_of
from lms.people.domain import LONGEST_LOGIN
from lms.scenarios import queries, service
from lms.scenarios.forms import ExtraTimeForm
from lms.scenarios.views.blueprint import bp

ALLOW = "play.allow"


@bp.get("/extra-time")
@requires(ALLOW)
def show_extra_times() -> ResponseReturnValue:
    """Who has more time now, and the form to give it, filled in for whom the address names."""
    form = _form()
    form.login.data = cleaned(request.args.get("login", ""))[:LONGEST_LOGIN]
    return _page(form)


@bp.post("/extra-time")
@requires(ALLOW)
def create_extra_time() -> ResponseReturnValue:
    """Give somebody more time."""
    form = _form()
    if not form.validate_on_submit():
        return _page(form), 422
    try:
        write(
            service.grant_extra_time,
            current_person(),
            login=form.login.data or "",
            document_id=form.document_id(),
            percent=form.chosen_percent(),
            reason=form.reason.data or "",
            key=str(form.key.data),
            today=clock.today(),
            now=clock.now(),
        )
    except Invalid as refusal:
        form.refuse(refusal, "login")
        return _page(form), 422
    flash(_("加好了，从下一次考核起算；本人会收到消息。"), "success")
    return see_other(".show_extra_times")


@bp.post("/extra-time/<public_id>/ending")
@requires(ALLOW)
def delete_extra_time(public_id: str) -> ResponseReturnValue:
    """Take it back."""
    write(
        service.end_extra_time,
        current_person(),
        public_id,
        today=clock.today(),
        now=clock.now(),
    )
    flash(_("收回了，下一次考核按原来的时间。"), "success")
    return see_other(".show_extra_times")


def _form() -> ExtraTimeForm:
    form, actor = ExtraTimeForm(), current_person()
    live = queries.extendable(actor)
    titles = [(one.document_id, one.content.title.in_(language())) for one in live]
    form.offer_all(titles, everything=queries.looks_after_people(actor))
    return form


def _page(form: ExtraTimeForm) -> str:
    actor, now = current_person(), clock.now()
    granted = queries.extra_times(actor, clock.today())
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
        "scenarios/extra_time.html",
        form=form,
        granted=granted,
        titles=dict(form.titles),
        key=new_key,
    )
