"""What documents offer their readers to practise: the lists, as they are published now."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from lms.library import kinds
from lms.library.catalogue import Identity, Published, catalogue
from lms.library.domain import Wording
from lms.library.queries.documents import all_published, of_this_edition


@dataclass(frozen=True, slots=True)
class PracticeList:
    """What a published document offers to practise; what is not published itself is left out."""

    source: Published[object]
    title: Wording  # of the source
    order: int  # among the lists
    is_open: bool  # to everybody who is signed in; else only to those who are given the source
    items: Sequence[Identity]


def practice_lists() -> Sequence[PracticeList]:
    """All lists in their order; closed ones, too."""
    return of_this_edition("practice", lambda: sorted(_lists(), key=_place))


def _lists() -> Iterator[PracticeList]:
    for kind in kinds.registered().values():
        for source in all_published(kind.name) if kind.offers_practice else ():
            offered = kind.practice(source.content)
            named = (catalogue().identified(it.kind, it.name) for it in offered.items)
            items = [item for item in named if item]
            title = kind.meta(source.content).title
            if items:
                yield PracticeList(source, title, offered.order, offered.is_open, items)


def _place(offered: PracticeList) -> tuple[int, str]:
    return offered.order, offered.source.name
