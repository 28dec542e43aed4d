"""What of an author's material waits for them."""

from flask import render_template, request
from flask.typing import ResponseReturnValue

from lms import clock
from lms.pages import PAGE_SIZE, Page, Total, page_number
from lms.people.access import current_person, requires
from lms.studio import queries
from lms.studio.views.blueprint import bp


@bp.get("/studio/health")
@requires("document.edit")
def show_health() -> ResponseReturnValue:
    """All of it, the most urgent first; asked for `all`, also what is nobody's."""
    found = queries.needs(current_person(), clock.today())
    own = [need for need in found if need.is_own]
    shown = found if "all" in request.args else own
    first = (page_number() - 1) * PAGE_SIZE
    rows = queries.lines(shown[first : first + PAGE_SIZE])
    return render_template(
        "studio/health.html",
        page=Page(rows, page_number(), Total(len(shown))),
        first=rows[0] if rows else None,
        all="all" in request.args,
        others=len(found) - len(own),
        today=clock.today(),
    )
