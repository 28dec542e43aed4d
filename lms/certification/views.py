"""HTTP of certificates: one's own, the register, revoking, printing, verification."""

from hmac import compare_digest
from itertools import chain

from flask import Blueprint, Response, current_app, render_template, request, stream_with_context
from flask.typing import ResponseReturnValue

from lms import clock
from lms.certification import export, forms, queries, service
from lms.certification.domain import Act, Status, masked, read_number
from lms.certification.models import Certificate, CertificateAct
from lms.db import write
from lms.errors import N_, NotFound, Stale
from lms.forms import Form, cleaned
from lms.pages import page_number, see_other
from lms.people import access, access_log
from lms.people import queries as people
from lms.people.access import current_person, public, requires
from lms.people.domain import network_of

bp = Blueprint("certification", __name__)
LONGEST_TYPED = 40  # characters of a number that are looked at


@bp.get("/certificates")
@requires("certificate.view")
def show_certificates() -> ResponseReturnValue:
    """The register for HR; for others their own certificates and what is missing for the next."""
    person = current_person()
    if access.may(person, "certificate.register") and "own" not in request.args:
        return _show_register()
    progress = queries.progress_of(person)
    return render_template(
        "certification/own.html",
        progress_list=progress,
        steps={p.programme.id: queries.steps(p.programme, p.facts) for p in progress},
        status_of=_status_of,
        form=forms.CollectForm(),
        may_register=access.may(person, "certificate.register"),
    )


def _show_register() -> ResponseReturnValue:
    person, chosen, today = current_person(), forms.filter_from(request.args), clock.today()
    page = queries.register(person, chosen, page_number(), today)
    _log("register", chosen, page.total)
    return render_template(
        "certification/register.html",
        page=page,
        chosen=chosen,
        status_of=_status_of,
        programmes=queries.programmes(),
        departments=_department_choices(),
        purposes=forms.PURPOSES,
        waiting=queries.waiting_acts(person, today),
    )


@bp.get("/certificates.csv")
@requires("certificate.register")
def show_register_file() -> ResponseReturnValue:
    """The register as the screen filters it, for Excel."""
    person, chosen, today = current_person(), forms.filter_from(request.args), clock.today()
    count = queries.register_count(person, chosen, today)
    _log("register.csv", chosen, count)
    found = queries.register_rows(person, chosen, today)
    rows = (export.register_row(c, queries.status_of(c, today)) for c in found)
    lines = export.csv_lines(export.register_headings(), rows)
    first = next(lines)
    name = f"certificates-{today:%Y-%m-%d}.csv"
    return Response(
        stream_with_context(chain([first], lines)),
        mimetype="text/csv",
        headers={"Content-Disposition": f'attachment; filename="{name}"'},
    )


def _department_choices() -> list[tuple[str, str]]:
    return [
        (department.public_id, "　" * depth + department.name)
        for depth, department in people.department_tree()
    ]


def _log(scope: str, chosen: queries.Filter, count: int) -> None:
    filtered = "&".join(
        f"{name}={value}" for name, value in chosen.chosen().items() if name != "words"
    )
    write(
        access_log.export,
        current_person(),
        "certificate.register",
        scope=scope,
        chosen=filtered,
        count=count,
        purpose=request.args.get("purpose", "")
        if request.args.get("purpose") in forms.PURPOSES
        else "",
        now=clock.now(),
    )


@bp.post("/certificates")
@requires("certificate.collect")
def create_certificate() -> ResponseReturnValue:
    """Collect one's own certificate when nothing is missing."""
    form = forms.CollectForm()
    if not form.validate_on_submit():
        raise NotFound
    issued = write(
        service.issue,
        current_person(),
        form.programme.data or "",
        by=current_person(),
        today=clock.today(),
        now=clock.now(),
    )
    return see_other(".show_certificate", number=issued.number)


@bp.get("/certificates/<number>")
@requires("certificate.view")
def show_certificate(number: str) -> ResponseReturnValue:
    """One certificate: what it says, what it rests on, what happened to it since."""
    return _certificate_page(_visible(number))


def _certificate_page(certificate: Certificate, form: Form | None = None) -> ResponseReturnValue:
    person, today = current_person(), clock.today()
    write(access_log.look, person, certificate.person, "certificate.view", now=clock.now())
    verdict = queries.status_of(certificate, today)
    may_revoke = access.may(person, "certificate.revoke") and person.id != certificate.person_id
    empty = forms.ReinstatementForm if verdict is Status.REVOKED else forms.RevocationForm
    page = render_template(
        "certification/certificate.html",
        certificate=certificate,
        verdict=verdict,
        acts=queries.acts_of(certificate),
        steps=queries.steps_of(certificate),
        reasons=forms.REASONS,
        verify_address=_verify_address(certificate),
        form=form or (empty() if may_revoke else None),
        asker=person,
    )
    return page, 422 if form else 200


@bp.get("/certificates/<number>.pdf")
@requires("certificate.view")
def show_certificate_file(number: str) -> ResponseReturnValue:
    """The printed certificate."""
    certificate = _visible(number)
    write(
        access_log.look, current_person(), certificate.person, "certificate.view", now=clock.now()
    )
    if queries.status_of(certificate, clock.today()) is Status.REVOKED:
        raise Stale(
            N_("这张证书已撤销，不能再打印。"), way_on=f"/certificates/{certificate.number}"
        )
    if certificate.unprintable:
        raise Stale(
            N_(
                "姓名里的“%(characters)s”在印刷字体里没有，证书有效，但暂时打印不了；人事已收到提醒。"
            ),
            way_on=f"/certificates/{certificate.number}",
            characters=certificate.unprintable,
        )
    printed = export.pdf(certificate, verify_address=_verify_address(certificate))
    return Response(
        printed,
        mimetype="application/pdf",
        headers={"Content-Disposition": f'inline; filename="{certificate.number}.pdf"'},
    )


@bp.post("/certificates/<number>/acts")
@requires("certificate.revoke")
def create_act(number: str) -> ResponseReturnValue:
    """Revoke or reinstate a certificate."""
    certificate = _visible(number)
    wanted = Act.REINSTATED if request.form.get("act") == Act.REINSTATED else Act.REVOKED
    form = forms.ReinstatementForm() if wanted is Act.REINSTATED else forms.RevocationForm()
    if not form.validate_on_submit():
        return _certificate_page(certificate, form)
    write(
        service.propose,
        certificate,
        wanted,
        by=current_person(),
        reason=form.reason.data,
        words=form.words.data or "",
        key=form.key.data or "",
        four_eyes=current_app.config["SETTINGS"].four_eyes,
        now=clock.now(),
    )
    return see_other(".show_certificate", number=number)


@bp.post("/certificates/<number>/acts/<int:act_number>/confirmation")
@requires("certificate.revoke")
def create_confirmation(number: str, act_number: int) -> ResponseReturnValue:
    """Confirm, as the second person, what somebody proposed."""
    certificate = _visible(number)
    act = next((a for a in queries.acts_of(certificate) if a.number == act_number), None)
    if act is None or not forms.PlainForm().validate_on_submit():
        raise NotFound
    write(service.confirm, act, by=current_person(), now=clock.now())
    return see_other(".show_certificate", number=number)


@bp.get("/verify")
@bp.get("/verify/<number>")
@public
def show_verification(number: str = "") -> ResponseReturnValue:
    """What a stranger may know: status and dates; the masked name only with the code."""
    typed = cleaned(number or request.args.get("number", ""))[:LONGEST_TYPED]
    if not typed:
        return render_template("certification/verify.html", typed="", found=None, unknown=False)
    now = clock.now()
    network = network_of(request.remote_addr or "")
    service.check_guesses(network, now=now)
    wanted = read_number(typed)
    found = queries.by_number(wanted) if wanted else None
    code = request.args.get("code", "")
    knows_code = found is not None and compare_digest(found.code.encode(), code.encode())
    if found is None or (code and not knows_code):
        write(service.count_guess, network, now=now)
    page = render_template(
        "certification/verify.html",
        typed=typed,
        found=found,
        unknown=found is None,
        verdict=queries.status_of(found, clock.today()) if found else None,
        last_act=_last_act(found) if found else None,
        name=masked(found.snapshot["name"]) if found and knows_code else "",
        reasons=forms.REASONS,
    )
    return page, 200 if found else 404


def _last_act(certificate: Certificate) -> CertificateAct | None:
    confirmed = [act for act in queries.acts_of(certificate) if act.confirmed_at]
    return confirmed[-1] if confirmed else None


def _visible(number: str) -> Certificate:
    return queries.certificate_for(current_person(), number, clock.today())


def _status_of(certificate: Certificate) -> Status:
    return queries.status_of(certificate, clock.today())


def _verify_address(certificate: Certificate) -> str:
    base: str = current_app.config["SETTINGS"].public_url
    return f"{base}/verify/{certificate.number}?code={certificate.code}"
