"""Trying a step out: a play of the text as it is being written, from that step on."""

from flask import request
from flask.typing import ResponseReturnValue

from lms import clock
from lms.db import write
from lms.errors import Invalid, NotFound
from lms.i18n import language
from lms.library import kinds
from lms.library.domain import Bundle, ContentError
from lms.pages import see_other
from lms.people.access import current_person, requires
from lms.scenarios.content import KIND
from lms.scenarios.content.outline import outline
from lms.scenarios.domain.check import dead_ends
from lms.studio import queries, service
from lms.studio.forms import StepForm, TrialForm, beginning_at
from lms.studio.queries import Desk
from lms.studio.views.blueprint import bp, desk_of
from lms.studio.views.outline import step_form, step_page


@bp.post("/studio/outline/<name>/trials/<path:step>")
@requires("document.edit")
def create_trial(name: str, step: str) -> ResponseReturnValue:
    """Play from a step on, with the values chosen for what is known of the customer."""
    desk, trial = desk_of(KIND, name), TrialForm()
    try:
        form = step_form(outline(desk.sheets[0].text), step, {})
    except Invalid:
        raise NotFound from None
    try:
        bundle = _bundle(desk, form)
    except Invalid as refusal:
        return step_page(desk, form, refusal), refusal.status
    play = write(
        service.try_out,
        current_person(),
        desk.document,
        bundle,
        language=language(),
        key=str(trial.key.data),
        now=clock.now(),
    )
    return see_other("scenarios.show_play", public_id=play.public_id)


def _bundle(desk: Desk, form: StepForm) -> Bundle:
    """The texts to be played. Raises Invalid with the first thing that stands in the way."""
    text = beginning_at(form.outline, form.row, request.form)
    bundle = queries.bundle_with(desk, desk.sheets[0], text)
    try:
        scenario = kinds.parse(kinds.of(KIND), bundle)
    except ContentError as error:
        problem = error.problems[0]
        raise Invalid(problem.message, way_on=None, **problem.parameters) from None
    for finding in dead_ends(scenario):
        raise Invalid(finding.message, way_on=None, **finding.parameters)
    return bundle
