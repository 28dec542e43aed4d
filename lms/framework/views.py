"""The pages of the vocabulary: terms of the trade, competencies by levels."""

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
