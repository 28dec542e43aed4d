"""What is found, section by section; each feature says what the asker may see of its own."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from lms.certification import queries as certification
from lms.certification.models import Certificate
from lms.courses.queries import find_lessons, findable_courses
from lms.errors import N_
from lms.framework import queries as framework
from lms.framework.queries import find_terms
from lms.fulltext import Counts, Hits, Narrowing, Query, Stretch, by_index
from lms.library.domain import Wording
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

NARROWED = ("lessons", "scenarios")  # what belongs to courses and competencies
EVERYTHING = Narrowing()


@dataclass(frozen=True, slots=True)
class Asked:
    """What somebody looks for, and where."""

    person: Person
    query: Query
    today: date
    narrowing: Narrowing = EVERYTHING


Finder = Callable[[Asked, Stretch], Hits]

FINDERS: Mapping[str, Finder] = {
    PEOPLE: lambda asked, stretch: find_people(asked.person, asked.query, stretch, asked.today),
    "terms": lambda asked, stretch: find_terms(asked.query, stretch),
    "lessons": lambda asked, stretch: find_lessons(
        asked.person, asked.query, stretch, asked.narrowing
    ),
    "scenarios": lambda asked, stretch: find_scenarios(
        asked.person, asked.query, stretch, asked.narrowing
    ),
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


@dataclass(frozen=True, slots=True)
class Choices:
    """By what one can narrow what is found: ids and titles, in their order."""

    courses: Sequence[tuple[str, Wording]]
    competencies: Sequence[tuple[str, Wording]]

    def known(self, narrowing: Narrowing) -> Narrowing:
        """What is asked for without what there is not."""
        course = narrowing.course if narrowing.course in dict(self.courses) else ""
        known = narrowing.competency in dict(self.competencies)
        return Narrowing(course, narrowing.competency if known else "")


def choices(person: Person) -> Choices:
    """The courses in which a person finds something, and the seven competencies."""
    competencies = [(name, one.title) for name, one in framework.known().items()]
    return Choices(findable_courses(person), competencies)


def overview(asked: Asked) -> list[Section]:
    """The first few of every section; without those to which the filters do not apply."""
    names = NARROWED if asked.narrowing.is_any else NAMES
    with by_index():
        return [_section(asked, name, Stretch(FEW)) for name in names]


def counts_of(sections: Iterable[Section]) -> Counts:
    """How much there would be with other filters, in all these sections."""
    return sum((one.hits.counts for one in sections), Counts())


def section(asked: Asked, name: str, stretch: Stretch) -> Section:
    """What is found of one sort."""
    with by_index():
        return _section(asked, name, stretch)


def certificate(person: Person, text: str, today: date) -> Certificate | None:
    """The certificate of this number, if the asker may see it."""
    return certification.certificate_numbered(person, text, "certificate.view", today)


def suggestions(asked: Asked) -> list[Suggestion]:
    """Shorter queries that find something, when this one finds nothing."""
    shorter = asked.query.shorter()[:MOST_TRIED]
    with by_index():
        found = [_suggestion(replace(asked, query=query)) for query in shorter]
    return [one for one in found if one.total][:MOST_SUGGESTIONS]


def _section(asked: Asked, name: str, stretch: Stretch) -> Section:
    return Section(name, NAMES[name], FINDERS[name](asked, stretch))


def _suggestion(asked: Asked) -> Suggestion:
    hits = [find(asked, Stretch(0)) for find in FINDERS.values()]
    total = sum(one.total for one in hits)
    return Suggestion(" ".join(asked.query.terms), total, any(one.is_more for one in hits))
