"""The knowledge base: one's own shelves, what is shared, what waits for a review."""

from flask import flash, render_template, request
from flask.typing import ResponseReturnValue

from lms import clock
from lms.db import write
from lms.errors import Invalid
from lms.forms import cleaned
from lms.i18n import _
from lms.pages import page_number, see_other
from lms.people.access import current_person, requires
from lms.people.domain import WrongField
from lms.workday import service
from lms.workday.domain.shelves import Shelf
from lms.workday.forms import EntryForm, VerdictForm
from lms.workday.queries import shelves
from lms.workday.views.blueprint import bp

LONGEST_SEARCH = 100


def _words() -> str:
    return cleaned(request.args.get("q", ""))[:LONGEST_SEARCH]


@bp.get("/workday/shelves")
@requires("day.own")
def show_shelves() -> ResponseReturnValue:
    """One's own entries on three shelves, or those that say what is searched for."""
    person = current_person()
    return render_template(
        "workday/shelves.html",
        entries=shelves.entries_of(person, _words()),
        shares=shelves.latest_shares(person),
        shelves=Shelf,
        words=_words(),
        today=clock.today(),
    )


@bp.get("/workday/shelves/new")
@requires("day.own")
def new_entry() -> ResponseReturnValue:
    """Write an answer down."""
    return _form(EntryForm(formdata=None))


@bp.post("/workday/shelves")
@requires("day.own")
def create_entry() -> ResponseReturnValue:
    """Put it on its shelf."""
    form = EntryForm()
    if form.validate_on_submit():
        try:
            key = str(form.key.data)
            write(service.keep_entry, current_person(), form.entry(), key=key, now=clock.now())
        except WrongField as refusal:
            form.refuse(refusal, refusal.field)
        else:
            flash(_("上架了。先给师父看一眼再用。"), "success")
            return see_other(".show_shelves")
    return _form(form), 422


@bp.get("/workday/shelves/<public_id>/edit")
@requires("day.own")
def edit_entry(public_id: str) -> ResponseReturnValue:
    """Write it anew."""
    return _form(
        EntryForm(formdata=None, obj=shelves.own_entry(current_person(), public_id)), public_id
    )


@bp.post("/workday/shelves/<public_id>")
@requires("day.own")
def update_entry(public_id: str) -> ResponseReturnValue:
    """Keep what was written anew."""
    form, person = EntryForm(), current_person()
    shelves.own_entry(person, public_id)
    if form.validate_on_submit():
        try:
            write(service.change_entry, person, public_id, form.entry(), now=clock.now())
        except WrongField as refusal:
            form.refuse(refusal, refusal.field)
        else:
            flash(_("改好了。"), "success")
            return see_other(".show_shelves")
    return _form(form, public_id), 422


@bp.post("/workday/shelves/<public_id>/removal")
@requires("day.own")
def delete_entry(public_id: str) -> ResponseReturnValue:
    """Take it off its shelf."""
    write(service.remove_entry, current_person(), public_id, now=clock.now())
    flash(_("下架了。"), "success")
    return see_other(".show_shelves")


@bp.post("/workday/shelves/<public_id>/share")
@requires("day.own")
def create_share(public_id: str) -> ResponseReturnValue:
    """Offer it to the department."""
    now = clock.now()
    write(service.share_entry, current_person(), public_id, today=clock.today(), now=now)
    flash(_("送审了。看过以后，部门的同事都能读到，署您的名字。"), "success")
    return see_other(".show_shelves")


@bp.post("/workday/shares/<public_id>/withdrawal")
@requires("day.own")
def create_withdrawal(public_id: str) -> ResponseReturnValue:
    """Take it back from the department."""
    write(service.withdraw_share, current_person(), public_id, now=clock.now())
    flash(_("收回了，别人看不到了。"), "success")
    return see_other(".show_shelves")


@bp.get("/workday/team")
@requires("shelf.read")
def show_team() -> ResponseReturnValue:
    """What one's department shares."""
    person, number, words = current_person(), page_number(), _words()
    total = shelves.count_team(person, words, number)
    return render_template(
        "workday/team.html",
        page=shelves.team_page(person, words, number, total),
        words=words,
        today=clock.today(),
    )


@bp.get("/workday/reviewing")
@requires("shelf.review")
def show_reviewing() -> ResponseReturnValue:
    """What waits for one's review."""
    return _reviewing()


@bp.post("/workday/shares/<public_id>/verdict")
@requires("shelf.review")
def create_verdict(public_id: str) -> ResponseReturnValue:
    """Let the department read it, or give it back."""
    person, form = current_person(), VerdictForm()
    shelves.share_to_review(person, public_id, clock.today())
    if not form.validate_on_submit():
        raise Invalid(str(next(iter(form.errors.values()))[0]), way_on="/workday/reviewing")
    try:
        write(
            service.review_share,
            person,
            public_id,
            form.verdict(),
            today=clock.today(),
            now=clock.now(),
        )
    except WrongField as refusal:
        refusal.way_on = "/workday/reviewing"
        raise
    flash(_("看过了，对方会收到消息。"), "success")
    return see_other(".show_reviewing")


def _reviewing() -> str:
    waiting = shelves.waiting_shares(current_person(), clock.today())
    forms = {one.public_id: VerdictForm(formdata=None).told_apart(one.public_id) for one in waiting}
    return render_template("workday/reviewing.html", waiting=waiting, forms=forms)


def _form(form: EntryForm, public_id: str = "") -> str:
    return render_template("workday/entry.html", form=form, public_id=public_id)
