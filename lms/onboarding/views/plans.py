"""Pages of plans: one's own, another's, the list of those one looks after; starting one."""

from datetime import date

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from lms import clock
from lms.db import write
from lms.errors import Invalid, NotFound
from lms.forms import Form, new_key
from lms.i18n import _
from lms.library.domain import Wording
from lms.onboarding import proofs, queries, service
from lms.onboarding.domain import Capacity, PlanView
from lms.onboarding.domain.cohort import check_first_day
from lms.onboarding.forms import WEEKDAYS, StartForm, plans_offered
from lms.onboarding.models import TaskApproval
from lms.onboarding.queries import Show
from lms.onboarding.views.blueprint import bp
from lms.pages import page_number, see_other
from lms.people import access, access_log
from lms.people import queries as people
from lms.people.access import current_person, requires
from lms.people.domain.roles import LEAD
from lms.people.models import Person

MENTORING = "/mentoring"


@bp.get("/plan")
@requires("plan.view")
def show_own_plan() -> ResponseReturnValue:
    """One's own plan; whoever has none goes to where they look after others'."""
    person, today = current_person(), clock.today()
    letters = access.letters(person, "plan.view")
    view = queries.plan_of(person.id, today) if "O" in letters else None
    if view is None and letters & {"D", LEAD}:
        return redirect(url_for(".show_plans"))
    if view is None and "M" in letters:
        return redirect(MENTORING)
    return render_template(
        "onboarding/own.html",
        view=view,
        mentor=_mentor(person, view, today),
        adjustments=queries.adjustments_of(view.facts.id) if view else (),
        done_before=queries.kept_tasks(view.facts.id, view.template) if view else (),
        address_of=_addresses(view).get,
        **_own_days(person, today),
    )


def _own_days(person: Person, today: date) -> dict[str, object]:
    """The rota and leave by which somebody's plan is dated."""
    own = people.own_days(person.id)
    return {
        "own": own,
        "own_now": own.rota_on(today),
        "taken": queries.working_days_taken(own),
        "weekdays": WEEKDAYS,
    }


def _addresses(view: PlanView | None) -> dict[str, str]:
    return proofs.addresses([task.task for task in view.tasks if task.is_open]) if view else {}


@bp.get("/plans")
@requires("plan.view")
def show_plans() -> ResponseReturnValue:
    """The plans that one looks after, and the trainees who have none yet."""
    person, today, show = current_person(), clock.today(), _chosen()
    total = queries.count_plans(person, show, page_number(), today)
    _note_list(person, show, total)  # before the rows are read: a write forgets them
    page = queries.list_plans(person, show, page_number(), total, today)
    may_start = access.may(person, "plan.start")
    return render_template(
        "onboarding/list.html",
        page=page,
        show=show,
        shows=Show,
        mentors=people.mentors_of([row.person.id for row in page.rows], today),
        confirming=queries.waiting_to_be_confirmed(person, today)
        if access.may(person, "signoff.give")
        else (),
        approving=_approving(person, today),
        outdated=[one for one in queries.outdated(person, today) if one.is_undecided]
        if may_start
        else (),
        without_plan=queries.without_plan(person, today) if may_start else (),
    )


def _approving(asker: Person, today: date) -> list[tuple[TaskApproval, Wording]]:
    """The signed tasks that wait for somebody, each with its title."""
    if not access.may(asker, "signoff.give"):
        return []
    found = queries.tasks_to_confirm(asker, today)
    tasks = [(one, queries.template_of(one.plan).task(one.task)) for one in found]
    return [(one, task.title) for one, task in tasks if task is not None]


def _chosen() -> Show:
    chosen = request.args.get("show", "")
    return Show(chosen) if chosen in set(Show) else Show.ALL


def _note_list(person: Person, show: Show, count: int) -> None:
    access_log.keep_list(
        person,
        "plan.view",
        scope=access.scope_of(person, "plan.view"),
        chosen=str(show),
        count=count,
        purpose="",
        now=clock.now(),
    )


@bp.get("/people/<public_id>/plan")
@requires("plan.view")
def show_plan(public_id: str) -> ResponseReturnValue:
    """Somebody's plan, or what it takes to start one."""
    asker, today = current_person(), clock.today()
    person = people.person_of(asker, public_id, "plan.view", today)
    access_log.keep_look(asker, person, "plan.view", now=clock.now())
    view = queries.plan_of(person.id, today)
    if view is None:
        return _show_start(person, StartForm(formdata=None, person=person.public_id))
    may_start = person.id != asker.id and access.may_about(asker, "plan.start", person, today)
    capacity = queries.confirming_as(asker, person, today)
    return render_template(
        "onboarding/another.html",
        person=person,
        view=view,
        mentor=_mentor(person, view, today),
        adjustments=queries.adjustments_of(view.facts.id),
        may_move=may_start,
        may_follow=may_start and view.is_complete,
        to_sign=view.waiting_for(capacity, _away(person, view, capacity, today)),
        to_confirm=view.to_confirm(capacity),
        confirming=Form(),
        done_before=queries.kept_tasks(view.facts.id, view.template),
        may_enter=person.id != asker.id and access.may_about(asker, "rota.enter", person, today),
        **_own_days(person, today),
    )


def _away(person: Person, view: PlanView, capacity: Capacity | None, today: date) -> frozenset[str]:
    """As what nobody is there who could sign; asked only where somebody would stand in."""
    if capacity is None or not any(task.task.substitute for task in view.tasks):
        return frozenset()
    return queries.signers_away(person, today)


@bp.get("/people/<public_id>/plan/new")
@requires("plan.start")
def new_plan(public_id: str) -> ResponseReturnValue:
    """What starting a plan of somebody would do: which plan, and from which day."""
    person = people.person_of(current_person(), public_id, "plan.start", clock.today())
    is_asked = "plan" in request.args
    form = StartForm(formdata=request.args if is_asked else None, person=person.public_id)
    form.key.data = new_key()
    if not is_asked:
        form.starts_on.data = queries.calendar().first_working_day(clock.today())
    is_fine = form.starts_on.validate(form) and _is_near(form)
    return _show_start(person, form, is_fine=is_fine), 200 if is_fine else 422


def _is_near(form: StartForm) -> bool:
    try:
        if form.starts_on.data is not None:
            check_first_day(form.starts_on.data, clock.today())
    except Invalid as refusal:
        form.refuse(refusal, "starts_on")
        return False
    return True


def _mentor(person: Person, view: PlanView | None, today: date) -> Person | None:
    """Today's mentor; before a plan begins, the one of its first day."""
    return people.mentor_of(person.id, max(today, view.first_working_day) if view else today)


def _show_start(person: Person, form: StartForm, *, is_fine: bool = True) -> str:
    asker, today = current_person(), clock.today()
    may_start = access.may(asker, "plan.start") and asker.id != person.id
    titles = queries.plans_to_start()
    form.plan.choices = plans_offered(titles)
    name, starts_on = form.name(), form.starts_on.data
    is_shown = may_start and is_fine
    preview = queries.preview(person, today, name, starts_on) if is_shown else None
    first = max(today, preview.first_working_day) if preview else today
    return render_template(
        "onboarding/start.html",
        person=person,
        form=form,
        gaps=queries.gaps(person, today, name, starts_on),
        preview=preview,
        mentor=people.mentor_of(person.id, first),
        may_start=may_start,
        is_next=queries.active_plan(person.id) is not None,
    )


@bp.post("/plans")
@requires("plan.start")
def create_plan() -> ResponseReturnValue:
    """Start somebody's plan."""
    form = StartForm()
    if not form.validate_on_submit():
        raise NotFound
    asker = current_person()
    person = people.person_of(asker, form.person_id(), "plan.start", clock.today())
    write(
        service.start_plan,
        asker,
        person,
        name=form.name(),
        starts_on=form.starts_on.data,
        now=clock.now(),
    )
    flash(_("计划开始了，%(name)s会收到消息。", name=person.name), "success")
    return see_other(".show_plan", public_id=person.public_id)
