"""The rules of writing: what differs, where documents are used, whom publishing one touches."""

from lms.studio.domain.differences import Change, Hunk, Line, Piece, differences
from lms.studio.domain.impact import Doing, Users, consequences
from lms.studio.domain.script import Script, script_of
from lms.studio.domain.telling import told
from lms.studio.domain.told import Told
from lms.studio.domain.uses import Said, Use, keeping, where_used

__all__ = [
    "Change",
    "Doing",
    "Hunk",
    "Line",
    "Piece",
    "Said",
    "Script",
    "Told",
    "Use",
    "Users",
    "consequences",
    "differences",
    "keeping",
    "script_of",
    "told",
    "where_used",
]
