"""The rules of writing: what differs between two texts."""

from lms.studio.domain.differences import Change, Hunk, Line, Piece, differences

__all__ = ["Change", "Hunk", "Line", "Piece", "differences"]
