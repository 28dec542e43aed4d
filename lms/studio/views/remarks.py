"""Remarks on lines of a draft, beside the editor and on the page of a review."""

from flask import flash, redirect, request, url_for
from flask.typing import ResponseReturnValue

from lms import clock
from lms.db import write
from lms.errors import Invalid, Stale
from lms.forms import Form
from lms.i18n import _
from lms.library.models import Draft
from lms.pages import own_address, whole_number
from lms.people.access import current_person, requires
from lms.studio import queries, service
from lms.studio.forms import AnswerForm, RemarkForm
from lms.studio.queries import Sheet, Thread
from lms.studio.service import Place, Saying
from lms.studio.views.blueprint import bp


@bp.post("/studio/remarks/<kind>/<path:name>")
@requires("document.draft")
def create_remark(kind: str, name: str) -> ResponseReturnValue:
    """Remark on a line of the draft."""
    draft, form = queries.draft_for(current_person(), kind, name), RemarkForm()
    back = _back(draft)
    _check(form, back)
    place = Place(form.file.data or "", form.line.data or 0, whole_number(form.version.data or ""))
    saying = Saying(form.words.data or "", str(form.key.data))
    try:
        made = write(service.remark, current_person(), draft, place, saying, now=clock.now())
    except Invalid as refusal:
        refusal.way_on = back
        raise
    flash(_("意见写上了，跟着第 %(line)s 行走。", line=made.line), "success")
    return redirect(f"{back}#remark-{made.public_id}", 303)


@bp.post("/studio/remark-answers/<public_id>")
@requires("document.draft")
def create_answer(public_id: str) -> ResponseReturnValue:
    """Answer a remark."""
    remark, form = queries.remark_of(current_person(), public_id), AnswerForm()
    back = _back(remark.text.draft)
    _check(form, back)
    saying = Saying(form.words.data or "", str(form.key.data))
    try:
        write(service.answer, current_person(), remark, saying, now=clock.now())
    except (Invalid, Stale) as refusal:
        refusal.way_on = back
        raise
    return redirect(f"{back}#remark-{public_id}", 303)


@bp.post("/studio/remark-settlements/<public_id>")
@requires("document.draft")
def create_settlement(public_id: str) -> ResponseReturnValue:
    """Be done with a remark."""
    remark = queries.remark_of(current_person(), public_id)
    write(service.settle, current_person(), remark, now=clock.now())
    flash(_("这条意见了结了。"), "success")
    return redirect(_back(remark.text.draft), 303)


def remark_form(sheet: Sheet, *, is_newest: bool) -> RemarkForm:
    """The form to remark on a line of a file; `is_newest`: lines are counted as they are typed."""
    version = "" if is_newest else str(sheet.number)
    form = RemarkForm(formdata=None, file=sheet.path, version=version)
    return form.told_apart(f"sheet-{sheet.place}")


def answer_form(thread: Thread) -> AnswerForm:
    """The form to answer one of the remarks on a page."""
    return AnswerForm(formdata=None).told_apart(thread.remark.public_id)


def _back(draft: Draft) -> str:
    """The page from which it was sent."""
    document = draft.document
    editor = url_for(".show_draft", kind=document.kind, name=document.name)
    return own_address(request.form.get("back")) or editor


def _check(form: Form, back: str) -> None:
    if not form.validate_on_submit():
        raise Invalid(str(next(iter(form.errors.values()))[0]), way_on=back)
