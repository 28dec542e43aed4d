"""The rules of writing: what differs between two texts, where documents are used."""

from lms.studio.domain.differences import Change, Hunk, Line, Piece, differences
from lms.studio.domain.uses import Said, Use, keeping, where_used

__all__ = [
    "Change",
    "Hunk",
    "Line",
    "Piece",
    "Said",
    "Use",
    "differences",
    "keeping",
    "where_used",
]
