"""Pages of cohorts: starting the plans of many people together, following them, taking it back."""

from collections import Counter
from datetime import date

from flask import flash, render_template, request, url_for
from flask.typing import ResponseReturnValue

from lms import clock
from lms.db import write
from lms.errors import Invalid, Stale
from lms.forms import Form, new_key
from lms.i18n import _
from lms.onboarding import queries, service
from lms.onboarding.domain.cohort import MOST_MEMBERS, Order
from lms.onboarding.forms import CohortForm, mentors_in, plans_offered
from lms.onboarding.views.blueprint import bp
from lms.pages import page_number, see_other
from lms.people import access, access_log
from lms.people import queries as people
from lms.people.access import current_person, requires
from lms.people.models import Person

LISTED = "listed"  # the people whom the page offered, ticked or not


@bp.get("/plans/cohorts/new")
@requires("plan.start")
def new_cohort() -> ResponseReturnValue:
    """Ask whose plans start when, and show what would happen."""
    offered = _offered()
    if "starts_on" not in request.args:
        form = CohortForm(formdata=None, starts_on=_usual_day(offered))
        return _show(form, offered, _ticked_first(form, offered))
    form = CohortForm(formdata=request.args, key=new_key())
    form.key.data = new_key()
    order = _order(form) if form.starts_on.validate(form) else None
    return _show(form, offered, request.args.getlist("person"), order), 200 if order else 422


@bp.post("/plans/cohorts")
@requires("plan.start")
def create_cohort() -> ResponseReturnValue:
    """Start the plans of a cohort."""
    form = CohortForm()
    order = _order(form) if form.validate_on_submit() else None
    if order is not None:
        try:
            cohort = write(
                service.start_cohort,
                current_person(),
                order,
                key=str(form.key.data),
                now=clock.now(),
            )
        except Invalid as refusal:
            form.refuse(refusal)
        else:
            return _say_started(cohort.public_id, len(order.mentors))
    return _show(form, _offered(), request.form.getlist("person"), order), 422


def _order(form: CohortForm) -> Order | None:
    """What is asked for; None when it makes no sense, which is said at the form."""
    try:
        order = form.order(request.values)
        order.check(clock.today())
    except Invalid as refusal:
        form.refuse(refusal)
        return None
    return order


def _say_started(public_id: str, asked: int) -> ResponseReturnValue:
    cohort = queries.cohort_for(current_person(), "plan.start", public_id, clock.today())
    count = len(queries.members(current_person(), "plan.start", cohort, clock.today()))
    flash(_("%(count)s 份计划开始了，本人和师父都会收到消息。", count=count), "success")
    if count < asked:
        left = asked - count
        flash(_("还有 %(count)s 位没有开始：补齐以后可以再开始一次。", count=left), "warning")
    return see_other(".show_cohort", public_id=public_id)


@bp.get("/plans/cohorts")
@requires("plan.view")
def show_cohorts() -> ResponseReturnValue:
    """The cohorts of whose people one sees some."""
    asker = current_person()
    page = queries.list_cohorts(asker, page_number(), clock.today())
    return render_template("onboarding/cohorts.html", page=page)


@bp.get("/plans/cohorts/<public_id>")
@requires("plan.view")
def show_cohort(public_id: str) -> ResponseReturnValue:
    """The people of a cohort, how their plans stand, and taking it back."""
    asker, today = current_person(), clock.today()
    cohort = queries.cohort_for(asker, "plan.view", public_id, today)
    access_log.keep_list(
        asker,
        "plan.view",
        scope=access.scope_of(asker, "plan.view"),
        chosen="cohort",
        count=len(queries.members(asker, "plan.view", cohort, today)),
        purpose="",
        now=clock.now(),
    )
    found = queries.members(asker, "plan.view", cohort, today)
    may_start = access.may(asker, "plan.start")
    running = [one for one in found if one.plan.ended_at is None]
    return render_template(
        "onboarding/cohort.html",
        cohort=cohort,
        rows=queries.rows_of_cohort(found, today),
        undone=[one for one in found if one.undone_at],
        mentors=people.mentors_of([one.plan.person_id for one in running], _day(cohort.starts_on)),
        staying=queries.staying(asker, running) if may_start else {},
        running=running,
        may_start=may_start,
        form=Form(),
    )


@bp.post("/plans/cohorts/<public_id>/undoing")
@requires("plan.start")
def delete_cohort(public_id: str) -> ResponseReturnValue:
    """Take the start of a cohort back."""
    asker = current_person()
    cohort = queries.cohort_for(asker, "plan.start", public_id, clock.today())
    try:
        count = write(service.undo_cohort, asker, cohort, now=clock.now())
    except Stale as refusal:
        refusal.way_on = url_for(".show_cohort", public_id=public_id)
        raise
    flash(_("撤回了 %(count)s 份计划，本人会收到消息。", count=count), "success")
    return see_other(".show_cohort", public_id=public_id)


def _day(starts_on: date) -> date:
    return max(starts_on, clock.today())


def _offered() -> list[Person]:
    """The people that the page is about: those who were picked, else those without a plan."""
    asker, today = current_person(), clock.today()
    picked = [*request.values.getlist("person"), *request.values.getlist(LISTED)]
    if picked:
        return list(queries.people_to_start(asker, picked[: 2 * MOST_MEMBERS], today))
    return list(queries.without_plan(asker, today))


def _usual_day(offered: list[Person]) -> date:
    days = Counter(person.starts_on for person in offered if person.starts_on)
    common = days.most_common(1)
    return common[0][0] if common else queries.calendar().first_working_day(clock.today())


def _ticked_first(form: CohortForm, offered: list[Person]) -> list[str]:
    """Who was picked; of those who were not, who comes on the usual day."""
    picked = request.args.getlist("person")
    usual = form.starts_on.data
    return picked or [person.public_id for person in offered if person.starts_on == usual]


def _show(
    form: CohortForm, offered: list[Person], ticked: list[str], order: Order | None = None
) -> str:
    asker, today = current_person(), clock.today()
    form.plan.choices = plans_offered(queries.plans_to_start())
    chosen = mentors_in(request.values, [person.public_id for person in offered])
    everybody = Order(form.starts_on.data or today, chosen)
    return render_template(
        "onboarding/new_cohort.html",
        form=form,
        candidates=queries.candidates(asker, everybody, today) if offered else (),
        ticked=set(ticked),
        mentors=people.mentors_with_room(asker, offered, today) if offered else [],
        preview=queries.preview_cohort(asker, order, today) if order else None,
        has_plan=bool(form.plan.choices),
        most=MOST_MEMBERS,
    )
