"""Enrolment slips: printing one for somebody, and setting a password with one."""

import segno
from flask import current_app, flash, render_template, session, url_for
from flask.typing import ResponseReturnValue

from lms import clock
from lms.db import write
from lms.errors import NotFound
from lms.i18n import _
from lms.pages import see_other
from lms.people import browsers, half_way, passwords, service, signed_in
from lms.people.access import current_person, public, requires
from lms.people.domain import browser_name, may_issue_slip, shortest_password
from lms.people.forms import NewPasswordForm
from lms.people.models import EnrolmentSlip, Person
from lms.people.queries import open_slip
from lms.people.views.blueprint import bp, browser_line, opened, slow_down_guessing

SHOWN = "slip"  # where the creator's own cookie keeps the secret until the slip is put away


def hand_over(person: Person, token: str) -> ResponseReturnValue:
    """Lead the creator of a slip to its page."""
    session[SHOWN] = {"person": person.public_id, "token": token}
    return see_other("people.show_slip", public_id=person.public_id)


@bp.get("/people/<public_id>/slip")
@requires("session.end")
def show_slip(public_id: str) -> ResponseReturnValue:
    """The slip just made, to print or to show."""
    person = opened(public_id, "session.end")
    kept = session.get(SHOWN, {})
    slip = _open_or_none(kept["token"]) if kept.get("person") == public_id else None
    if slip is None:
        allowed = may_issue_slip(current_person().roles, person.roles)
        return render_template("people/slip_gone.html", person=person, may_issue_slip=allowed)
    address = current_app.config["SETTINGS"].public_url + url_for(
        "people.new_password", token=kept["token"]
    )
    picture = segno.make(address, error="m").svg_data_uri(scale=5, border=2)
    return render_template(
        "people/slip.html", person=person, slip=slip, address=address, picture=picture
    )


@bp.post("/people/<public_id>/slips")
@requires("session.end")
def create_slip(public_id: str) -> ResponseReturnValue:
    """Make a new slip; the one before stops working."""
    person = opened(public_id, "session.end")
    token = write(service.issue_slip, current_person(), person, now=clock.now())
    return hand_over(person, token)


@bp.post("/people/<public_id>/slip/ending")
@requires("session.end")
def delete_slip(public_id: str) -> ResponseReturnValue:
    """Put a slip away once it is handed over; it stays valid for its owner."""
    opened(public_id, "session.end")
    session.pop(SHOWN, None)
    return see_other("people.show_person", public_id=public_id)


@bp.get("/enrol/<token>")
@public
def new_password(token: str) -> ResponseReturnValue:
    """Ask the owner of a slip for a password."""
    slip = _slip(token)
    return _show_enrolment(NewPasswordForm(), slip.person)


@bp.post("/enrol/<token>")
@public
def create_password(token: str) -> ResponseReturnValue:
    """Set the password and sign its owner in."""
    slip = _slip(token)
    form = NewPasswordForm()
    form.owner = slip.person
    if not form.validate_on_submit():
        return _show_enrolment(form, slip.person), 422
    new_hash, here = passwords.hashed(form.password.data or ""), browsers.here()
    browser, owner = browser_name(browser_line()), slip.person
    entered = write(
        service.enrol,
        slip,
        new_hash=new_hash,
        browser=browser,
        known_as=here.hash,
        now=clock.now(),
    )
    if entered is None:
        half_way.begin(owner, clock.now())
        return see_other("people.new_code")
    signed_in.enter(entered)
    browsers.keep(here)
    flash(_("密码设好了，以后就用它登录。"), "success")
    return see_other("home.show_home")


def _slip(token: str) -> EnrolmentSlip:
    try:
        return open_slip(token, clock.now())
    except NotFound:
        slow_down_guessing()
        write(service.close_expired, token, now=clock.now())
        raise


def _show_enrolment(form: NewPasswordForm, person: Person) -> str:
    return render_template(
        "people/enrol.html",
        form=form,
        person=person,
        least=shortest_password(has_second_factor=person.has_second_factor),
    )


def _open_or_none(token: str) -> EnrolmentSlip | None:
    try:
        return open_slip(token, clock.now())
    except NotFound:
        return None
