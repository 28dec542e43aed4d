"""Reading documents: what is published, what a revision said, its HTML, who it is assigned to."""

from lms.library.catalogue import Published, at_revision
from lms.library.queries.documents import (
    addresses,
    all_published,
    assigned,
    assigned_documents,
    documents_of,
    fresh_html,
    html,
    is_assigned,
    of_this_edition,
    parts,
    published,
    published_at,
    published_texts,
    rendered,
    stale_revisions,
    titles,
)
from lms.library.queries.finding import Found, Scope, find, first_titles, outdated, searched, shown
from lms.library.queries.media import medium, published_media

__all__ = [
    "Found",
    "Published",
    "Scope",
    "addresses",
    "all_published",
    "assigned",
    "assigned_documents",
    "at_revision",
    "documents_of",
    "find",
    "first_titles",
    "fresh_html",
    "html",
    "is_assigned",
    "medium",
    "of_this_edition",
    "outdated",
    "parts",
    "published",
    "published_at",
    "published_media",
    "published_texts",
    "rendered",
    "searched",
    "shown",
    "stale_revisions",
    "titles",
]
