"""Signing in and out."""

from flask import flash, redirect, render_template, request
from flask.typing import ResponseReturnValue
from flask_login import current_user

from lms import clock
from lms.db import write
from lms.errors import N_, Invalid, TooMany
from lms.i18n import _
from lms.pages import forget_here, own_address, see_other
from lms.people import browsers, half_way, passwords, service, signed_in
from lms.people.access import public
from lms.people.domain import Entrance, browser_name, is_too_short
from lms.people.forms import CodeForm, SignInForm
from lms.people.models import Person
from lms.people.queries import by_login
from lms.people.views.blueprint import bp, browser_line, saved

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
    """Let somebody in, or ask for the second step."""
    form = SignInForm()
    if not form.validate_on_submit():
        return _show(form), 422
    try:
        knock = browsers.knock(Entrance.SIGN_IN, form.login.data or "")
        attempt = write(service.count_try, knock, now=clock.now())
    except TooMany as refusal:
        form.refuse(refusal)
        return _show(form), refusal.status, {"Retry-After": str(refusal.retry_after)}
    person = _person_with_password(form)
    if person is None:
        return _show(form), 422
    enter = _go_half_way if person.has_second_factor else _enter
    return enter(form, person, attempt)


@bp.get("/sign-in/code")
@public
def new_code() -> ResponseReturnValue:
    """Ask for the code of the second step."""
    if half_way.person_half_way(clock.now()) is None:
        return _begin_anew()
    return _show_code(CodeForm(next=own_address(request.args.get("next"))))


@bp.post("/sign-in/code")
@public
def create_code() -> ResponseReturnValue:
    """Let somebody in by the second step."""
    form, person = CodeForm(), half_way.person_half_way(clock.now())
    if person is None:
        return _begin_anew()
    if not form.validate_on_submit():
        return _show_code(form), 422
    try:
        attempt = write(
            service.count_try, browsers.knock(Entrance.CODE, person.login), now=clock.now()
        )
    except TooMany as refusal:
        form.refuse(refusal, "code")
        return _show_code(form), refusal.status, {"Retry-After": str(refusal.retry_after)}
    return _enter_by_code(form, person, attempt)


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


def _person_with_password(form: SignInForm) -> Person | None:
    """Whose login and password these are, or None with the reason at the form.

    Equally slow for all.
    """
    person, password = by_login(form.login.data or ""), form.password.data or ""
    fits = passwords.matches(person.password_hash if person else None, password)
    if person is None or not fits or not person.is_active:
        form.refuse(Invalid(WRONG))
        return None
    return person


def _enter(form: SignInForm, person: Person, attempt: service.Try) -> ResponseReturnValue:
    """Start a session with the password alone."""
    password, kept, here = form.password.data or "", person.password_hash or "", browsers.here()
    token = saved(
        form,
        service.sign_in,
        person,
        checked_hash=kept,
        new_hash=_renewed(kept, password),
        browser=browser_name(browser_line()),
        right=attempt,
        replaced=signed_in.current_session(),
        known_as=here.hash,
        is_short=is_too_short(password, has_second_factor=False),
        now=clock.now(),
    )
    if token is None:
        return _show(form), 422
    return _let_in(form, token, here)


def _go_half_way(form: SignInForm, person: Person, attempt: service.Try) -> ResponseReturnValue:
    """Remember that the password was right, and ask for the code."""
    password, kept = form.password.data or "", person.password_hash or ""
    new_hash = _renewed(kept, password)
    passed = saved(
        form, service.go_half_way, person, checked_hash=kept, new_hash=new_hash, right=attempt
    )
    if passed is None:
        return _show(form), 422
    half_way.begin(passed, clock.now())
    return see_other("people.new_code", next=own_address(form.next.data))


def _enter_by_code(form: CodeForm, person: Person, attempt: service.Try) -> ResponseReturnValue:
    """Start a session with the second step."""
    here = browsers.here()
    token = saved(
        form,
        service.sign_in_with_code,
        person,
        form.code.data or "",
        checked_hash=person.password_hash,
        browser=browser_name(browser_line()),
        right=attempt,
        replaced=signed_in.current_session(),
        known_as=here.hash,
        now=clock.now(),
    )
    if token is None:
        return _show_code(form), 422
    return _let_in(form, token, here)


def _let_in(form: SignInForm | CodeForm, token: str, here: browsers.Browser) -> ResponseReturnValue:
    signed_in.enter(token)
    browsers.keep(here)
    return _onwards(form)


def _renewed(kept: str, password: str) -> str | None:
    """The same password with today's parameters, where it was kept with others."""
    return passwords.hashed(password) if passwords.is_outdated(kept) else None


def _begin_anew() -> ResponseReturnValue:
    flash(_("隔得太久了，请重新登录。"), "info")
    return see_other("people.new_session", next=own_address(request.values.get("next")))


def _onwards(form: SignInForm | CodeForm) -> ResponseReturnValue:
    return redirect(own_address(form.next.data) or "/", 303)


def _show(form: SignInForm) -> str:
    return render_template("people/sign_in.html", form=form)


def _show_code(form: CodeForm) -> str:
    return render_template("people/code.html", form=form)
