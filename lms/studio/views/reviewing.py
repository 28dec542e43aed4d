"""Asking a colleague to read a draft, and what the colleague sees and decides."""

from collections.abc import Sequence

from flask import current_app, flash, render_template
from flask.typing import ResponseReturnValue

from lms import clock
from lms.db import write
from lms.errors import Invalid, NotFound
from lms.i18n import _
from lms.library.models import Draft
from lms.pages import see_other
from lms.people.access import current_person, requires
from lms.studio import queries, service
from lms.studio.domain.reviewing import Verdict
from lms.studio.forms import DecisionForm, ReviewForm
from lms.studio.models import Review
from lms.studio.queries import Desk
from lms.studio.service import Request
from lms.studio.views.blueprint import bp, desk_of
from lms.studio.views.looking import looked_at


def four_eyes() -> bool:
    """Whether publishing takes a second person."""
    found: bool = current_app.config["SETTINGS"].four_eyes
    return found


def publication(desk: Desk, form: ReviewForm | None = None) -> str:
    """The page before publishing: what changes, whom it touches, who has read it."""
    needed = queries.together(current_person(), desk.draft) if desk.draft else []
    others = [desk_of(one.document.kind, one.document.name) for one in needed[1:]]
    standing = queries.standing(desk.draft) if desk.draft else None
    people = queries.reviewers_for(current_person(), desk.draft) if desk.draft else ()
    form = form or ReviewForm(formdata=None)
    form.offer(people)
    return render_template(
        "studio/publication.html",
        desk=desk,
        others=others,
        listing=queries.listing(current_person(), desk.document),
        look=looked_at(desk, needed, others),
        unsettled=queries.count_unsettled(desk.draft) if desk.draft else 0,
        standing=standing,
        form=form if people else None,
        is_allowed=_is_allowed(needed),
        four_eyes=four_eyes(),
    )


def _is_allowed(needed: Sequence[Draft]) -> bool:
    """Whether all that is published together has been approved, where it must be."""
    person = current_person()
    return not four_eyes() or all(queries.standing(one).allows(person) for one in needed)


@bp.post("/studio/requests/<kind>/<path:name>")
@requires("document.edit")
def create_request(kind: str, name: str) -> ResponseReturnValue:
    """Ask a colleague to read the draft as it is now."""
    desk, form = desk_of(kind, name), ReviewForm()
    if desk.draft is None:
        raise NotFound
    people = {one.public_id: one for one in queries.reviewers_for(current_person(), desk.draft)}
    form.offer(list(people.values()))
    if not form.validate_on_submit():
        return publication(desk, form), 422
    request = Request(
        people[form.reviewer.data or ""], form.note.data or "", key=str(form.key.data)
    )
    write(service.ask_for_review, current_person(), desk.draft, request, now=clock.now())
    flash(_("送审了，%(name)s会收到消息。", name=request.reviewer.name), "success")
    return see_other(".new_publication", kind=kind, name=name)


@bp.get("/studio/reviews/<public_id>")
@requires("document.draft")
def show_review(public_id: str) -> ResponseReturnValue:
    """A draft as it lies before the reviewer, and what became of it."""
    return _page(queries.review_of(current_person(), public_id), DecisionForm(formdata=None))


@bp.post("/studio/reviews/<public_id>/decision")
@requires("document.publish")
def create_decision(public_id: str) -> ResponseReturnValue:
    """Approve the draft, or send it back with words."""
    review, form = queries.review_of(current_person(), public_id), DecisionForm()
    if not form.validate_on_submit():
        return _page(review, form), 422
    try:
        decision = form.decision()
    except Invalid as refusal:
        form.refuse(refusal, "words")
        return _page(review, form), 422
    write(service.decide, current_person(), review, decision, now=clock.now())
    is_approved = decision.verdict is Verdict.APPROVED
    words = _("通过了，作者会收到消息。") if is_approved else _("退回了，作者会收到消息。")
    flash(words, "success")
    return see_other(".show_review", public_id=public_id)


@bp.post("/studio/reviews/<public_id>/withdrawal")
@requires("document.edit")
def create_withdrawal(public_id: str) -> ResponseReturnValue:
    """Take back what was asked for."""
    review = queries.review_of(current_person(), public_id)
    document = review.draft.document
    desk_of(document.kind, document.name)  # of an author's only
    write(service.withdraw, current_person(), review, now=clock.now())
    flash(_("送审收回了。"), "success")
    return see_other(".new_publication", kind=document.kind, name=document.name)


def _page(review: Review, form: DecisionForm) -> str:
    desk = queries.under_review(review)
    standing = queries.standing(review.draft, review)
    return render_template(
        "studio/review.html",
        review=review,
        desk=desk,
        look=looked_at(desk, queries.together(review.asked_by, review.draft)),
        threads=queries.threads(review.draft, desk.sheets),
        standing=standing,
        form=form,
        is_open=review.draft.closed_at is None,
        decides=review.verdict is None and queries.decides(current_person(), review),
    )
