"""How documents of a kind are written: what readers will see of them, and elements to begin with.

A feature registers in its `init_app` what there is to help its authors.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Protocol

from flask import Flask, current_app
from markupsafe import Markup

EXTENSION = "library.writing"


class Seen(Protocol):
    """What readers will see of a document; its template finds it as `seen`."""

    @property
    def template(self) -> str:
        """The template that shows it."""


@dataclass(frozen=True, slots=True)
class Photo:
    """A picture beside a text: where it is served, its sides in pixels; 0 where nobody knows."""

    address: str
    width: int = 0
    height: int = 0


Photos = Callable[[str], Photo]  # by the path of the file
Show = Callable[[Any, Mapping[str, Markup], str, Photos], Seen]


@dataclass(frozen=True, slots=True)
class Insert:
    """An element that can be put into a text.

    It stands around the words that were chosen, or around words of its own if none were.
    """

    name: str
    before: str
    words: str
    after: str = ""
    is_block: bool = True  # it stands in lines of its own


@dataclass(frozen=True, slots=True)
class Writing:
    """What helps the authors of a kind."""

    show: Show  # from content, HTML part by part, a language and photos: what readers will see
    inserts: Mapping[str, Sequence[Insert]]  # by the language of the text


def register(app: Flask, kind: str, writing: Writing) -> None:
    """Make known what helps the authors of a kind."""
    app.extensions.setdefault(EXTENSION, {})[kind] = writing


def of(kind: str) -> Writing | None:
    """What helps the authors of a kind; None where there is only the text."""
    found: Writing | None = current_app.extensions.get(EXTENSION, {}).get(kind)
    return found
