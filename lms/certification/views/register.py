"""The register for HR and its file; for everyone else the own certificates."""

from typing import TypedDict

from flask import render_template, request
from flask.typing import ResponseReturnValue

from lms import clock
from lms.certification import export, forms, queries, service
from lms.certification.views.blueprint import bp, status_of
from lms.db import write
from lms.errors import NotFound
from lms.i18n import language
from lms.pages import csv_response, page_number, see_other, xlsx_response
from lms.people import access, access_log
from lms.people import queries as people
from lms.people.access import current_person, requires

REGISTER = "certificate.register"


class Shown(TypedDict):
    """What the access log keeps of a list: how far it reached, what was chosen, and what for."""

    scope: str
    chosen: str
    count: int
    purpose: str


@bp.get("/certificates")
@requires("certificate.view")
def show_certificates() -> ResponseReturnValue:
    """The register for HR; for others their own certificates and what is missing for the next."""
    person = current_person()
    if access.may(person, REGISTER) and "own" not in request.args:
        return _show_register()
    progress = queries.progress_of(person)
    return render_template(
        "certification/own.html",
        progress_list=progress,
        steps={p.programme.id: queries.steps(p.programme, p.facts) for p in progress},
        status_of=status_of,
        form=forms.CollectForm(),
        may_register=access.may(person, REGISTER),
    )


def _show_register() -> ResponseReturnValue:
    person, chosen, today = current_person(), forms.filter_from(request.args), clock.latest_day()
    total = queries.register_total(person, chosen, page_number(), today)
    # before the rows are read: a write forgets them
    access_log.keep_list(person, REGISTER, **_facts(chosen, total), now=clock.now())
    page = queries.register(person, chosen, page_number(), total, today)
    return render_template(
        "certification/register.html",
        page=page,
        chosen=chosen,
        status_of=status_of,
        programmes=queries.programmes(),
        departments=people.departments_offered(person, REGISTER),
        purposes=forms.PURPOSES,
        waiting=queries.waiting_acts(person, today),
    )


@bp.get("/certificates.csv")
@requires(REGISTER)
def show_register_file() -> ResponseReturnValue:
    """The register as the screen filters it, for Excel."""
    person, chosen, today = current_person(), forms.filter_from(request.args), clock.latest_day()
    _keep_export(chosen, "file=csv")
    found = queries.register_rows(person, chosen, today, language())
    return csv_response(f"certificates-{today:%Y-%m-%d}.csv", export.register_csv(found, today))


@bp.get("/certificates.xlsx")
@requires(REGISTER)
def show_register_workbook() -> ResponseReturnValue:
    """The register as the screen filters it, as a workbook with typed cells."""
    person, chosen, today = current_person(), forms.filter_from(request.args), clock.latest_day()
    _keep_export(chosen, "file=xlsx")
    found = queries.register_rows(person, chosen, today, language())
    file = export.register_workbook(found, today)
    return xlsx_response(f"certificates-{today:%Y-%m-%d}.xlsx", file)


def _keep_export(chosen: queries.Filter, kind: str) -> None:
    """Keep that the register leaves as a file, before its first byte does."""
    person = current_person()
    count = queries.register_count(person, chosen, clock.latest_day())
    write(access_log.export, person, REGISTER, **_facts(chosen, count, kind), now=clock.now())


def _facts(chosen: queries.Filter, count: int, *also: str) -> Shown:
    purpose = request.args.get("purpose", "")
    kept = [f"{name}={value}" for name, value in chosen.chosen().items() if name != "words"]
    return {
        "scope": access.scope_of(current_person(), REGISTER),
        "chosen": "&".join([*kept, *also]),
        "count": count,
        "purpose": purpose if purpose in forms.PURPOSES else "",
    }


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
