"""The vocabulary as published: the competencies in words, the terms of the trade."""

from collections.abc import Mapping

from flask import g

from lms.errors import ConfigurationError
from lms.framework.content import CAREERS, GLOSSARY, KIND
from lms.framework.content.glossary import FOUND_AS
from lms.framework.domain import Careers, Competencies, Competency, Glossary
from lms.fulltext import Hits, Query, Stretch
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


def levels() -> tuple[Wording, ...]:
    """What the four levels are called; empty as long as nobody has written what they are."""
    found = library.published(KIND, KIND)
    content: Competencies = found.content if found else Competencies(())
    return content.levels


def careers() -> Careers:
    """Posts and paths; none as long as they have not been loaded."""
    found = library.published(CAREERS, CAREERS)
    content: Careers = found.content if found else Careers((), (), ())
    return content


def glossary() -> Glossary:
    """The terms of the trade; none as long as they have not been loaded."""
    found = library.published(GLOSSARY, GLOSSARY)
    content: Glossary = found.content if found else Glossary(())
    return content


def find_terms(query: Query, stretch: Stretch) -> Hits:
    """Terms found by name, sound, short form or meaning, by names first; everybody may."""
    found = library.find(FOUND_AS, query, ranked=stretch.is_shown)
    sounds = {term.id: term.pinyin for term in glossary().terms}
    wanted = {
        one: (f"/glossary{one.anchor}", sounds.get(one.part, "")) for one in found[stretch.slice]
    }
    return Hits(library.shown(wanted, query), len(found))


def _published() -> Competencies:
    """The list; asked of the database once a request, as a page names many of them."""
    if "competencies" not in g:
        found = library.published(KIND, KIND)
        if found is None:
            raise ConfigurationError("the competencies are not loaded; run `flask content load`")
        g.competencies = found.content
    content: Competencies = g.competencies
    return content
