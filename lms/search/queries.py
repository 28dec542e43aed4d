"""What is found, section by section; each feature says what the asker may see of its own."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date

from lms.certification import queries as certification
from lms.certification.models import Certificate
from lms.courses.queries import find_lessons
from lms.errors import N_
from lms.framework.queries import find_terms
from lms.fulltext import Hits, Query, Stretch, by_index
from lms.people.models import Person
from lms.people.queries import find_people
from lms.scenarios.queries import find_scenarios

PEOPLE = "people"
NAMES: Mapping[str, str] = {  # of the sections, in their order
    PEOPLE: N_("同事"),
    "terms": N_("术语"),
    "lessons": N_("课程"),
    "scenarios": N_("情景演练"),
}
FEW, MANY = 5, 20  # shown of a section among others, alone
MOST_TRIED, MOST_SUGGESTIONS = 6, 4

Finder = Callable[[Person, Query, Stretch, date], Hits]

FINDERS: Mapping[str, Finder] = {
    PEOPLE: find_people,
    "terms": lambda _person, query, stretch, _today: find_terms(query, stretch),
    "lessons": lambda person, query, stretch, _today: find_lessons(person, query, stretch),
    "scenarios": lambda person, query, stretch, _today: find_scenarios(person, query, stretch),
}


@dataclass(frozen=True, slots=True)
class Section:
    """What was found of one sort."""

    id: str
    name: str  # message id
    hits: Hits


@dataclass(frozen=True, slots=True)
class Suggestion:
    """A shorter query that finds something."""

    text: str
    total: int
    is_more: bool


def overview(person: Person, text: str, today: date) -> list[Section]:
    """The first few of every section in which anything is found."""
    query = Query.read(text)
    with by_index():
        sections = [_section(person, name, query, Stretch(FEW), today) for name in NAMES]
    return [found for found in sections if found.hits.total]


def section(person: Person, name: str, query: Query, stretch: Stretch, today: date) -> Section:
    """What is found of one sort."""
    with by_index():
        return _section(person, name, query, stretch, today)


def certificate(person: Person, text: str, today: date) -> Certificate | None:
    """The certificate of this number, if the asker may see it."""
    return certification.certificate_numbered(person, text, "certificate.view", today)


def suggestions(person: Person, text: str, today: date) -> list[Suggestion]:
    """Shorter queries that find something, when this one finds nothing."""
    shorter = Query.read(text).shorter()[:MOST_TRIED]
    with by_index():
        found = [_suggestion(person, query, today) for query in shorter]
    return [one for one in found if one.total][:MOST_SUGGESTIONS]


def _section(person: Person, name: str, query: Query, stretch: Stretch, today: date) -> Section:
    return Section(name, NAMES[name], FINDERS[name](person, query, stretch, today))


def _suggestion(person: Person, query: Query, today: date) -> Suggestion:
    hits = [find(person, query, Stretch(0), today) for find in FINDERS.values()]
    total = sum(one.total for one in hits)
    return Suggestion(" ".join(query.terms), total, any(one.is_more for one in hits))
