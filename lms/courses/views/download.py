"""A lesson as one file to take away: it works without a network and holds nothing personal."""

from flask import Response, render_template

from lms import clock
from lms.courses import queries
from lms.courses.views.blueprint import bp
from lms.courses.views.carried import carried, inlined
from lms.i18n import language
from lms.pages import STATIC_FOLDER
from lms.people.access import current_person, requires

STYLE = "css/download.css"


@bp.get("/courses/<course>/<lesson>/download")
@requires("document.read")
def show_download(course: str, lesson: str) -> Response:
    """The lesson in the reader's language, as it is published now."""
    reading, tag = queries.reading(current_person(), course, lesson), language()
    taken = carried(reading.lesson, tag)
    page = render_template(
        "courses/download.html",
        lesson=taken.lesson,
        course=reading.course.content,
        number=taken.number,
        shown=taken.shown,
        terms=taken.terms,
        day=clock.today(),
        digest=taken.digest,
        style=inlined(STATIC_FOLDER / STYLE),
    )
    name = f"{course}-{lesson}.{tag}.html"
    kept = {"Content-Disposition": f'attachment; filename="{name}"'}
    return Response(page, mimetype="text/html", headers=kept)
