"""The search page, and what is noted when it shows somebody."""

from collections.abc import Sequence

from flask import Blueprint, render_template, request
from flask.typing import ResponseReturnValue

from lms import clock
from lms.certification.models import Certificate
from lms.certification.queries import status_of
from lms.forms import cleaned
from lms.fulltext import LONGEST_QUERY, MOST, Counts, Narrowing, Query, Stretch
from lms.pages import page_number
from lms.people import access, access_log
from lms.people.access import current_person, requires
from lms.search import queries
from lms.search.queries import MANY, NAMES, NARROWED, PEOPLE, Asked, Choices, Section

bp = Blueprint("search", __name__)

LAST_PAGE = MOST // MANY


@bp.get("/search")
@requires("document.read")
def show_results() -> ResponseReturnValue:
    """What is found; without anything asked for, what can be."""
    text, only = cleaned(request.args.get("q", ""))[:LONGEST_QUERY], request.args.get("in", "")
    query = Query.read(text)
    if query.is_empty:
        return render_template("search/empty.html", text=text)
    choices = queries.choices(current_person())
    wanted = Narrowing(request.args.get("course", ""), request.args.get("competency", ""))
    asked = Asked(current_person(), query, clock.today(), choices.known(wanted))
    if only in NAMES:
        return _show_section(text, only, asked, choices)
    return _show_overview(text, asked, choices)


def _show_overview(text: str, asked: Asked, choices: Choices) -> str:
    looked = queries.overview(asked)
    sections = [one for one in looked if one.hits.total]
    is_narrowed = asked.narrowing.is_any
    certificate = None if is_narrowed else queries.certificate(asked.person, text, asked.today)
    counts = queries.counts_of(looked)
    nothing = certificate is None and not sections and not (is_narrowed and counts.everything)
    _note(sections, certificate)
    return render_template(
        "search/results.html",
        text=text,
        sections=sections,
        certificate=certificate,
        verdict=status_of(certificate, asked.today) if certificate else None,
        suggestions=queries.suggestions(asked) if nothing and not is_narrowed else (),
        **_filters(asked, choices, counts),
    )


def _show_section(text: str, name: str, asked: Asked, choices: Choices) -> str:
    number = min(page_number(), LAST_PAGE)
    section = queries.section(asked, name, Stretch(MANY, (number - 1) * MANY))
    _note([section], None)
    filters = _filters(asked, choices, section.hits.counts) if name in NARROWED else {}
    return render_template(
        "search/section.html", text=text, section=section, number=number, **filters
    )


def _filters(asked: Asked, choices: Choices, counts: Counts) -> dict[str, object]:
    return {"narrowing": asked.narrowing, "choices": choices, "counts": counts}


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
