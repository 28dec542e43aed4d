"""HTTP of observation checklists: filling one in, and one as it was filled in."""

from collections.abc import Mapping, Sequence
from dataclasses import replace

from flask import flash, render_template, request
from flask.typing import ResponseReturnValue

from lms import clock
from lms.db import write
from lms.errors import NotFound
from lms.framework import queries as framework
from lms.i18n import _
from lms.mentoring import queries, service
from lms.mentoring.domain import Checklist, Mark, Marked, Part, Setting
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
    ticked = _ticked(pair, checklist)
    parts = _unproved(checklist, ticked) if ticked else _parts(checklist)
    form = sheet_form(parts, ticked)(formdata=None)
    if _duet(pair) is not None:
        form.setting.data = Setting.SIMULATED
    return _show_form(pair, checklist, parts, form)


@bp.post("/mentoring/<public_id>/checklists/<name>")
@requires("observation.record")
def create_checklist_record(public_id: str, name: str) -> ResponseReturnValue:
    """Write down what was seen, item by item."""
    pair, published = _pair(public_id), queries.checklist(name)
    ticked = _ticked(pair, published.content)
    parts = _unproved(published.content, ticked) if ticked else _parts(published.content)
    form = sheet_form(parts, ticked)()
    if form.validate_on_submit():
        sheet = form.sheet(published.content, parts)
        sheet = replace(sheet, marks={**ticked, **sheet.marks})
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
        observer=queries.observer_of(seen.record),
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


def _ticked(pair: Pair, checklist: Checklist) -> Mapping[str, Marked]:
    """What the third seat of the role-play has ticked; nothing where nobody sat there."""
    duet = _duet(pair)
    if duet is None or queries.card_of(duet).checklist != checklist.id:
        return {}
    found = queries.ticked(queries.seat_at(duet))
    return {item.id: found[item.id] for item in checklist.items if item.id in found}


def _unproved(checklist: Checklist, ticked: Mapping[str, Marked]) -> Sequence[Part]:
    """What the third seat saw was not done, without a fact: the mentor writes it."""
    lacking = {item for item, one in ticked.items() if one.mark is Mark.NO and not one.words}
    parts = (
        Part(part.title, tuple(one for one in part.items if one.id in lacking))
        for part in checklist.parts
    )
    return tuple(part for part in parts if part.items)


def _parts(checklist: Checklist) -> Sequence[Part]:
    """All of it, or what shows the competency that was asked for."""
    competency = request.args.get("competency", "")
    return checklist.only(competency) if competency else checklist.parts


def _show_form(pair: Pair, checklist: Checklist, parts: Sequence[Part], form: SheetForm) -> str:
    duet, ticked = _duet(pair), _ticked(pair, checklist)
    return render_template(
        "mentoring/checklist_form.html",
        pair=pair,
        checklist=checklist,
        rows=list(form.rows(parts)),
        form=form,
        is_whole=ticked or parts == checklist.parts,
        ticked=ticked,
        seat=queries.seat_at(duet) if duet else None,
        competency=request.args.get("competency", ""),
        duet=duet,
        checklists=queries.checklists(),
        known=framework.known(),
        careers=framework.careers(),
    )
