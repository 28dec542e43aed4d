"""A scenario as its steps: forms over the same text, saved as versions of the same draft."""

from collections.abc import Mapping, Sequence

from flask import flash, render_template, request
from flask.typing import ResponseReturnValue

from lms.errors import Invalid, NotFound, Stale
from lms.framework import queries as framework
from lms.i18n import _, language
from lms.library import service as drafts
from lms.pages import see_other, takes
from lms.people.access import requires
from lms.scenarios.content import KIND
from lms.scenarios.content.outline import Group, New, Outline, outline
from lms.studio.forms import Done, StepForm, TrialForm, arranged, saved, variables, with_step
from lms.studio.queries import Desk
from lms.studio.views.blueprint import Finding, both_texts, bp, desk_of
from lms.studio.views.faults import Found, found_in
from lms.studio.views.outlining import keep_text, text_before
from lms.studio.views.writing import LARGEST

CONTROLS = frozenset({"csrf_token", "number", "base", "act", "key"})


@bp.get("/studio/outline/<name>")
@requires("document.draft")
def show_outline(name: str) -> ResponseReturnValue:
    """The steps of a scenario, with what is wrong at each."""
    desk = desk_of(KIND, name)
    return _outline_page(desk)


@bp.post("/studio/outline/<name>")
@requires("document.edit")
def update_outline(name: str) -> ResponseReturnValue:
    """Move or remove a step, or begin with another one."""
    desk = desk_of(KIND, name)
    try:
        done = Done(arranged(_outline_before(desk), request.form.get("act", "")), "")
        keep_text(desk, done.text)
    except drafts.Conflict as conflict:
        return both_texts(desk, desk.sheets[0], conflict)
    except (Invalid, Stale) as refusal:
        return _outline_page(desk, refusal), refusal.status
    flash(_("存好了。要找回原来的，看“保存过的版本”。"), "success")
    return see_other(".show_outline", name=name)


@bp.post("/studio/outline/<name>/steps")
@requires("document.edit")
def create_step(name: str) -> ResponseReturnValue:
    """Add a step, and go there."""
    desk = desk_of(KIND, name)
    try:
        done = with_step(_outline_before(desk), request.form)
        keep_text(desk, done.text)
    except drafts.Conflict as conflict:
        return both_texts(desk, desk.sheets[0], conflict)
    except (Invalid, Stale) as refusal:
        return _outline_page(desk, refusal), refusal.status
    flash(_("加了一步“%(id)s”。写好它的话和去处。", id=done.step), "success")
    return see_other(".edit_step", name=name, step=done.step)


@bp.get("/studio/outline/<name>/steps/<path:step>")
@requires("document.draft")
def edit_step(name: str, step: str) -> ResponseReturnValue:
    """One step's form."""
    desk = desk_of(KIND, name)
    try:
        return step_page(desk, step_form(outline(desk.sheets[0].text), step, {}))
    except Invalid:
        raise NotFound from None


@bp.post("/studio/outline/<name>/steps/<path:step>")
@requires("document.edit")
@takes(LARGEST)
def update_step(name: str, step: str) -> ResponseReturnValue:
    """Keep what was typed about a step, and do what the button says."""
    desk = desk_of(KIND, name)
    try:
        done = saved(step_form(_outline_before(desk), step, _typed()), request.form.get("act", ""))
        keep_text(desk, done.text)
    except drafts.Conflict as conflict:
        return both_texts(desk, desk.sheets[0], conflict)
    except (Invalid, Stale) as refusal:
        return _refused(desk, step, refusal)
    flash(_("存好了。读的人还看不到，发布以后才看得到。"), "success")
    for one in done.added:
        flash(_("加了一步“%(id)s”。写好它的话和去处。", id=one), "success")
    anchor = {"_anchor": f"g-{done.place}"} if done.place else {}
    return see_other(".edit_step", name=name, step=done.step, **anchor)


def _typed() -> dict[str, str]:
    return {name: words for name, words in request.form.items() if name not in CONTROLS}


def _outline_before(desk: Desk) -> Outline:
    """The outline that the sender had before them. Raises Invalid, Stale."""
    return outline(text_before(desk))


def step_form(found: Outline, step: str, words: Mapping[str, str]) -> StepForm:
    """The form of a step, with what was typed in it. Raises Invalid for an unknown step."""
    competencies = tuple((one.id, one.title.in_(language())) for one in framework.known().values())
    return StepForm(found, found.row(step), competencies, words)


def _outline_page(desk: Desk, refusal: Invalid | Stale | None = None) -> str:
    sheet = desk.sheets[0]
    try:
        seen, unreadable = outline(sheet.text), None
    except Invalid as reason:
        seen, unreadable = None, reason
    return render_template(
        "studio/outline.html",
        desk=desk,
        sheet=sheet,
        outline=seen,
        known=seen.ids if seen else frozenset(),
        found=found_in(desk, seen),
        kinds=list(New),
        refusal=refusal or unreadable,
        typed=request.form,
    )


def step_page(desk: Desk, form: StepForm, refusal: Invalid | Stale | None = None) -> str:
    """One step's form, with why something was refused."""
    found = found_in(desk, form.outline)
    return render_template(
        "studio/step.html",
        desk=desk,
        sheet=desk.sheets[0],
        form=form,
        known=form.outline.ids,
        found=found,
        findings=_by_group(form, found),
        kinds=list(New),
        refusal=refusal,
        variables=variables(form.outline),
        trial=TrialForm(),
    )


def _by_group(form: StepForm, found: Found) -> Sequence[tuple[Finding, Group]]:
    """What is wrong with a step, with the group of fields in which it is mended."""
    yaml, base = form.outline.yaml, ("steps", form.row.place)
    begun = sorted(
        ((yaml.line((*base, *group.path)), place) for place, group in enumerate(form.groups))
    )
    return [
        (one, form.groups[max((place for line, place in begun if line <= one.line), default=0)])
        for one in found.at(form.row)
    ]


def _refused(desk: Desk, step: str, refusal: Invalid | Stale) -> ResponseReturnValue:
    """The form with what was typed, and why it was not kept."""
    try:
        form = step_form(outline(desk.sheets[0].text), step, _typed())
    except Invalid:
        raise refusal from None
    return step_page(desk, form, refusal), refusal.status
