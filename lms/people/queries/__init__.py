"""Questions about people, scoped by who asks; nothing here writes."""

from lms.people.queries.departments import (
    department_names,
    department_of,
    department_tree,
    departments,
    head_counts,
)
from lms.people.queries.finding import find_people
from lms.people.queries.pairs import (
    apprentices_of,
    free_mentors,
    mentor_of,
    mentors_of,
    pair_of,
    pairs_around,
)
from lms.people.queries.people import (
    Chosen,
    all_people,
    by_login,
    holders,
    list_people,
    matching,
    names_of,
    number_of_people,
    one_described_by,
    person_of,
)
from lms.people.queries.sessions import (
    failed_sign_ins,
    live_session,
    open_slip,
    own_session,
    sessions_of,
    token_hash,
)
from lms.people.queries.trail import RECENT, events_about, lists_with, looks_at, newest_event

__all__ = [
    "RECENT",
    "Chosen",
    "all_people",
    "apprentices_of",
    "by_login",
    "department_names",
    "department_of",
    "department_tree",
    "departments",
    "events_about",
    "failed_sign_ins",
    "find_people",
    "free_mentors",
    "head_counts",
    "holders",
    "list_people",
    "lists_with",
    "live_session",
    "looks_at",
    "matching",
    "mentor_of",
    "mentors_of",
    "names_of",
    "newest_event",
    "number_of_people",
    "one_described_by",
    "open_slip",
    "own_session",
    "pair_of",
    "pairs_around",
    "person_of",
    "sessions_of",
    "token_hash",
]
