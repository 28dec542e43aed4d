"""The page behind a cell: what proves it, or what is missing."""

from flask import render_template
from flask.typing import ResponseReturnValue

from lms import clock
from lms.people import access, access_log
from lms.people import queries as people
from lms.people.access import current_person, requires
from lms.reports import queries
from lms.reports.views.blueprint import SEEN, bp


@bp.get("/reports/people/<public_id>/<kind>/<name>")
@requires(SEEN)
def show_evidence(public_id: str, kind: str, name: str) -> ResponseReturnValue:
    """What stands behind one cell of somebody's row."""
    asker, today = current_person(), clock.today()
    person = people.person_of(asker, public_id, SEEN, today)
    access_log.keep_look(asker, person, SEEN, now=clock.now())
    person = people.person_of(asker, public_id, SEEN, today)
    return render_template(
        "reports/evidence.html",
        person=person,
        evidence=queries.evidence_for(person, kind, name, today),
        may_read=access.may_about(asker, "play.read", person, today),
    )
