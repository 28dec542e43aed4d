"""HTTP of agreements: the page, writing and accepting one, the printed paper."""

from flask import Response, flash, render_template, request
from flask.typing import ResponseReturnValue

from lms import clock
from lms.db import write
from lms.errors import N_, Forbidden, NotFound
from lms.i18n import _, language
from lms.mentoring import export, queries, service
from lms.mentoring.domain import USUAL_PERIOD
from lms.mentoring.forms import AgreementForm
from lms.mentoring.views.blueprint import SEEN, bp
from lms.pages import see_other, whole_number
from lms.people import access_log
from lms.people import queries as people
from lms.people.access import current_person, requires
from lms.people.domain import WrongField
from lms.people.models import Pair


@bp.get("/mentoring/<public_id>/agreement")
@requires(SEEN)
def show_agreement(public_id: str) -> ResponseReturnValue:
    """What the two have agreed on; for the mentor the form, as long as it is not accepted."""
    pair = _seen(public_id)
    form = AgreementForm(formdata=None)
    agreement, text = queries.agreement_of(pair), queries.agreement_text()
    if text is None:
        raise NotFound
    if agreement is not None:
        form.goals.data, form.until.data = agreement.goals, agreement.until
    else:
        form.goals.data = "\n".join(goal.in_(language()) for goal in text.content.goals)
        form.until.data = pair.starts_on + USUAL_PERIOD
    return _show(pair, form)


@bp.get("/mentoring/<public_id>/agreement.pdf")
@requires(SEEN)
def show_agreement_file(public_id: str) -> ResponseReturnValue:
    """The printed agreement."""
    pair = _seen(public_id)
    agreement = queries.agreement_of(pair)
    if agreement is None:
        raise NotFound
    printed = export.agreement_pdf(pair, agreement)
    name = f'inline; filename="agreement-{pair.public_id}.pdf"'
    return Response(printed, mimetype="application/pdf", headers={"Content-Disposition": name})


@bp.post("/mentoring/<public_id>/agreement")
@requires("session.record")
def create_agreement(public_id: str) -> ResponseReturnValue:
    """Put the agreement into words and accept it."""
    pair = _pair(public_id, "session.record")
    if not queries.is_mentor(current_person(), pair, clock.today()):
        raise Forbidden(N_("只有现在的师父可以写协议。"))
    form = AgreementForm()
    if form.validate_on_submit():
        try:
            write(service.write_agreement, current_person(), pair, form.terms(), now=clock.now())
        except WrongField as refusal:
            form.refuse(refusal, refusal.field)
        else:
            flash(_("写好了，%(name)s会收到消息。", name=pair.apprentice.name), "success")
            return see_other(".show_agreement", public_id=public_id)
    return _show(pair, form), 422


@bp.post("/mentoring/<public_id>/agreement/acceptance")
@requires("session.record")
def create_acceptance(public_id: str) -> ResponseReturnValue:
    """Accept the agreement as it was shown."""
    pair = _pair(public_id, "session.record")
    version = whole_number(request.form.get("version", "")) or 0
    write(service.accept_agreement, current_person(), pair, version, now=clock.now())
    flash(_("接受了，协议从现在起有效。"), "success")
    return see_other(".show_agreement", public_id=public_id)


def _pair(public_id: str, permission: str) -> Pair:
    return people.pair_of(current_person(), public_id, permission, clock.today())


def _seen(public_id: str) -> Pair:
    pair = _pair(public_id, SEEN)
    access_log.keep_look(current_person(), pair.apprentice, SEEN, now=clock.now())
    return pair


def _show(pair: Pair, form: AgreementForm) -> str:
    agreement, now = queries.agreement_of(pair), queries.agreement_text()
    text = queries.text_of(agreement) if agreement else now.content if now else None
    is_mentor = queries.is_mentor(current_person(), pair, clock.today())
    return render_template(
        "mentoring/agreement.html",
        pair=pair,
        agreement=agreement,
        text=text,
        form=form,
        is_mentor=is_mentor,
        may_write=is_mentor and not (agreement and agreement.is_in_force),
        is_apprentice=current_person().id == pair.apprentice_id,
    )
