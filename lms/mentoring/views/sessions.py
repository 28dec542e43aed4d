"""HTTP of sessions: writing one down, the record, the apprentice's answer, to-dos."""

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from lms import clock
from lms.db import write
from lms.errors import N_, Forbidden, Invalid, NotFound
from lms.i18n import _
from lms.library import queries as library
from lms.mentoring import queries, service
from lms.mentoring.domain import Closed, Talk
from lms.mentoring.forms import AnswerForm, PrivateForm, SessionForm
from lms.mentoring.queries import Session
from lms.mentoring.views.blueprint import bp
from lms.onboarding import queries as plans
from lms.onboarding.domain import Task
from lms.pages import own_address, see_other
from lms.people import access, access_log
from lms.people import queries as people
from lms.people.access import current_person, requires
from lms.people.domain import WrongField
from lms.people.models import Pair


@bp.get("/mentoring/<public_id>/sessions/new")
@requires("session.record")
def new_session(public_id: str) -> ResponseReturnValue:
    """Ask what was talked about; all but one sentence is filled in."""
    pair, form = _pair(public_id), SessionForm(formdata=None)
    asked = request.args.get("corrects")
    record = _own_record(pair, asked).record if asked else None
    talk = _talk(record.talk if record else request.args.get("talk", ""))
    agenda = _offer(form, pair)
    form.begin(talk, clock.today(), agenda, request.args.get("task", ""))
    if record:
        form.repeat(record)
    return _show_form(form, pair, talk)


@bp.post("/mentoring/<public_id>/sessions")
@requires("session.record")
def create_session(public_id: str) -> ResponseReturnValue:
    """Write a session down."""
    pair, form = _pair(public_id), SessionForm()
    talk = _talk(form.talk.data or "")
    _offer(form, pair)
    if form.validate_on_submit():
        try:
            record = write(
                service.record_session,
                current_person(),
                pair,
                form.meeting(),
                key=str(form.key.data),
                now=clock.now(),
            )
        except WrongField as refusal:
            form.refuse(refusal, refusal.field)
        except Invalid as refusal:
            form.refuse(refusal)
        else:
            flash(
                _("记下了，%(name)s会收到消息，请对方确认。", name=pair.apprentice.name), "success"
            )
            return see_other(".show_session", public_id=record.public_id)
    return _show_form(form, pair, talk), 422


@bp.get("/mentoring/sessions/<public_id>")
@requires("session.record")
def show_session(public_id: str) -> ResponseReturnValue:
    """A record as the two see it: what was agreed, to-dos, evidence; one's own private note."""
    seen = _session(public_id)
    access_log.keep_look(current_person(), seen.record.person, "session.record", now=clock.now())
    return _show(seen, AnswerForm(formdata=None))


@bp.post("/mentoring/sessions/<public_id>/answer")
@requires("session.record")
def create_answer(public_id: str) -> ResponseReturnValue:
    """Confirm a record, or say what was different."""
    seen, form = _session(public_id), AnswerForm()
    if form.validate_on_submit():
        try:
            answer = form.answer()
            write(service.answer_session, current_person(), seen, answer, now=clock.now())
        except Invalid as refusal:
            form.refuse(refusal, "words")
        else:
            confirmed = _("确认好了，这次面谈算数了。")
            told = _("写好了，%(name)s会收到消息。", name=seen.record.mentor.name)
            flash(confirmed if answer.is_confirmed else told, "success")
            return see_other(".show_session", public_id=public_id)
    return _show(seen, form), 422


@bp.post("/mentoring/sessions/<public_id>/note")
@requires("session.record")
def update_note(public_id: str) -> ResponseReturnValue:
    """Keep a private note, or take it back."""
    seen, form = _session(public_id), PrivateForm()
    if not form.validate_on_submit():
        return _show(seen, AnswerForm(formdata=None), form), 422
    words = form.note.data or ""
    write(service.keep_private, current_person(), seen, words, now=clock.now())
    flash(_("记好了，只有您看得到。") if words else _("笔记已经收回。"), "success")
    return see_other(".show_session", public_id=public_id, _anchor="private")


@bp.post("/mentoring/todos/<public_id>/closing")
@requires("session.record")
def create_closing(public_id: str) -> ResponseReturnValue:
    """Say how a to-do ended."""
    todo = queries.todo_of(current_person(), public_id, clock.today())
    dropped = request.form.get("how") == Closed.DROPPED
    how = Closed.DROPPED if dropped else Closed.DONE
    write(service.close_todo, current_person(), todo, how, now=clock.now())
    flash(_("记下了：不办了。") if dropped else _("记下了：办完了。"), "success")
    return redirect(own_address(request.form.get("back")) or url_for(".show_mentoring"), 303)


def _pair(public_id: str) -> Pair:
    """A pair of whose mentor of today the asker is. Raises NotFound, Forbidden."""
    pair = people.pair_of(current_person(), public_id, "session.record", clock.today())
    access.must_not_be_self(current_person(), pair.apprentice_id)
    if not queries.is_mentor(current_person(), pair, clock.today()):
        raise Forbidden(N_("只有现在的师父可以记面谈。"))
    return pair


def _session(public_id: str) -> Session:
    return queries.session_of(current_person(), public_id, clock.today())


def _own_record(pair: Pair, public_id: str) -> Session:
    seen = _session(public_id)
    may = seen.may_be_corrected(current_person(), clock.today())
    if seen.record.pair_id != pair.id or not may:
        raise NotFound
    return seen


def _talk(wanted: str) -> Talk:
    """The sort of session that was chosen, else the most frequent. Raises NotFound without any."""
    talks = queries.talks()
    if talks is None:
        raise NotFound
    return talks.content.of(wanted) or talks.content.talks[0]


def _offer(form: SessionForm, pair: Pair) -> queries.Agenda:
    plan = plans.plan_of(pair.apprentice_id, clock.today())
    agenda = queries.agenda(pair, current_person(), plan)
    titles = {one.name: one.content.title for one in library.all_published("scenario")}
    form.offer(pair, agenda, titles)
    return agenda


def _show_form(form: SessionForm, pair: Pair, talk: Talk) -> str:
    talks = queries.talks()
    return render_template(
        "mentoring/session_form.html",
        form=form,
        pair=pair,
        talk=talk,
        talks=talks.content.talks if talks else (),
    )


def _show(seen: Session, answering: AnswerForm, noting: PrivateForm | None = None) -> str:
    asker, record = current_person(), seen.record
    private = queries.private_note(record, asker)
    return render_template(
        "mentoring/session.html",
        seen=seen,
        record=record,
        todos=queries.todos_from(record),
        topics=queries.topics_of(record),
        reviews=queries.reviews_in(record),
        reports=queries.reports_in(record),
        original=queries.original_of(record),
        answering=answering,
        noting=noting or PrivateForm(formdata=None, note=private),
        private=private,
        is_apprentice=asker.id == record.person_id,
        may_correct=seen.may_be_corrected(asker, clock.today()),
        plan_task=_plan_task(record.task, record.person_id),
    )


def _plan_task(task_id: str | None, person_id: int) -> Task | None:
    """The talk of the plan that was signed with a session, while the plan runs."""
    plan = plans.active_plan(person_id) if task_id else None
    return plans.template_of(plan).task(task_id or "") if plan else None
