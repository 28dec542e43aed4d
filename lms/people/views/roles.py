"""Giving and taking roles."""

from flask import flash, render_template
from flask.typing import ResponseReturnValue

from lms import clock
from lms.db import write
from lms.errors import NotFound
from lms.i18n import _
from lms.pages import see_other
from lms.people import queries, service
from lms.people.access import current_person, requires
from lms.people.domain import Role, grantable
from lms.people.forms import RoleForm
from lms.people.models import Person
from lms.people.sentences import role_name
from lms.people.views.blueprint import bp, opened, saved


@bp.get("/people/<public_id>/roles/new")
@requires("role.grant")
def new_role(public_id: str) -> ResponseReturnValue:
    """Ask which role."""
    person = opened(public_id, "role.grant")
    return render_template("people/role.html", form=_form(person), person=person)


@bp.post("/people/<public_id>/roles")
@requires("role.grant")
def create_role(public_id: str) -> ResponseReturnValue:
    """Give a role."""
    person = opened(public_id, "role.grant")
    form = _form(person)
    if form.validate_on_submit() and saved(
        form,
        service.grant_role,
        current_person(),
        person,
        form.chosen(),
        department_id=form.department.data,
        now=clock.now(),
    ):
        flash(_("角色给好了，下一次打开页面就生效。"), "success")
        return see_other(".show_person", public_id=public_id)
    return render_template("people/role.html", form=form, person=person), 422


@bp.post("/people/<public_id>/roles/<role>/ending")
@requires("role.grant")
def delete_role(public_id: str, role: str) -> ResponseReturnValue:
    """Take a role."""
    person = opened(public_id, "role.grant")
    if role not in set(Role):
        raise NotFound
    write(service.revoke_role, current_person(), person, Role(role), now=clock.now())
    flash(_("角色已收回，这位同事要重新登录。"), "success")
    return see_other(".show_person", public_id=public_id)


def _form(person: Person) -> RoleForm:
    form = RoleForm()
    mine = current_person().roles
    form.role.choices = [
        (role, role_name(role))
        for role in Role
        if grantable(mine, role) and role not in person.roles
    ]
    form.department.offer(queries.departments(current_person(), "role.grant"), _("全公司"))
    return form
