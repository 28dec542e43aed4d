"""Pictures that authors put beside lessons: what their files are called, and the line for one."""

import hashlib

from lms.library.pictures import ENDING
from lms.studio.content.copying import proposed

LONGEST_STEM = 24  # characters, so that a path stays short enough
TOLD_BY = 12  # characters of the digest that tell a file from all others
NAMELESS = "picture"
BRACKETS = str.maketrans("[]", "（）")  # which would end the words for a picture


def file_name(alt: str, content: bytes) -> str:
    """What a picture's file is called: by the sound of its words, and by its content."""
    stem = proposed(alt)[:LONGEST_STEM].strip("-") or NAMELESS
    return f"{stem}-{hashlib.sha256(content).hexdigest()[:TOLD_BY]}.{ENDING}"


def line_for(alt: str, file: str) -> str:
    """The line of a lesson that shows a picture."""
    return f"![{described(alt)}]({file})"


def described(alt: str) -> str:
    """Words for a picture as they may stand in square brackets: on one line, without brackets."""
    return " ".join(alt.translate(BRACKETS).split())


def with_line(words: str, line: str) -> str:
    """A text with a line of its own at its end."""
    return f"{words.rstrip()}\n\n{line}\n"
