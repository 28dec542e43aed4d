"""What this process keeps of documents it has read: bounded, the longest unused goes first."""

import threading
from collections import OrderedDict
from collections.abc import Callable, Hashable, Mapping
from dataclasses import dataclass, field
from typing import Any, Generic, TypeVar

from markupsafe import Markup

V = TypeVar("V")

MOST_CONTENTS = 1_000  # parsed texts, by kind, address and digest
MOST_PAGES = 1_000  # revisions in a language, as HTML


class Kept(Generic[V]):
    """Values by key, at most `most` of them; safe to share between threads."""

    def __init__(self, most: int) -> None:
        self._most = most
        self._values: OrderedDict[Hashable, V] = OrderedDict()
        self._lock = threading.Lock()

    def get(self, key: Hashable, make: Callable[[], V]) -> V:
        """The value of a key; made when it is not kept (two threads may both make it)."""
        with self._lock:
            if key in self._values:
                self._values.move_to_end(key)
                return self._values[key]
        value = make()
        with self._lock:
            self._values[key] = value
            while len(self._values) > self._most:
                self._values.popitem(last=False)
        return value


@dataclass(frozen=True, slots=True)
class Shelf:
    """The kept documents of one application."""

    contents: Kept[Any] = field(default_factory=lambda: Kept(MOST_CONTENTS))
    pages: Kept[Mapping[str, Markup]] = field(default_factory=lambda: Kept(MOST_PAGES))
