"""Scenarios and drills that a person may take, found by their title and situation."""

from collections.abc import Collection, Iterator, Mapping

from lms.fulltext import Facets, Hits, Narrowing, Query, Stretch
from lms.library import queries as library
from lms.library.queries import Found, Published
from lms.people.models import Person
from lms.scenarios.content import DRILL, KIND
from lms.scenarios.domain.drill import Drill
from lms.scenarios.domain.scenario import Scenario
from lms.scenarios.queries.reach import Reach

PLACES = {KIND: "/scenarios", DRILL: "/drills"}
EVERYTHING = Narrowing()


def find_scenarios(
    person: Person, query: Query, stretch: Stretch, narrowing: Narrowing = EVERYTHING
) -> Hits:
    """What is found, by titles first."""
    scope = Reach.of(person).scope

    def look(only: Collection[int] | None) -> list[Found]:
        return library.find(KIND, query, scope, only=only, ranked=stretch.is_shown)

    facets = library.of_this_edition("scenarios.facets", lambda: dict(_facets()))
    narrowed = library.narrowed(look, facets, narrowing)
    wanted = {
        one: (f"{PLACES[one.document.kind]}/{one.document.address}", "")
        for one in narrowed.found[stretch.slice]
    }
    return Hits(
        library.shown(wanted, query),
        len(narrowed.found),
        narrowed.is_more,
        counts=narrowed.counts,
    )


def _facets() -> Iterator[tuple[int, Facets]]:
    """The courses that practise a role-play, and its competencies, by its document."""
    courses: dict[int, list[str]] = {}
    for one in library.practice_lists():
        for item in one.items:
            courses.setdefault(item.document_id, []).append(one.source.name)
    scenarios: Mapping[str, Published[Scenario]] = {
        one.name: one for one in library.all_published(KIND)
    }
    drills: list[Published[Drill]] = library.all_published(DRILL)
    for found in scenarios.values():
        own = courses.get(found.document_id, ())
        yield found.document_id, Facets(own, found.content.competencies)
    for drill in drills:
        played = (scenarios.get(window.scenario) for window in drill.content.windows)
        competencies = {name for one in played if one for name in one.content.competencies}
        yield drill.document_id, Facets(courses.get(drill.document_id, ()), competencies)
