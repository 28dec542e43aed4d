"""What authors see: documents and drafts, what new ones begin from, where others are used."""

from lms.studio.queries.beginning import naming, origin, origins, own_courses
from lms.studio.queries.desks import (
    COURSE,
    LESSON,
    Chosen,
    Desk,
    Item,
    Sheet,
    away,
    bundle_with,
    desk,
    items,
    items_of,
    kinds_to_write,
    text_from,
    title_of,
)
from lms.studio.queries.packages import Fate, Incoming, incoming, package_of
from lms.studio.queries.together import Listing, listing, own_problems, problems, together
from lms.studio.queries.uses import archived_with, kept_by, returned_with, uses_of

__all__ = [
    "COURSE",
    "LESSON",
    "Chosen",
    "Desk",
    "Fate",
    "Incoming",
    "Item",
    "Listing",
    "Sheet",
    "archived_with",
    "away",
    "bundle_with",
    "desk",
    "incoming",
    "items",
    "items_of",
    "kept_by",
    "kinds_to_write",
    "listing",
    "naming",
    "origin",
    "origins",
    "own_courses",
    "own_problems",
    "package_of",
    "problems",
    "returned_with",
    "text_from",
    "title_of",
    "together",
    "uses_of",
]
