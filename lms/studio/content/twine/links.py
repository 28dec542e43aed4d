"""Links as `[[a]]`, `[[text->target]]`, `[[target<-text]]`, `[[text|target]]`, with setters."""

import re
from dataclasses import dataclass

LONGEST_LINK = 2000  # characters between the brackets
QUOTED = r"""(?:"([^"\n]*)"|'([^'\n]*)')"""
ARGUMENTS = re.compile(rf"\s*{QUOTED}(?:[\s,]+{QUOTED})?\s*")
NESTED = re.compile(r"\s*\[\[([^\n]*)\]\]\s*")


@dataclass(frozen=True, slots=True)
class Way:
    """What a link says."""

    text: str  # what is shown
    target: str  # the name of a passage
    setter: str = ""  # assignments made on the way


def way_in(inside: str) -> Way | None:
    """What stands between the double brackets; None if that is no link."""
    words, _, setter = inside.partition("][")
    if "->" in words:
        text, _, target = words.rpartition("->")
    elif "<-" in words:
        target, _, text = words.partition("<-")
    elif "|" in words:
        text, _, target = words.rpartition("|")
    else:
        text = target = words
    if not target.strip():
        return None
    return Way(text.strip() or target.strip(), target.strip(), setter.strip())


def way_of(arguments: str) -> Way | None:
    """What a macro says that is a link: `"text" "target"`, `"target"`, `[[text|target]]`."""
    nested = NESTED.fullmatch(arguments)
    if nested:
        return way_in(nested[1])
    found = ARGUMENTS.fullmatch(arguments)
    if found is None:
        return None
    text = found[1] or found[2] or ""
    return way_in(f"{text}->{found[3] or found[4] or text}")
