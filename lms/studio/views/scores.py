"""What a role-play measures as it is being written: scores by ending, and who passes unduly."""

from flask import render_template
from flask.typing import ResponseReturnValue

from lms.library import queries as library
from lms.library import service as drafts
from lms.library.domain import ContentError
from lms.pages import is_fragment
from lms.people.access import requires
from lms.scenarios.content import KIND
from lms.scenarios.domain import Scenario
from lms.scenarios.domain.prospect import prospect
from lms.studio.queries import Desk
from lms.studio.views.blueprint import bp, desk_of


@bp.get("/studio/outline/<name>/scores")
@requires("document.draft")
def show_scores(name: str) -> ResponseReturnValue:
    """Lowest and highest scores, and how somebody fares who knows nothing of service."""
    desk = desk_of(KIND, name)
    scenario = _scenario(desk)
    template = "studio/scores_part.html" if is_fragment() else "studio/scores.html"
    return render_template(template, desk=desk, prospect=prospect(scenario) if scenario else None)


def _scenario(desk: Desk) -> Scenario | None:
    """The scenario as it is being written; None while it has faults."""
    if desk.draft is None:
        live = library.published(KIND, desk.document.name)
        return live.content if live else None
    try:
        scenario: Scenario = drafts.examined(desk.draft).content
    except ContentError:
        return None
    return scenario
