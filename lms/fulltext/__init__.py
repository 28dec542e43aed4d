"""Full-text search that works in Chinese, the same on both databases. Knows no people, no pages.

Texts are cut into overlapping pairs of characters and English words, all folded (width, case,
accents, traditional to simplified); SQLite keeps them in FTS5, PostgreSQL as tsvector with GIN.
"""

from lms.fulltext.excerpts import Piece, excerpt, held, marked
from lms.fulltext.facets import Counts, Facets, Narrowing
from lms.fulltext.folding import fold
from lms.fulltext.index import Words, by_index, matches, narrowed, rebuild, searchable
from lms.fulltext.query import LONGEST_QUERY, Query
from lms.fulltext.results import MOST, Hit, Hits, Stretch
from lms.fulltext.words import VERSION, sounded, words_of

__all__ = [
    "LONGEST_QUERY",
    "MOST",
    "VERSION",
    "Counts",
    "Facets",
    "Hit",
    "Hits",
    "Narrowing",
    "Piece",
    "Query",
    "Stretch",
    "Words",
    "by_index",
    "excerpt",
    "fold",
    "held",
    "marked",
    "matches",
    "narrowed",
    "rebuild",
    "searchable",
    "sounded",
    "words_of",
]
