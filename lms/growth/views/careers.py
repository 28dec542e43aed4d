"""The page of posts and paths: where they lead, and where one stands on them oneself."""

from flask import render_template
from flask.typing import ResponseReturnValue

from lms import clock
from lms.framework import queries as framework
from lms.growth import queries
from lms.growth.views.blueprint import bp
from lms.people.access import current_person, requires


@bp.get("/growth/careers")
@requires("document.read")
def show_careers() -> ResponseReturnValue:
    """Paths as pictures, trade by trade; to somebody with facts also how far each post is."""
    return render_template(
        "growth/careers.html",
        careers=framework.careers(),
        known=framework.known(),
        levels=framework.levels(),
        where=queries.whereabouts(current_person(), clock.now(), clock.today()),
        today=clock.today(),
    )
