"""HTTP of work reports: writing one's own, reading what was sent, answering, printing."""

from flask import Response, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from lms import clock
from lms.db import write
from lms.errors import Forbidden, Invalid, NotFound
from lms.i18n import _
from lms.mentoring import export, queries, service
from lms.mentoring.domain.reports import Wanted, kept, wanted_report
from lms.mentoring.forms import ReplyForm, ReportForm
from lms.mentoring.models import WorkReport
from lms.mentoring.views.blueprint import bp
from lms.onboarding import queries as plans
from lms.onboarding.domain import PlanView
from lms.onboarding.models import Plan
from lms.pages import see_other
from lms.people import access, access_log
from lms.people.access import current_person, requires
from lms.people.domain import WrongField

SENDING = "send"  # which of two buttons was pressed


@bp.get("/work-reports/tasks/<task>")
@requires("plan.task")
def edit_report(task: str) -> ResponseReturnValue:
    """The report that a task of one's own plan asks for; once sent, as it was."""
    plan, view, wanted = _own(task)
    found = queries.report_on(plan.id, task)
    if found is not None and found.sent_at is not None:
        return redirect(url_for(".show_report", public_id=found.public_id))
    form = ReportForm(formdata=None)
    if found is not None:
        form.begin(found.words)
    return _edit(form, view, wanted, found)


@bp.post("/work-reports/tasks/<task>")
@requires("plan.task")
def update_report(task: str) -> ResponseReturnValue:
    """Save what one writes, or send it."""
    plan, view, wanted = _own(task)
    form, is_sent = ReportForm(), SENDING in request.form
    if form.validate_on_submit():
        try:
            report = write(
                service.save_report,
                current_person(),
                plan,
                task,
                form.words_said(),
                is_sent=is_sent,
                now=clock.now(),
            )
        except WrongField as refusal:
            form.refuse(refusal, refusal.field)
        except Invalid as refusal:
            form.refuse(refusal)
        else:
            return _saved(report, is_sent=is_sent)
    return _edit(form, view, wanted, queries.report_on(plan.id, task)), 422


@bp.get("/work-reports/<public_id>")
@requires("plan.view")
def show_report(public_id: str) -> ResponseReturnValue:
    """A report as it was sent, with the figures of its month and the answer."""
    return _show(_seen(public_id), ReplyForm(formdata=None))


@bp.get("/work-reports/<public_id>.pdf")
@requires("plan.view")
def show_report_file(public_id: str) -> ResponseReturnValue:
    """The printed report."""
    report = _seen(public_id)
    printed = export.report_pdf(report)
    name = f'inline; filename="work-report-{report.public_id}.pdf"'
    return Response(printed, mimetype="application/pdf", headers={"Content-Disposition": name})


@bp.post("/work-reports/<public_id>/reply")
@requires("observation.record")
def create_reply(public_id: str) -> ResponseReturnValue:
    """Answer a report."""
    asker, form = current_person(), ReplyForm()
    report = queries.report_of(asker, public_id, clock.today())
    access.must_not_be_self(asker, report.person_id)
    if not _may_reply(report):
        raise Forbidden(service.NOT_MENTOR)
    if form.validate_on_submit():
        try:
            write(service.answer_report, asker, report, form.reply(), now=clock.now())
        except WrongField as refusal:
            form.refuse(refusal, refusal.field)
        else:
            flash(_("回复了，%(name)s会收到消息。", name=report.person.name), "success")
            return see_other(".show_report", public_id=public_id)
    return _show(report, form), 422


def _own(task: str) -> tuple[Plan, PlanView, Wanted]:
    plan = plans.active_plan(current_person().id)
    if plan is None:
        raise NotFound
    view = plans.view(plan, clock.today())
    wanted = wanted_report(view, task)
    if wanted is None:
        raise NotFound
    return plan, view, wanted


def _saved(report: WorkReport, *, is_sent: bool) -> ResponseReturnValue:
    if is_sent:
        flash(_("交了，师父会收到消息。"), "success")
        return see_other(".show_report", public_id=report.public_id)
    flash(_("存好了，还没有交。"), "success")
    return see_other(".edit_report", task=report.task)


def _edit(form: ReportForm, view: PlanView, wanted: Wanted, found: WorkReport | None) -> str:
    person, today = current_person(), clock.today()
    figures = queries.figures_of_month(person, view, wanted, today)
    return render_template(
        "mentoring/report_form.html",
        form=form,
        wanted=wanted,
        may_write=wanted.has_begun(today),
        saved_at=found.saved_at if found else None,
        figures=export.figure_lines(figures),
        mentor=_mentor_name(person.id),
    )


def _mentor_name(person_id: int) -> str:
    pair = queries.own_pair(person_id, clock.today())
    return pair.mentor.name if pair else ""


def _seen(public_id: str) -> WorkReport:
    asker = current_person()
    report = queries.report_of(asker, public_id, clock.today())
    access_log.keep_look(asker, report.person, "plan.view", now=clock.now())
    return report


def _may_reply(report: WorkReport) -> bool:
    pair = queries.own_pair(report.person_id, clock.today())
    return pair is not None and pair.mentor_id == current_person().id


def _show(report: WorkReport, form: ReplyForm) -> str:
    is_own, is_mentor = report.person_id == current_person().id, _may_reply(report)
    return render_template(
        "mentoring/report.html",
        report=report,
        figures=export.figure_lines(kept(report.figures or {})),
        form=form,
        is_own=is_own,
        is_mentor=is_mentor,
        has_links=is_own or is_mentor,
    )
