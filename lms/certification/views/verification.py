"""What a stranger may learn of a certificate."""

from hmac import compare_digest

from flask import render_template, request
from flask.typing import ResponseReturnValue
from flask_login import current_user

from lms import clock
from lms.certification import forms, queries
from lms.certification.domain import masked, read_number
from lms.certification.models import Certificate, CertificateAct
from lms.certification.views.blueprint import bp
from lms.db import note
from lms.forms import cleaned
from lms.people import service as people
from lms.people.access import public
from lms.people.domain import Entrance, Knock, network_of

LONGEST_TYPED = 40  # characters of a number that are looked at


@bp.get("/verify")
@bp.get("/verify/<number>")
@public
def show_verification(number: str = "") -> ResponseReturnValue:
    """What a stranger may know: status and dates; the masked name only with the code."""
    typed = cleaned(number or request.args.get("number", ""))[:LONGEST_TYPED]
    if not typed:
        return render_template("certification/verify.html", typed="", found=None, lost=False)
    now = clock.now()
    knock = _knock()
    people.check_may_try(knock, now=now)
    wanted = read_number(typed)
    found = queries.by_number(wanted) if wanted else None
    code = request.args.get("code", "")
    knows_code = found is not None and compare_digest(found.code.encode(), code.encode())
    if found is None or (code and not knows_code):
        note(people.count_failure, knock, now=now)
    page = render_template(
        "certification/verify.html",
        typed=typed,
        found=found,
        lost=wanted is not None and found is None and queries.is_in_a_gap(wanted),
        verdict=queries.status_of(found, clock.latest_day()) if found else None,
        last_act=_last_act(found) if found else None,
        name=masked(found.snapshot["name"]) if found and knows_code else "",
        reasons=forms.REASONS,
    )
    return page, 200 if found else 404


def _knock() -> Knock:
    """Who looks: those who are signed in are counted by themselves, so that nobody else waits."""
    own = current_user.person.public_id if current_user.is_authenticated else None
    return Knock(Entrance.VERIFICATION, network_of(request.remote_addr or ""), own=own)


def _last_act(certificate: Certificate) -> CertificateAct | None:
    confirmed = [act for act in queries.acts_of(certificate) if act.confirmed_at]
    return confirmed[-1] if confirmed else None
