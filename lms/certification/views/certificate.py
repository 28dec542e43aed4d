"""One certificate: its page, its printed form, revoking and reinstating it."""

from collections.abc import Mapping
from datetime import date

from flask import Response, current_app, flash, render_template, request
from flask.typing import ResponseReturnValue

from lms import clock
from lms.certification import export, forms, queries, service
from lms.certification.domain import Act, Status
from lms.certification.models import Certificate
from lms.certification.views.blueprint import bp, verify_address, visible
from lms.db import write
from lms.errors import N_, Invalid, NotFound, Stale
from lms.forms import Form
from lms.i18n import _
from lms.pages import see_other
from lms.people import access, access_log
from lms.people.access import current_person, requires
from lms.people.models import Person

DONE = {
    Act.REVOKED: N_("证书已撤销，持证人会收到通知。"),
    Act.REINSTATED: N_("证书已恢复有效，持证人会收到通知。"),
}
PROPOSED = N_("已经提请，等另一位人事同事确认后生效。")

FORMS: Mapping[Act, type[Form]] = {
    Act.REVOKED: forms.RevocationForm,
    Act.REINSTATED: forms.ReinstatementForm,
}


@bp.get("/certificates/<number>")
@requires("certificate.view")
def show_certificate(number: str) -> ResponseReturnValue:
    """One certificate: what it says, what it rests on, what happened to it since."""
    return _certificate_page(visible(number))


def _certificate_page(certificate: Certificate, form: Form | None = None) -> ResponseReturnValue:
    person, today = current_person(), clock.latest_day()
    access_log.keep_look(person, certificate.person, "certificate.view", now=clock.now())
    verdict = queries.status_of(certificate, today)
    empty = FORMS[Act.REINSTATED if verdict is Status.REVOKED else Act.REVOKED]
    page = render_template(
        "certification/certificate.html",
        certificate=certificate,
        verdict=verdict,
        acts=queries.acts_of(certificate),
        steps=queries.steps_of(certificate),
        reasons=forms.REASONS,
        verify_address=verify_address(certificate),
        form=form or (empty() if _may_revoke(person, certificate, today) else None),
        asker=person,
    )
    return page, 422 if form else 200


def _may_revoke(person: Person, certificate: Certificate, today: date) -> bool:
    is_own = person.id == certificate.person_id
    return not is_own and access.may_about(person, "certificate.revoke", certificate.person, today)


@bp.get("/certificates/<number>.pdf")
@requires("certificate.view")
def show_certificate_file(number: str) -> ResponseReturnValue:
    """The printed certificate."""
    certificate = visible(number)
    access_log.keep_look(current_person(), certificate.person, "certificate.view", now=clock.now())
    if queries.status_of(certificate, clock.latest_day()) is Status.REVOKED:
        raise Stale(
            N_("这张证书已撤销，不能再打印。"), way_on=f"/certificates/{certificate.number}"
        )
    if certificate.unprintable:
        raise Stale(
            N_("“%(characters)s”在印刷字体里没有，证书有效，但暂时打印不了；人事已收到提醒。"),
            way_on=f"/certificates/{certificate.number}",
            characters=certificate.unprintable,
        )
    printed = export.pdf(certificate, verify_address=verify_address(certificate))
    return Response(
        printed,
        mimetype="application/pdf",
        headers={"Content-Disposition": f'inline; filename="{certificate.number}.pdf"'},
    )


@bp.post("/certificates/<number>/acts")
@requires("certificate.revoke")
def create_act(number: str) -> ResponseReturnValue:
    """Revoke or reinstate a certificate."""
    certificate = visible(number, "certificate.revoke")
    wanted = _wanted_act(request.form.get("act", ""))
    form = FORMS[wanted]()
    if not form.validate_on_submit():
        return _certificate_page(certificate, form)
    four_eyes = current_app.config["SETTINGS"].four_eyes
    write(
        service.propose,
        certificate,
        wanted,
        by=current_person(),
        reason=form.reason.data,
        words=form.words.data or "",
        key=form.key.data or "",
        four_eyes=four_eyes,
        now=clock.now(),
    )
    flash(_(PROPOSED if four_eyes else DONE[wanted]), "success")
    return see_other(".show_certificate", number=number)


def _wanted_act(text: str) -> Act:
    if text not in set(Act):
        raise Invalid(N_("请从列表中选一项。"))
    return Act(text)


@bp.post("/certificates/<number>/acts/<int:act_number>/confirmation")
@requires("certificate.revoke")
def create_confirmation(number: str, act_number: int) -> ResponseReturnValue:
    """Confirm, as the second person, what somebody proposed."""
    certificate = visible(number, "certificate.revoke")
    act = next((a for a in queries.acts_of(certificate) if a.number == act_number), None)
    if act is None or not forms.PlainForm().validate_on_submit():
        raise NotFound
    write(service.confirm, act, by=current_person(), now=clock.now())
    flash(_(DONE[Act(act.act)]), "success")
    return see_other(".show_certificate", number=number)
