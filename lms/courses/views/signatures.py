"""Pages about signatures under lessons: for HR, the department's lead and mentors."""

from typing import Any

from flask import render_template, request, url_for
from flask.typing import ResponseReturnValue

from lms import clock
from lms.courses import export, queries
from lms.courses.queries import Asked, Chosen, Stage
from lms.courses.queries.signers import EXPORTED, SEEN
from lms.courses.views.blueprint import bp
from lms.db import write
from lms.errors import NotFound
from lms.i18n import _
from lms.pages import csv_response, page_number
from lms.people import access, access_log
from lms.people import queries as people
from lms.people.access import current_person, requires

LONGEST_WORDS = 60  # of a department


@bp.get("/signatures")
@requires("growth.view")
def show_signatures() -> ResponseReturnValue:
    """The lessons that are to be signed, and how many have."""
    found = queries.figures(current_person(), clock.today())
    return render_template("courses/signatures.html", figures=found)


@bp.get("/signatures/<course>/<lesson>")
@requires("growth.view")
def show_signers(course: str, lesson: str) -> ResponseReturnValue:
    """Who has signed a lesson and who has not."""
    person, asked, chosen = current_person(), queries.asked_for(course, lesson), _chosen()
    number, today = page_number(), clock.today()
    total = queries.signers_total(person, asked, chosen, number, today)
    # before the rows are read: a write forgets them
    access_log.keep_list(
        person,
        SEEN,
        scope=access.scope_of(person, SEEN),
        chosen=_filter(asked, chosen),
        count=total,
        purpose="",
        now=clock.now(),
    )
    return render_template(
        "courses/signers.html",
        asked=asked,
        chosen=chosen,
        page=queries.signers(person, asked, chosen, number, total, today),
        departments=people.departments_offered(person, SEEN),
        stages={stage: _(words) for stage, words in export.STAGES.items()},
        file_address=_file(course, lesson, chosen) if queries.may_export(person) else None,
    )


@bp.get("/signatures/<course>/<lesson>.csv")
@requires("report.export")
def show_signers_file(course: str, lesson: str) -> ResponseReturnValue:
    """The same list as the screen filters it, for Excel."""
    person, asked, chosen = current_person(), queries.asked_for(course, lesson), _chosen()
    if not queries.may_export(person):
        raise NotFound
    today = clock.today()
    count = len(queries.every_signer(person, asked, chosen, today))
    write(
        access_log.export,
        person,
        EXPORTED,
        scope=access.scope_of(person, EXPORTED),
        chosen=f"{_filter(asked, chosen)}&file=csv",
        count=count,
        purpose="",
        now=clock.now(),
    )
    found = queries.every_signer(person, asked, chosen, today)  # as it is once that is kept
    return csv_response(f"signatures-{lesson}-{today:%Y-%m-%d}.csv", export.signers_csv(found))


def _file(course: str, lesson: str, chosen: Chosen) -> str:
    values: dict[str, Any] = {"course": course, "lesson": lesson, **chosen.chosen()}
    return url_for(".show_signers_file", **values)


def _chosen() -> Chosen:
    stage = request.args.get("stage", "")
    department = request.args.get("department", "").strip()[:LONGEST_WORDS]
    return Chosen(department, stage if stage in set(Stage) else "")


def _filter(asked: Asked, chosen: Chosen) -> str:
    pairs = {"lesson": asked.lesson.name, **chosen.chosen()}
    return "&".join(f"{name}={value}" for name, value in pairs.items())
