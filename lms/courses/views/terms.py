"""The terms that a lesson mentions: listed at its end, linked where they come first."""

from dataclasses import dataclass

from lms.courses.domain import Lesson, text_of
from lms.framework import queries as framework
from lms.library import queries as library
from lms.library.queries import Published
from lms.markdown import mention

TERM_ANCHOR = "term-"  # before a term's id, where a page explains it


@dataclass(frozen=True, slots=True)
class ShownTerm:
    """A term as it is explained at the end of a lesson."""

    anchor: str
    name: str
    short: str  # "" if it has none
    meaning: str


def shown_terms(lesson: Published[Lesson], language: str) -> tuple[ShownTerm, ...]:
    """The terms of the glossary that stand in a lesson, in the order of their first mention."""
    key = f"courses.terms {lesson.revision_id} {language}"
    return library.of_this_edition(key, lambda: _made(lesson.content, language))


def _made(lesson: Lesson, language: str) -> tuple[ShownTerm, ...]:
    text = text_of(lesson, language)
    met = []
    for term in framework.glossary().terms:
        name = term.term.in_(language)
        found = mention(name).search(text)
        if found:
            anchor, meaning = TERM_ANCHOR + term.id, term.meaning.in_(language)
            met.append((found.start(), ShownTerm(anchor, name, term.short, meaning)))
    return tuple(term for _place, term in sorted(met, key=lambda pair: pair[0]))
