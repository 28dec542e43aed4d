"""A forgotten password: asking for a link, and setting a new one with it."""

from flask import flash, render_template
from flask.typing import ResponseReturnValue

from lms import clock
from lms.db import write
from lms.errors import Invalid, NotFound, TooMany
from lms.i18n import _
from lms.pages import see_other
from lms.people import passwords, service
from lms.people.access import current_person, public, requires
from lms.people.domain import Entrance, Knock, network_of, shortest_password
from lms.people.forms import ForgottenForm, NewPasswordForm
from lms.people.models import Person, ResetLink
from lms.people.queries import open_link
from lms.people.views.blueprint import bp, network_address, opened, slow_down_guessing

LONGEST_TYPED = 254  # characters of a login or address that are looked at


@bp.get("/forgotten")
@public
def new_reset() -> ResponseReturnValue:
    """Ask whose password is forgotten."""
    return render_template("people/forgotten.html", form=ForgottenForm())


@bp.post("/forgotten")
@public
def create_reset() -> ResponseReturnValue:
    """Have a link mailed, if there is such an account; the answer is the same for all."""
    form = ForgottenForm()
    if not form.validate_on_submit():
        return render_template("people/forgotten.html", form=form), 422
    knock = Knock(Entrance.RESET, network_of(network_address()))
    try:
        write(service.count_try, knock, now=clock.now())
    except TooMany as refusal:
        form.refuse(refusal)
        page = render_template("people/forgotten.html", form=form)
        return page, refusal.status, {"Retry-After": str(refusal.retry_after)}
    write(service.ask_for_link, (form.account.data or "")[:LONGEST_TYPED], now=clock.now())
    return see_other(".show_reset")


@bp.get("/forgotten/sent")
@public
def show_reset() -> ResponseReturnValue:
    """Say what happens now, in the same words for all."""
    return render_template("people/forgotten_sent.html")


@bp.get("/reset/<token>")
@public
def edit_forgotten(token: str) -> ResponseReturnValue:
    """Ask the owner of a link for a new password; looking does not use it up."""
    return _show(NewPasswordForm(), _link(token).person)


@bp.post("/reset/<token>")
@public
def update_forgotten(token: str) -> ResponseReturnValue:
    """Set the new password; its owner signs in with it."""
    link, form = _link(token), NewPasswordForm()
    form.owner = link.person
    if not form.validate_on_submit():
        return _show(form, link.person), 422
    new_hash = passwords.hashed(form.password.data or "")
    write(service.reset_password, link, new_hash=new_hash, now=clock.now())
    flash(_("密码改好了，所有设备都退出了登录。请用新密码登录。"), "success")
    return see_other(".new_session")


@bp.post("/people/<public_id>/reset-links")
@requires("session.end")
def create_reset_link(public_id: str) -> ResponseReturnValue:
    """Mail somebody a link to a new password."""
    person = opened(public_id, "session.end")
    try:
        write(service.send_link, current_person(), person, now=clock.now())
    except Invalid as refusal:
        flash(_(refusal.message), "error")
    else:
        flash(_("重设密码的邮件已交给后台寄出，链接 30 分钟内有效。"), "success")
    return see_other(".show_person", public_id=public_id)


def _link(token: str) -> ResetLink:
    try:
        return open_link(token, clock.now())
    except NotFound:
        slow_down_guessing()
        write(service.close_expired, token, now=clock.now())
        raise


def _show(form: NewPasswordForm, person: Person) -> str:
    least = shortest_password(has_second_factor=person.has_second_factor)
    return render_template("people/reset.html", form=form, person=person, least=least)
