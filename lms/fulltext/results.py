"""What is shown of what was found."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from lms.fulltext.excerpts import Piece
from lms.fulltext.facets import Counts

MOST = 200  # things of one sort that are looked through


@dataclass(frozen=True, slots=True, kw_only=True)
class Hit:
    """One thing that was found: what it is, where it stands, why it was found."""

    title: tuple[Piece, ...]
    address: str
    place: str = ""  # what it belongs to, in words
    excerpt: tuple[Piece, ...] = ()
    language: str = ""  # of title and excerpt, where it may be another than the reader's


@dataclass(frozen=True, slots=True)
class Hits:
    """Some of what was found; `total` is all of it, or at least so many."""

    rows: Sequence[Hit]
    total: int
    is_more: bool = False  # than `total`
    counts: Counts = field(default_factory=Counts)  # of what there would be with other filters


@dataclass(frozen=True, slots=True)
class Stretch:
    """Which of the things found are wanted: so many, after so many."""

    limit: int
    offset: int = 0

    @property
    def is_shown(self) -> bool:
        """Whether more is wanted than how many there are."""
        return self.limit > 0

    @property
    def slice(self) -> slice:
        """As Python cuts."""
        return slice(self.offset, self.offset + self.limit)
