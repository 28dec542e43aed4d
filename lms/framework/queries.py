"""The competencies in words, as published."""

from collections.abc import Mapping

from flask import g

from lms.errors import ConfigurationError
from lms.framework.content import KIND
from lms.framework.domain import Competencies, Competency
from lms.library import queries as library
from lms.library.domain import Wording


def competencies() -> tuple[Competency, ...]:
    """The seven competencies in their order.

    Raises ConfigurationError as long as they have not been loaded.
    """
    return _published().competencies


def known() -> Mapping[str, Competency]:
    """The seven by their ids; empty as long as they have not been loaded."""
    found = library.published(KIND, KIND)
    return {one.id: one for one in found.content.competencies} if found else {}


def title(competency_id: str) -> Wording:
    """What people read for a competency. Raises KeyError for an unknown id."""
    return _published().title(competency_id)


def _published() -> Competencies:
    """The list; asked of the database once a request, as a page names many of them."""
    if "competencies" not in g:
        found = library.published(KIND, KIND)
        if found is None:
            raise ConfigurationError("the competencies are not loaded; run `flask content load`")
        g.competencies = found.content
    content: Competencies = g.competencies
    return content
