"""The list of people, one person's record, opening and changing accounts."""

from flask import flash, render_template, request
from flask.typing import ResponseReturnValue

from lms import clock
from lms.db import write
from lms.errors import Invalid
from lms.i18n import _
from lms.pages import page_number, see_other, whole_number
from lms.people import access, access_log, queries, service
from lms.people.access import current_person, requires
from lms.people.domain import Role, Status, grantable, may_issue_slip, may_suspend
from lms.people.forms import AccountForm, FactsForm
from lms.people.queries import Chosen
from lms.people.sentences import role_name
from lms.people.views.blueprint import bp, opened, saved
from lms.people.views.enrolment import hand_over

LONGEST_SEARCH = 60  # characters


@bp.get("/people")
@requires("person.list")
def show_people() -> ResponseReturnValue:
    """The people whom one may list, narrowed as wanted."""
    chosen = _chosen()
    page = queries.list_people(current_person(), chosen, page_number(), clock.today())
    shown = render_template(
        "people/list.html",
        page=page,
        chosen=chosen,
        departments=queries.departments_offered(current_person(), "person.list"),
        mentors=queries.mentors_of([person.id for person in page.rows], clock.today()),
    )
    access_log.keep_list(
        current_person(),
        "person.list",
        scope=_scope(chosen),
        chosen=chosen.fields,
        count=page.total,
        purpose="",
        now=clock.now(),
    )
    return shown


@bp.get("/people/new")
@requires("person.create")
def new_person() -> ResponseReturnValue:
    """Ask for the facts of a new account."""
    form = _account_form()
    form.roles.data = [Role.TRAINEE]
    return render_template("people/new.html", form=form)


@bp.post("/people")
@requires("person.create")
def create_person() -> ResponseReturnValue:
    """Open an account and show its enrolment slip."""
    form = _account_form()
    if form.validate_on_submit():
        roles = [Role(role) for role in form.roles.data or ()]
        created = saved(
            form,
            service.create_person,
            current_person(),
            form.account(),
            roles,
            key=form.key.data,
            now=clock.now(),
        )
        if created is not None:
            return hand_over(created.person, created.token)
    return render_template("people/new.html", form=form), 422


@bp.get("/people/<public_id>")
@requires("person.view")
def show_person(public_id: str) -> ResponseReturnValue:
    """One person's record."""
    person = opened(public_id, "person.view")
    mine = current_person().roles
    reads_events = access.may_about(current_person(), "audit.read", person, clock.today())
    return render_template(
        "people/person.html",
        person=person,
        pairs=queries.pairs_around(person.id),
        events=queries.events_about(person.id, size=queries.RECENT) if reads_events else None,
        grantable=[role for role in Role if grantable(mine, role)],
        may_issue_slip=may_issue_slip(mine, person.roles),
        may_suspend=may_suspend(mine, person.roles),
    )


@bp.get("/people/<public_id>/events")
@requires("audit.read")
def show_events(public_id: str) -> ResponseReturnValue:
    """All that was done to a person."""
    person = opened(public_id, "audit.read")
    return render_template(
        "people/events.html", person=person, page=queries.events_about(person.id, page_number())
    )


@bp.get("/people/<public_id>/edit")
@requires("person.edit")
def edit_person(public_id: str) -> ResponseReturnValue:
    """Show what is kept about a person, to be changed."""
    person = opened(public_id, "person.edit")
    form = FactsForm(
        name=person.name,
        employee_number=person.employee_number,
        department=person.department_id,
        starts_on=person.starts_on,
    )
    form.department.offer(queries.departments(current_person(), "person.edit"))
    return render_template("people/edit.html", form=form, person=person)


@bp.post("/people/<public_id>")
@requires("person.edit")
def update_person(public_id: str) -> ResponseReturnValue:
    """Change what is kept about a person."""
    person = opened(public_id, "person.edit")
    form = FactsForm()
    form.department.offer(queries.departments(current_person(), "person.edit"))
    if form.validate_on_submit() and saved(
        form, service.change_person, current_person(), person, form.facts(), now=clock.now()
    ):
        flash(_("改好了。"), "success")
        return see_other(".show_person", public_id=public_id)
    return render_template("people/edit.html", form=form, person=person), 422


@bp.post("/people/<public_id>/suspension")
@requires("person.suspend")
def create_suspension(public_id: str) -> ResponseReturnValue:
    """Keep a person out."""
    person = opened(public_id, "person.suspend")
    write(service.suspend, current_person(), person, now=clock.now())
    flash(_("账号已停用，所有设备都退出了登录。"), "success")
    return see_other(".show_person", public_id=public_id)


@bp.post("/people/<public_id>/suspension/ending")
@requires("person.suspend")
def delete_suspension(public_id: str) -> ResponseReturnValue:
    """Let a person in again."""
    person = opened(public_id, "person.suspend")
    write(service.reactivate, current_person(), person, now=clock.now())
    flash(_("账号已恢复，可以用原来的密码登录。"), "success")
    return see_other(".show_person", public_id=public_id)


@bp.post("/people/<public_id>/sessions/ending")
@requires("session.end")
def delete_sessions(public_id: str) -> ResponseReturnValue:
    """Sign a person out everywhere."""
    person = opened(public_id, "session.end")
    write(service.sign_out_everywhere, current_person(), person, now=clock.now())
    flash(_("已在所有设备上退出登录。"), "success")
    return see_other(".show_person", public_id=public_id)


@bp.post("/people/<public_id>/second-factor/ending")
@requires("factor.reset")
def delete_factor(public_id: str) -> ResponseReturnValue:
    """Take away the second factor of somebody who cannot pass it any more."""
    person = opened(public_id, "factor.reset")
    try:
        write(service.reset_second_factor, current_person(), person, now=clock.now())
    except Invalid as refusal:
        flash(_(refusal.message), "error")
    else:
        flash(_("两步验证已重置，所有设备都退出了登录。"), "success")
    return see_other(".show_person", public_id=public_id)


def _account_form() -> AccountForm:
    form = AccountForm()
    form.department.offer(queries.departments(current_person(), "person.create"))
    mine = current_person().roles
    form.roles.choices = [(role, role_name(role)) for role in Role if grantable(mine, role)]
    return form


def _chosen() -> Chosen:
    asked = request.args
    return Chosen(
        text=" ".join(asked.get("q", "").split())[:LONGEST_SEARCH],
        department=" ".join(asked.get("department", "").split())[:LONGEST_SEARCH],
        role=next((role for role in Role if role == asked.get("role")), None),
        status=next((status for status in Status if status == asked.get("status")), None),
    )


def _scope(chosen: Chosen) -> str:
    scope = access.scope_of(current_person(), "person.list")
    narrower = scope == access.SCOPE_ALL or scope.startswith(access.SCOPE_DEPARTMENT)
    number = whole_number(chosen.department)
    if number is not None and narrower:
        return f"{access.SCOPE_DEPARTMENT}{number}"
    return scope
