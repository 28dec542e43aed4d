"""HTTP of observation checklists: filling one in, and one as it was filled in."""

from collections.abc import Sequence

from flask import flash, render_template, request
from flask.typing import ResponseReturnValue

from lms import clock
from lms.db import write
from lms.errors import NotFound
from lms.framework import queries as framework
from lms.i18n import _
from lms.mentoring import queries, service
from lms.mentoring.domain import Checklist, Part, Setting
from lms.mentoring.forms import SheetForm, sheet_form
from lms.mentoring.models import Duet
from lms.mentoring.views.blueprint import bp
from lms.pages import see_other
from lms.people import access, access_log
from lms.people import queries as people
from lms.people.access import current_person, requires
from lms.people.models import Pair


@bp.get("/mentoring/<public_id>/checklists/<name>")
@requires("observation.record")
def new_checklist_record(public_id: str, name: str) -> ResponseReturnValue:
    """Look at a checklist while the apprentice works, and fill it in."""
    pair, checklist = _pair(public_id), queries.checklist(name).content
    parts = _parts(checklist)
    form = sheet_form(parts)(formdata=None)
    if _duet(pair) is not None:
        form.setting.data = Setting.SIMULATED
    return _show_form(pair, checklist, parts, form)


@bp.post("/mentoring/<public_id>/checklists/<name>")
@requires("observation.record")
def create_checklist_record(public_id: str, name: str) -> ResponseReturnValue:
    """Write down what was seen, item by item."""
    pair, published = _pair(public_id), queries.checklist(name)
    parts = _parts(published.content)
    form = sheet_form(parts)()
    if form.validate_on_submit():
        sheet = form.sheet(published.content, parts)
        gaps = sheet.gaps()
        for gap in gaps:
            form.refuse(gap, gap.field)
        if not gaps:
            record = write(
                service.record_checklist,
                current_person(),
                pair,
                published,
                sheet,
                duet=_duet(pair),
                key=str(form.key.data),
                now=clock.now(),
            )
            flash(_("已记下，%(name)s会收到消息。", name=pair.apprentice.name), "success")
            return see_other(".show_checklist_record", public_id=record.public_id)
    return _show_form(pair, published.content, parts, form), 422


@bp.get("/mentoring/observations/<public_id>")
@requires("observation.view")
def show_checklist_record(public_id: str) -> ResponseReturnValue:
    """A checklist as it was filled in."""
    asker = current_person()
    seen = queries.filled_in(asker, public_id, clock.today())
    access_log.keep_look(asker, seen.record.person, "observation.view", now=clock.now())
    return render_template(
        "mentoring/checklist_record.html",
        seen=seen,
        record=seen.record,
        known=framework.known(),
        is_own=asker.id == seen.record.person_id,
        may_open_pair=access.may_about(asker, "pairs.view", seen.record.person, clock.today()),
    )


def _pair(public_id: str) -> Pair:
    """A pair of whose mentor of today the asker is. Raises NotFound, Forbidden."""
    pair = people.pair_of(current_person(), public_id, "observation.record", clock.today())
    access.must_not_be_self(current_person(), pair.apprentice_id)
    service.must_be_mentor(current_person(), pair, clock.today())
    return pair


def _duet(pair: Pair) -> Duet | None:
    """The role-play about which it is filled in. Raises NotFound for another pair's."""
    public_id = request.args.get("duet")
    if not public_id:
        return None
    duet = queries.duet_of(current_person(), public_id, clock.today())
    if duet.pair_id != pair.id:
        raise NotFound
    return duet


def _parts(checklist: Checklist) -> Sequence[Part]:
    """All of it, or what shows the competency that was asked for."""
    competency = request.args.get("competency", "")
    return checklist.only(competency) if competency else checklist.parts


def _show_form(pair: Pair, checklist: Checklist, parts: Sequence[Part], form: SheetForm) -> str:
    return render_template(
        "mentoring/checklist_form.html",
        pair=pair,
        checklist=checklist,
        rows=list(form.rows(parts)),
        form=form,
        is_whole=len(parts) == len(checklist.parts) and parts == checklist.parts,
        competency=request.args.get("competency", ""),
        duet=_duet(pair),
        checklists=queries.checklists(),
        known=framework.known(),
        careers=framework.careers(),
    )
