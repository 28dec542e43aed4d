"""The tree of departments."""

from datetime import datetime

from flask import flash, render_template
from flask.typing import ResponseReturnValue

from lms import clock
from lms.i18n import _
from lms.pages import see_other
from lms.people import queries, service
from lms.people.access import current_person, requires
from lms.people.domain import checked_department
from lms.people.forms import DepartmentForm
from lms.people.models import Department
from lms.people.views.blueprint import bp, saved


@bp.get("/people/departments")
@requires("department.edit")
def show_departments() -> ResponseReturnValue:
    """All departments, their leads and how many people each has."""
    return render_template(
        "people/departments.html", tree=queries.department_tree(), counts=queries.head_counts()
    )


@bp.get("/people/departments/new")
@requires("department.edit")
def new_department() -> ResponseReturnValue:
    """Ask for the facts of a new department."""
    return render_template("people/department.html", form=_offering(DepartmentForm()), own=None)


@bp.post("/people/departments")
@requires("department.edit")
def create_department() -> ResponseReturnValue:
    """Make a department."""
    form = _offering(DepartmentForm())
    if form.validate_on_submit() and saved(form, _create, form, clock.now()):
        flash(_("部门建好了。"), "success")
        return see_other(".show_departments")
    return render_template("people/department.html", form=form, own=None), 422


@bp.get("/people/departments/<public_id>/edit")
@requires("department.edit")
def edit_department(public_id: str) -> ResponseReturnValue:
    """Show a department, to be changed."""
    own = queries.department_of(public_id)
    lead = own.lead.login if own.lead else ""
    form = _offering(DepartmentForm(name=own.name, parent=own.parent_id, lead=lead))
    return render_template("people/department.html", form=form, own=own)


@bp.post("/people/departments/<public_id>")
@requires("department.edit")
def update_department(public_id: str) -> ResponseReturnValue:
    """Change a department."""
    own = queries.department_of(public_id)
    form = _offering(DepartmentForm())
    if form.validate_on_submit() and saved(form, _change, form, own, clock.now()):
        flash(_("改好了。"), "success")
        return see_other(".show_departments")
    return render_template("people/department.html", form=form, own=own), 422


def _create(form: DepartmentForm, now: datetime) -> Department:
    return service.create_department(
        current_person(),
        name=checked_department(form.name.data or ""),
        parent_id=form.parent.data,
        lead_id=_lead_id(form),
        key=form.key.data,
        now=now,
    )


def _change(form: DepartmentForm, own: Department, now: datetime) -> Department:
    return service.change_department(
        current_person(),
        own,
        name=checked_department(form.name.data or ""),
        parent_id=form.parent.data,
        lead_id=_lead_id(form),
        now=now,
    )


def _lead_id(form: DepartmentForm) -> int | None:
    if not form.lead.data:
        return None
    return queries.one_described_by(
        current_person(), form.lead.data, "person.list", clock.today(), field="lead"
    ).id


def _offering(form: DepartmentForm) -> DepartmentForm:
    nodes = queries.departments(current_person(), "department.edit")
    form.parent.offer(nodes, _("没有，放在最上层"))
    return form
