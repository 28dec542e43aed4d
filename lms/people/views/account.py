"""One's own account: profile, password, sessions, who looked at one's record."""

from flask import flash, render_template
from flask.typing import ResponseReturnValue

from lms import clock
from lms.db import write
from lms.i18n import _
from lms.pages import page_number, see_other
from lms.people import passwords, queries, service, signed_in
from lms.people.access import current_person, requires
from lms.people.domain import checked_email, shortest_password
from lms.people.forms import EmailForm, PasswordForm
from lms.people.views.blueprint import bp, saved
from lms.people.views.confirming import owner_typed


@bp.get("/account")
@requires("account.view")
def show_account() -> ResponseReturnValue:
    """One's own profile, sessions, and who looked at the record."""
    person = current_person()
    return render_template(
        "people/account.html",
        person=person,
        here=signed_in.current_session(),
        mentor=queries.mentor_of(person.id, clock.today()),
        sessions=queries.sessions_of(person, clock.now()),
        looks=queries.looks_at(person, size=queries.RECENT),
        lists=queries.lists_with(person, size=queries.FEW),
        events=queries.events_about(person.id, size=queries.RECENT),
    )


@bp.get("/account/looks")
@requires("account.view")
def show_looks() -> ResponseReturnValue:
    """Everybody who opened one's own record."""
    page = queries.looks_at(current_person(), page_number())
    lead = _("您的资料、计划、成绩或观察记录每被别人打开一次，这里就多一行。")
    return render_template("people/looks.html", page=page, heading=_("谁看过我的记录"), lead=lead)


@bp.get("/account/lists")
@requires("account.view")
def show_lists() -> ResponseReturnValue:
    """Everybody who opened lists in which one stands."""
    page = queries.lists_with(current_person(), page_number())
    lead = _("名单和导出文件里可能有您：这里按打开它的人能看到的范围算。")
    return render_template("people/looks.html", page=page, heading=_("谁看过有我的名单"), lead=lead)


@bp.get("/account/events")
@requires("account.view")
def show_own_events() -> ResponseReturnValue:
    """All that was done to oneself."""
    page = queries.events_about(current_person().id, page_number())
    return render_template("people/events.html", page=page, person=None)


@bp.get("/account/password")
@requires("account.edit")
def edit_password() -> ResponseReturnValue:
    """Ask for the old and the new password."""
    return _show_password(PasswordForm())


@bp.post("/account/password")
@requires("account.edit")
def update_password() -> ResponseReturnValue:
    """Change one's own password."""
    form = PasswordForm()
    form.owner = current_person()
    session = signed_in.current_session()
    if session and form.validate_on_submit() and owner_typed(form):
        token = saved(
            form,
            service.change_password,
            current_person(),
            session,
            checked_hash=current_person().password_hash,
            new_hash=passwords.hashed(form.password.data or ""),
            now=clock.now(),
        )
        if token is not None:
            signed_in.go_on(token)
            flash(_("密码改好了，其他设备都已退出登录。"), "success")
            return see_other(".show_account")
    return _show_password(form), 422


@bp.get("/account/email")
@requires("account.edit")
def edit_email() -> ResponseReturnValue:
    """Ask for one's own address."""
    person = current_person()
    form = EmailForm(email=person.email, wants_mail=person.wants_mail)
    return render_template("people/email.html", form=form)


@bp.post("/account/email")
@requires("account.edit")
def update_email() -> ResponseReturnValue:
    """Change one's own address."""
    form = EmailForm()
    here = signed_in.current_session()
    if here and form.validate_on_submit() and owner_typed(form):
        email = checked_email(form.email.data or "")
        write(
            service.change_email,
            current_person(),
            email,
            here,
            wants_mail=form.wants_mail.data,
            now=clock.now(),
        )
        flash(_("邮箱改好了。"), "success")
        return see_other(".show_account")
    return render_template("people/email.html", form=form), 422


@bp.post("/account/sessions/<session_id>/ending")
@requires("account.edit")
def delete_own_session(session_id: str) -> ResponseReturnValue:
    """End one of one's own sessions."""
    session = queries.own_session(current_person(), session_id)
    write(service.end_session, session, now=clock.now())
    flash(_("那台设备已退出登录。"), "success")
    return see_other(".show_account")


@bp.post("/account/sessions/ending")
@requires("account.edit")
def delete_other_sessions() -> ResponseReturnValue:
    """End one's own sessions everywhere else."""
    here = signed_in.current_session()
    if here is not None:
        write(service.end_other_sessions, current_person(), here, now=clock.now())
    flash(_("其他设备都已退出登录。"), "success")
    return see_other(".show_account")


def _show_password(form: PasswordForm) -> str:
    person = current_person()
    return render_template(
        "people/password.html",
        form=form,
        person=person,
        least=shortest_password(has_second_factor=person.has_second_factor),
    )
