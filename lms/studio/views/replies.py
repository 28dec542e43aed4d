"""What the grader did not understand: an author says what a reply is and sees what that does."""

from flask import flash, render_template
from flask.typing import ResponseReturnValue

from lms import clock
from lms.db import write
from lms.errors import Invalid, NotFound
from lms.i18n import _, language
from lms.library import queries as library
from lms.pages import page_number, see_other
from lms.people.access import current_person, requires
from lms.questions.domain.amending import Amendment
from lms.questions.domain.kept import Decision
from lms.scenarios import service as scenarios
from lms.scenarios.content import KIND
from lms.scenarios.queries import graded_alone
from lms.scenarios.views.typed import shown_reply
from lms.studio import queries
from lms.studio.forms import RulingForm
from lms.studio.queries import KeptOne
from lms.studio.views.blueprint import bp

NOTHING_GRADED = {Decision.BRANCH: scenarios.want_branch, Decision.NOTHING: scenarios.dismiss}


@bp.get("/studio/replies")
@requires("document.edit")
def show_replies() -> ResponseReturnValue:
    """What waits for the author, and what wants a way of its own in the next revision."""
    person = current_person()
    return render_template(
        "studio/replies.html",
        page=queries.kept_replies(person, page_number()),
        wanted=queries.branches_wanted(person),
    )


@bp.get("/studio/replies/<name>/<digest>/<path:step>")
@requires("document.edit")
def show_reply(name: str, digest: str, step: str) -> ResponseReturnValue:
    """One reply: what the customer had said, what the grader finds, what it may be."""
    return _page(_waiting(name, digest, step), RulingForm(formdata=None))


@bp.post("/studio/replies/<name>/<digest>/<path:step>")
@requires("document.edit")
def update_reply(name: str, digest: str, step: str) -> ResponseReturnValue:
    """Say what it is; what grades past plays anew is shown first, and done when one is sure."""
    one, form = _waiting(name, digest, step), RulingForm()
    try:
        decision = Decision(form.decision.data or "")
    except ValueError:
        raise NotFound from None
    if decision in NOTHING_GRADED:
        write(NOTHING_GRADED[decision], current_person(), one.kept, now=clock.now())
        return _decided(decision)
    form.offer(one.step)
    try:
        wanted = _wanted(one, form, decision)
        prospect = scenarios.foreseen(one.kept, wanted)
    except Invalid as refusal:
        form.refuse(refusal, "element" if decision is Decision.SYNONYM else "words")
        return _page(one, form), 422
    if form.sure.data != "1":
        return _page(one, form, prospect)
    write(scenarios.amend, current_person(), one.kept, wanted, now=clock.now())
    return _decided(decision)


def _waiting(name: str, digest: str, step: str) -> KeptOne:
    return queries.kept_one(current_person(), name, digest, step)


def _wanted(one: KeptOne, form: RulingForm, decision: Decision) -> Amendment:
    if decision is Decision.SYNONYM:
        return scenarios.as_synonym(one.kept, form.element.data or "")
    return scenarios.as_forbidden(one.kept, form.words.data or "", form.title.data or "")


def _decided(decision: Decision) -> ResponseReturnValue:
    words = {
        Decision.SYNONYM: _("记下了：从现在起这样说就算说到了，以前的演练正在重新批改。"),
        Decision.FORBIDDEN: _("记下了：从现在起这几个字不能说，以前的演练正在重新批改。"),
        Decision.BRANCH: _("记下了：写下一版的时候，它在这一页等您。"),
        Decision.NOTHING: _("记下了：批得没错，不改。"),
    }
    flash(words[decision], "success")
    return see_other(".show_replies")


def _page(one: KeptOne, form: RulingForm, prospect: scenarios.Prospect | None = None) -> str:
    form.offer(one.step)
    tongue = language()
    live = library.published(KIND, one.kept.document.name)
    graded = graded_alone(one.step, one.kept.text, tongue) if one.step and one.kept.text else None
    return render_template(
        "studio/reply.html",
        one=one,
        scenario=live.content if live else None,
        shown=shown_reply(one.step.criteria, graded, one.kept.text)
        if one.step and graded
        else None,
        form=form,
        prospect=prospect,
    )
