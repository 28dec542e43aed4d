"""Signing in and out."""

from flask import flash, redirect, render_template, request
from flask.typing import ResponseReturnValue
from flask_login import current_user

from lms import clock
from lms.db import write
from lms.errors import N_, Invalid, TooMany
from lms.i18n import _
from lms.pages import forget_here, own_address, see_other
from lms.people import passwords, service, signed_in
from lms.people.access import public
from lms.people.domain import browser_name, network_of
from lms.people.forms import SignInForm
from lms.people.queries import by_login
from lms.people.views.blueprint import bp, browser_line, network_address, saved

WRONG = N_("登录名或密码不对，请再试一次。忘记密码，或账号已停用，请找人事。")


@bp.get("/sign-in")
@public
def new_session() -> ResponseReturnValue:
    """Ask who is there."""
    form = SignInForm(next=own_address(request.args.get("next")))
    if current_user.is_authenticated:
        return _onwards(form)
    return _show(form)


@bp.post("/sign-in")
@public
def create_session() -> ResponseReturnValue:
    """Let somebody in."""
    form = SignInForm()
    if not form.validate_on_submit():
        return _show(form), 422
    now = clock.now()
    try:
        attempt = write(
            service.count_try, form.login.data or "", network_of(network_address()), now=now
        )
    except TooMany as refusal:
        form.refuse(refusal)
        return _show(form), refusal.status, {"Retry-After": str(refusal.retry_after)}
    token = _checked_token(form, attempt)
    if token is None:
        return _show(form), 422
    signed_in.enter(token)
    return _onwards(form)


@bp.post("/sign-out")
@public
def delete_session() -> ResponseReturnValue:
    """Let somebody out; harmless when nobody is in."""
    session = signed_in.current_session()
    if session is not None:
        write(service.sign_out, session, now=clock.now())
    signed_in.leave()
    flash(_("您已退出登录。"), "success")
    return forget_here(see_other("people.new_session"))


def _checked_token(form: SignInForm, attempt: service.Try) -> str | None:
    """The token of a new session, or None with the reason at the form; equally slow for all."""
    person, password = by_login(form.login.data or ""), form.password.data or ""
    kept = person.password_hash if person else None
    fits = passwords.matches(kept, password)
    if person is None or kept is None or not fits or not person.is_active:
        form.refuse(Invalid(WRONG))
        return None
    return saved(
        form,
        service.sign_in,
        person,
        checked_hash=kept,
        new_hash=passwords.hashed(password) if passwords.is_outdated(kept) else None,
        browser=browser_name(browser_line()),
        right=attempt,
        replaced=signed_in.current_session(),
        now=clock.now(),
    )


def _onwards(form: SignInForm) -> ResponseReturnValue:
    return redirect(own_address(form.next.data) or "/", 303)


def _show(form: SignInForm) -> str:
    return render_template("people/sign_in.html", form=form)
