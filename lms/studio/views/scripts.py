"""A role-play as it is being written, to take along: a story of Twine, a script on paper."""

from flask import Response, url_for
from flask.typing import ResponseReturnValue

from lms import clock
from lms.errors import N_, Invalid
from lms.library import kinds
from lms.library.domain import ContentError
from lms.people.access import requires
from lms.scenarios.content import KIND
from lms.scenarios.domain import Scenario
from lms.studio import export, queries
from lms.studio.views.blueprint import bp, desk_of

UNSOUND = N_("草稿里还有要改的地方；照检查列出的改好，再导出。")


@bp.get("/studio/stories/<name>.twee")
@requires("document.draft")
def show_story_file(name: str) -> ResponseReturnValue:
    """The draft, else what is published, in Twee 3."""
    text = export.story_of(_scenario(name))
    headers = {"Content-Disposition": f'attachment; filename="{name}.twee"'}
    return Response(text, mimetype="text/plain", headers=headers)


@bp.get("/studio/scripts/<name>.pdf")
@requires("document.draft")
def show_script(name: str) -> ResponseReturnValue:
    """The draft, else what is published, for two people to act out."""
    printed = export.script_pdf(_scenario(name), clock.today())
    headers = {"Content-Disposition": f'inline; filename="{name}.pdf"'}
    return Response(printed, mimetype="application/pdf", headers=headers)


def _scenario(name: str) -> Scenario:
    """The role-play before its author. Raises Invalid while it cannot be read."""
    desk = desk_of(KIND, name)
    try:
        sheet = desk.sheets[0]
        bundle = queries.bundle_with(desk, sheet, sheet.text)
        found: Scenario = kinds.parse(kinds.of(KIND), bundle)
    except ContentError:
        way_on = url_for(".show_draft", kind=KIND, name=name)
        raise Invalid(UNSOUND, way_on=way_on) from None
    return found
