"""The search page, and what is noted when it shows somebody."""

from collections.abc import Sequence

from flask import Blueprint, render_template, request
from flask.typing import ResponseReturnValue

from lms import clock
from lms.certification.models import Certificate
from lms.certification.queries import status_of
from lms.forms import cleaned
from lms.fulltext import LONGEST_QUERY, MOST, Query, Stretch
from lms.pages import page_number
from lms.people import access, access_log
from lms.people.access import current_person, requires
from lms.search import queries
from lms.search.queries import MANY, NAMES, PEOPLE, Section

bp = Blueprint("search", __name__)

LAST_PAGE = MOST // MANY


@bp.get("/search")
@requires("document.read")
def show_results() -> ResponseReturnValue:
    """What is found; without anything asked for, what can be."""
    text, only = cleaned(request.args.get("q", ""))[:LONGEST_QUERY], request.args.get("in", "")
    if Query.read(text).is_empty:
        return render_template("search/empty.html", text=text)
    if only in NAMES:
        return _show_section(text, only)
    return _show_overview(text)


def _show_overview(text: str) -> str:
    person, today = current_person(), clock.today()
    certificate = queries.certificate(person, text, today)
    sections = queries.overview(person, text, today)
    nothing = certificate is None and not sections
    _note(sections, certificate)
    return render_template(
        "search/results.html",
        text=text,
        sections=sections,
        certificate=certificate,
        verdict=status_of(certificate, today) if certificate else None,
        suggestions=queries.suggestions(person, text, today) if nothing else (),
    )


def _show_section(text: str, name: str) -> str:
    number = min(page_number(), LAST_PAGE)
    stretch = Stretch(MANY, (number - 1) * MANY)
    section = queries.section(current_person(), name, Query.read(text), stretch, clock.today())
    _note([section], None)
    return render_template("search/section.html", text=text, section=section, number=number)


def _note(sections: Sequence[Section], certificate: Certificate | None) -> None:
    """Note in the access log which people were shown, as their own pages do."""
    person = current_person()
    total = next((one.hits.total for one in sections if one.id == PEOPLE), 0)
    if total:
        access_log.keep_list(
            person,
            "person.list",
            scope=access.scope_of(person, "person.list"),
            chosen="text",
            count=total,
            purpose="",
            now=clock.now(),
        )
    if certificate is not None:
        access_log.keep_look(person, certificate.person, "certificate.view", now=clock.now())
