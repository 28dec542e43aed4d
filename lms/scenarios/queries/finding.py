"""Scenarios and drills that a person may take, found by their title and situation."""

from lms.fulltext import MOST, Hits, Query, Stretch
from lms.library import queries as library
from lms.people.models import Person
from lms.scenarios.content import DRILL, KIND
from lms.scenarios.queries.reach import Reach

PLACES = {KIND: "/scenarios", DRILL: "/drills"}


def find_scenarios(person: Person, query: Query, stretch: Stretch) -> Hits:
    """What is found, by titles first."""
    found = library.find(KIND, query, Reach.of(person).scope, ranked=stretch.is_shown)
    wanted = {
        one: (f"{PLACES[one.document.kind]}/{one.document.address}", "")
        for one in found[stretch.slice]
    }
    return Hits(library.shown(wanted, query), len(found), is_more=len(found) == MOST)
