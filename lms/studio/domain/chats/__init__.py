"""Chat logs on their way to a role-play: read, masked, woven into a tree. All in memory."""

from lms.studio.domain.chats.labels import Speaker
from lms.studio.domain.chats.masking import Kind, masked, words_of
from lms.studio.domain.chats.plain import plain
from lms.studio.domain.chats.reading import (
    LARGEST,
    MOST_LOGS,
    Chats,
    Log,
    Skipped,
    Turn,
    covered,
    read,
    written,
)
from lms.studio.domain.chats.weaving import Answer, Step, Tree, weave

__all__ = [
    "LARGEST",
    "MOST_LOGS",
    "Answer",
    "Chats",
    "Kind",
    "Log",
    "Skipped",
    "Speaker",
    "Step",
    "Tree",
    "Turn",
    "covered",
    "masked",
    "plain",
    "read",
    "weave",
    "words_of",
    "written",
]
