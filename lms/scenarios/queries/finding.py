"""Scenarios that a person may see, found by their title and situation."""

from lms.fulltext import MOST, Hits, Query, Stretch
from lms.library import queries as library
from lms.library.queries import Scope
from lms.people.models import Person
from lms.scenarios.content import KIND
from lms.scenarios.queries.offers import sees_all


def find_scenarios(person: Person, query: Query, stretch: Stretch) -> Hits:
    """What is found, by titles first."""
    scope = None
    if not sees_all(person):
        scope = Scope(documents=library.assigned_documents(person.id))
    found = library.find(KIND, query, scope, ranked=stretch.is_shown)
    wanted = {one: (f"/scenarios/{one.document.address}", "") for one in found[stretch.slice]}
    return Hits(library.shown(wanted, query), len(found), is_more=len(found) == MOST)
