"""HTTP of two-seat role-plays: one link, two seats, every line as it comes."""

from flask import flash, render_template, request, url_for
from flask.typing import ResponseReturnValue

from lms import clock
from lms.db import write
from lms.errors import NotFound
from lms.i18n import _
from lms.mentoring import queries, service
from lms.mentoring.forms import LineForm
from lms.mentoring.models import Duet
from lms.mentoring.views.blueprint import bp
from lms.pages import is_fragment, leave_for, part, see_other, whole_number
from lms.people import access, access_log
from lms.people import queries as people
from lms.people.access import current_person, requires


@bp.post("/mentoring/<public_id>/duets")
@requires("observation.record")
def create_duet(public_id: str) -> ResponseReturnValue:
    """Take the customer's seat; the apprentice gets the link."""
    asker = current_person()
    pair = people.pair_of(asker, public_id, "observation.record", clock.today())
    access.must_not_be_self(asker, pair.apprentice_id)
    card, key = queries.card(request.form.get("card", "")), request.form.get("key", "")
    if not key.isalnum():
        raise NotFound
    duet = write(service.begin_duet, asker, pair, card, key=key, now=clock.now())
    return see_other(".show_duet", public_id=duet.public_id)


@bp.get("/mentoring/duets/<public_id>")
@requires("session.record")
def show_duet(public_id: str) -> ResponseReturnValue:
    """One's own seat; an open page asks again and again what was said."""
    duet = _duet(public_id)
    if not is_fragment():
        access_log.keep_look(current_person(), duet.person, "session.record", now=clock.now())
        return _show(duet, LineForm(formdata=None))
    if duet.ended_at is not None:
        return leave_for(url_for(".show_duet", public_id=public_id))
    card, lines = queries.card_of(duet), queries.lines_of(duet)
    if whole_number(request.args.get("after", "")) == len(lines):
        return "", 204
    return part("mentoring/duet_lines.html", focus="", duet=duet, card=card, lines=lines)


@bp.post("/mentoring/duets/<public_id>/lines")
@requires("session.record")
def create_line(public_id: str) -> ResponseReturnValue:
    """Say something."""
    duet, form = _duet(public_id), LineForm()
    if not form.validate_on_submit():
        return _show(duet, form), 422
    words, key = form.words.data or "", str(form.key.data)
    write(service.say, current_person(), duet, words, key=key, now=clock.now())
    return see_other(".show_duet", public_id=public_id, _anchor="say")


@bp.post("/mentoring/duets/<public_id>/end")
@requires("observation.record")
def create_end(public_id: str) -> ResponseReturnValue:
    """End it; what was seen is written down with the checklist of the card."""
    duet = _duet(public_id)
    write(service.end_duet, current_person(), duet, now=clock.now())
    flash(_("对练结束，一句一句都留着。趁记得清楚，把观察表勾了。"), "success")
    return see_other(
        ".new_checklist_record",
        public_id=duet.pair.public_id,
        name=queries.card_of(duet).checklist,
        duet=duet.public_id,
    )


def _duet(public_id: str) -> Duet:
    return queries.duet_of(current_person(), public_id, clock.today())


def _show(duet: Duet, form: LineForm) -> str:
    return render_template(
        "mentoring/duet.html",
        duet=duet,
        card=queries.card_of(duet),
        lines=queries.lines_of(duet),
        seat=queries.seat_at(duet),
        form=form,
        is_customer=current_person().id == duet.mentor_id,
    )
