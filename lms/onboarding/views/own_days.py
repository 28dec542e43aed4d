"""Pages of somebody's own working days: rota and leave, what they change, taking back."""

from collections.abc import Callable
from typing import TypeVar

from flask import flash, render_template, request, url_for
from flask.typing import ResponseReturnValue

from lms import clock
from lms.db import write
from lms.errors import NotFound, Stale
from lms.forms import Form, new_key
from lms.i18n import _
from lms.onboarding import queries, service
from lms.onboarding.forms import KINDS, WEEKDAYS, LeaveForm, RotaForm
from lms.onboarding.views.blueprint import bp
from lms.pages import see_other
from lms.people import access, access_log
from lms.people import queries as people
from lms.people.access import current_person, requires
from lms.people.domain import (
    Leave,
    OwnDays,
    Rota,
    WrongField,
    check_new_leave,
    check_new_rota,
)
from lms.people.models import LeaveEntry, Person, RotaEntry

AnyForm = TypeVar("AnyForm", RotaForm, LeaveForm)


@bp.get("/people/<public_id>/days")
@requires("plan.view")
def show_days(public_id: str) -> ResponseReturnValue:
    """Somebody's shift rota and leave."""
    person, asker = _opened(public_id, "plan.view"), current_person()
    may_enter = asker.id != person.id and access.may_about(
        asker, "rota.enter", person, clock.today()
    )
    days = people.own_days(person.id)
    return render_template(
        "onboarding/days.html",
        person=person,
        days=days,
        now=days.rota_on(clock.today()),
        today=clock.today(),
        may_enter=may_enter,
        sees_kind=may_enter or asker.id == person.id,
        is_own=asker.id == person.id,
        has_plan=queries.active_plan(person.id) is not None,
        kinds=KINDS,
        weekdays=WEEKDAYS,
        form=Form(),
    )


@bp.get("/people/<public_id>/rotas/new")
@requires("rota.enter")
def new_rota(public_id: str) -> ResponseReturnValue:
    """Ask for a rota, and show what it would change."""
    person = _opened(public_id, "rota.enter")
    form = RotaForm(formdata=request.args if "pattern" in request.args else None)
    return _ask(person, form, "pattern", _rota)


@bp.post("/people/<public_id>/rotas")
@requires("rota.enter")
def create_rota(public_id: str) -> ResponseReturnValue:
    """Enter a rota."""
    person, form = _opened(public_id, "rota.enter"), RotaForm()
    if form.validate_on_submit():
        try:
            _enter(service.enter_rota, person, form, form.rota())
        except WrongField as refusal:
            form.refuse(refusal, refusal.field)
        else:
            flash(_("班表登记好了，%(name)s会收到消息。", name=person.name), "success")
            return see_other(".show_days", public_id=public_id)
    return _show(person, form, None), 422


@bp.post("/people/<public_id>/rotas/<entry_id>/undoing")
@requires("rota.enter")
def delete_rota(public_id: str, entry_id: str) -> ResponseReturnValue:
    """Take a rota back."""
    person = _opened(public_id, "rota.enter")
    return _withdraw(person, service.withdraw_rota, RotaEntry, entry_id)


@bp.get("/people/<public_id>/leaves/new")
@requires("rota.enter")
def new_leave(public_id: str) -> ResponseReturnValue:
    """Ask for a leave, and show what it would change."""
    person = _opened(public_id, "rota.enter")
    form = LeaveForm(formdata=request.args if "first" in request.args else None)
    return _ask(person, form, "first", _leave)


@bp.post("/people/<public_id>/leaves")
@requires("rota.enter")
def create_leave(public_id: str) -> ResponseReturnValue:
    """Enter a leave."""
    person, form = _opened(public_id, "rota.enter"), LeaveForm()
    if form.validate_on_submit():
        try:
            _enter(service.enter_leave, person, form, form.leave())
        except WrongField as refusal:
            form.refuse(refusal, refusal.field)
        else:
            flash(_("休假登记好了，%(name)s会收到消息。", name=person.name), "success")
            return see_other(".show_days", public_id=public_id)
    return _show(person, form, None), 422


@bp.post("/people/<public_id>/leaves/<entry_id>/undoing")
@requires("rota.enter")
def delete_leave(public_id: str, entry_id: str) -> ResponseReturnValue:
    """Take a leave back."""
    person = _opened(public_id, "rota.enter")
    return _withdraw(person, service.withdraw_leave, LeaveEntry, entry_id)


def _opened(public_id: str, permission: str) -> Person:
    """The person whose days they are; entering one's own is refused."""
    asker = current_person()
    person = people.person_of(asker, public_id, permission, clock.today())
    if permission != "plan.view":
        access.must_not_be_self(asker, person.id)
    if request.method == "GET":
        access_log.keep_look(asker, person, permission, now=clock.now())
    return person


def _rota(form: RotaForm, known: OwnDays) -> OwnDays:
    """The days with the rota of a form. Raises WrongField."""
    rota: Rota = form.rota()
    rota.check(clock.today())
    check_new_rota(known.rotas, rota)
    return known.with_rota(rota)


def _leave(form: LeaveForm, known: OwnDays) -> OwnDays:
    """The days with the leave of a form. Raises WrongField."""
    leave: Leave = form.leave()
    leave.check(clock.today())
    check_new_leave(known.leaves, leave)
    return known.with_leave(leave)


def _ask(
    person: Person, form: AnyForm, asked: str, days_with: Callable[[AnyForm, OwnDays], OwnDays]
) -> ResponseReturnValue:
    form.key.data = new_key()
    if asked not in request.args:
        return _show(person, form, None)
    if form.validate():
        try:
            days = days_with(form, people.own_days(person.id))
        except WrongField as refusal:
            form.refuse(refusal, refusal.field)
        else:
            return _show(person, form, days)
    return _show(person, form, None), 422


def _show(person: Person, form: RotaForm | LeaveForm, days: OwnDays | None) -> str:
    name = "new_rota" if isinstance(form, RotaForm) else "new_leave"
    return render_template(
        f"onboarding/{name}.html",
        person=person,
        form=form,
        is_asked=days is not None,
        moving=queries.preview_days(person, days, clock.today()) if days is not None else None,
    )


def _enter(
    use_case: Callable[..., object], person: Person, form: Form, entered: Rota | Leave
) -> None:
    key = str(form.key.data)
    write(use_case, current_person(), person, entered, key=key, now=clock.now())


def _withdraw(
    person: Person,
    use_case: Callable[..., None],
    table: type[RotaEntry | LeaveEntry],
    entry_id: str,
) -> ResponseReturnValue:
    if not Form().validate_on_submit():
        raise NotFound
    row = people.entry_of(person, table, entry_id)
    try:
        write(use_case, current_person(), person, row, now=clock.now())
    except Stale as refusal:
        refusal.way_on = url_for(".show_days", public_id=person.public_id)
        raise
    flash(_("撤回了，%(name)s会收到消息。", name=person.name), "success")
    return see_other(".show_days", public_id=person.public_id)
