"""One's own second factor: setting it up, recovery codes, switching it off."""

import segno
from flask import Response, flash, render_template
from flask.typing import ResponseReturnValue

from lms import clock
from lms.db import write
from lms.forms import Form
from lms.i18n import _
from lms.pages import see_other
from lms.people import queries, service, signed_in
from lms.people.access import current_person, requires
from lms.people.domain import FEW_LEFT, in_groups, is_too_short
from lms.people.forms import CodeForm, OwnerForm
from lms.people.views.blueprint import bp, saved
from lms.people.views.confirming import owner_typed


@bp.get("/account/second-factor")
@requires("account.view")
def show_second_factor() -> ResponseReturnValue:
    """Whether one signs in with two steps, and what can be done about it."""
    person = current_person()
    return render_template(
        "people/second_factor.html",
        person=person,
        factor=queries.factor_of(person),
        left=queries.codes_left(person),
        few=FEW_LEFT,
        has_fresh_codes=bool(queries.fresh_codes(person, clock.now())),
    )


@bp.get("/account/second-factor/new")
@requires("account.edit")
def new_second_factor() -> ResponseReturnValue:
    """Say what is coming, and ask for the password."""
    return _show_start(OwnerForm())


@bp.post("/account/second-factor")
@requires("account.edit")
def create_second_factor() -> ResponseReturnValue:
    """Make a secret for one's app."""
    form = OwnerForm()
    if form.validate_on_submit() and owner_typed(form):
        write(service.begin_second_factor, current_person(), now=clock.now())
        return see_other(".edit_second_factor")
    return _show_start(form), 422


@bp.get("/account/second-factor/scan")
@requires("account.edit")
def edit_second_factor() -> ResponseReturnValue:
    """Show the secret to be scanned, and ask for its first code."""
    return _show_scan(CodeForm())


@bp.post("/account/second-factor/scan")
@requires("account.edit")
def update_second_factor() -> ResponseReturnValue:
    """Switch the secret on with its first code."""
    form, here = CodeForm(), signed_in.current_session()
    if here and form.validate_on_submit():
        token = saved(
            form,
            service.confirm_second_factor,
            current_person(),
            here,
            form.code.data or "",
            now=clock.now(),
        )
        if token is not None:
            signed_in.go_on(token)
            return see_other(".show_recovery_codes")
    return _show_scan(form, 422)


@bp.get("/account/second-factor/codes")
@requires("account.edit")
def show_recovery_codes() -> ResponseReturnValue:
    """The recovery codes just made, to be kept."""
    codes = _fresh_codes()
    if not codes:
        return see_other(".show_second_factor")
    return render_template("people/recovery_codes.html", codes=codes)


@bp.get("/account/second-factor/codes.txt")
@requires("account.edit")
def show_recovery_codes_file() -> ResponseReturnValue:
    """The recovery codes just made, as a file."""
    codes = _fresh_codes()
    if not codes:
        return see_other(".show_second_factor")
    heading = _("师徒学堂的恢复码，登录名 %(login)s", login=current_person().login)
    text = "\n".join([heading, _("每个只能用一次。"), "", *codes, ""])
    answer = Response(text, mimetype="text/plain")
    answer.headers["Content-Disposition"] = 'attachment; filename="shitu-recovery-codes.txt"'
    return answer


@bp.post("/account/second-factor/codes/ending")
@requires("account.edit")
def delete_recovery_codes() -> ResponseReturnValue:
    """Show the codes no more: their owner has kept them."""
    write(service.put_codes_away, current_person())
    flash(_("好了。以后登录时，填完密码再填手机上的 6 位数字。"), "success")
    return see_other("home.show_home")


@bp.get("/account/second-factor/codes/new")
@requires("account.edit")
def new_recovery_codes() -> ResponseReturnValue:
    """Ask for the password before new codes are made."""
    return render_template("people/codes_anew.html", form=OwnerForm())


@bp.post("/account/second-factor/codes")
@requires("account.edit")
def create_recovery_codes() -> ResponseReturnValue:
    """Make new codes; those of before are worth nothing any more."""
    form, here = OwnerForm(), signed_in.current_session()
    if here and form.validate_on_submit() and owner_typed(form):
        token = saved(form, service.renew_codes, current_person(), here, now=clock.now())
        if token is not None:
            signed_in.go_on(token)
            return see_other(".show_recovery_codes")
    return render_template("people/codes_anew.html", form=form), 422


@bp.get("/account/second-factor/ending")
@requires("account.edit")
def new_ending() -> ResponseReturnValue:
    """Ask for the password before the second factor is switched off."""
    return _show_ending(OwnerForm())


@bp.post("/account/second-factor/ending")
@requires("account.edit")
def delete_second_factor() -> ResponseReturnValue:
    """Sign in with the password alone from now on."""
    form, here = OwnerForm(), signed_in.current_session()
    if here and form.validate_on_submit() and owner_typed(form):
        token = saved(
            form,
            service.switch_off_second_factor,
            current_person(),
            here,
            is_short=is_too_short(form.current.data or "", has_second_factor=False),
            now=clock.now(),
        )
        if token is not None:
            signed_in.go_on(token)
            flash(_("两步验证关掉了，以后只用密码登录。"), "success")
            return see_other(".show_second_factor")
    return _show_ending(form), 422


def _show_start(form: OwnerForm) -> str:
    return render_template("people/second_factor_start.html", form=form, person=current_person())


def _show_scan(form: CodeForm, status: int = 200) -> ResponseReturnValue:
    found = queries.address_to_scan(current_person(), clock.now())
    if found is None:
        flash(_("二维码只留 15 分钟，请重新开始。"), "info")
        return see_other(".new_second_factor")
    secret, address = found
    page = render_template(
        "people/second_factor_scan.html",
        form=form,
        secret=in_groups(secret),
        address=address,
        picture=segno.make(address, error="m").svg_data_uri(scale=5, border=2),
    )
    return page, status


def _show_ending(form: Form) -> str:
    return render_template("people/second_factor_ending.html", form=form, person=current_person())


def _fresh_codes() -> list[str]:
    return [in_groups(code) for code in queries.fresh_codes(current_person(), clock.now())]
