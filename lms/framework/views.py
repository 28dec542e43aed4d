"""The pages of the vocabulary: terms of the trade, competencies by levels, posts and paths."""

from flask import Blueprint, render_template
from flask.typing import ResponseReturnValue

from lms.framework import queries
from lms.i18n import language
from lms.people.access import requires

bp = Blueprint("framework", __name__)


@bp.get("/glossary")
@requires("document.read")
def show_glossary() -> ResponseReturnValue:
    """All terms by their first letters, each with what it means."""
    return render_template(
        "framework/glossary.html", letters=queries.glossary().by_letter(language())
    )


@bp.get("/growth/levels")
@requires("document.read")
def show_levels() -> ResponseReturnValue:
    """The seven competencies at four levels: by what one recognises each."""
    return render_template(
        "framework/levels.html", competencies=queries.known().values(), levels=queries.levels()
    )


@bp.get("/growth/careers")
@requires("document.read")
def show_careers() -> ResponseReturnValue:
    """Posts and the paths between them, trade by trade, with the levels they ask for."""
    return render_template(
        "framework/careers.html",
        careers=queries.careers(),
        competencies=queries.known(),
        levels=queries.levels(),
    )
