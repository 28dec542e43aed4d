"""Links within the product: which of them stand in a text, and whether anything is there.

Links to other sites are not looked at: they would have to be fetched.
"""

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass

LINK = re.compile(r"\]\((?P<link>(?:/(?!/)|#)[^)\s]*)")
OF_DOCUMENT = re.compile(r"/(?:courses(?:/[^/]+){1,2}|scenarios/[^/]+|drills/[^/]+)")
OF_PARAGRAPHS = "p-"  # anchors that follow the words of paragraphs, which change


def links_in(text: str) -> Iterator[tuple[int, str]]:
    """The links of a Markdown text to the product itself, with their lines, from 1."""
    for number, line in enumerate(text.split("\n"), 1):
        for found in LINK.finditer(line):
            yield number, found["link"]


@dataclass(frozen=True, slots=True)
class Site:
    """What can be linked to."""

    anchors: Mapping[str, frozenset[str]]  # of pages by their addresses
    documents: frozenset[str]  # addresses of further pages of documents
    is_page: Callable[[str], bool]  # whether any other address is that of a page

    def has(self, link: str, here: str) -> bool:
        """Whether a link leads somewhere; `here`: the address of the page on which it stands."""
        address, _, anchor = link.partition("#")
        page = address.partition("?")[0].rstrip("/") or here
        if page in self.anchors:
            known = self.anchors[page]
            return not anchor or anchor in known or anchor.startswith(OF_PARAGRAPHS)
        if page in self.documents:
            return True
        return not OF_DOCUMENT.fullmatch(page) and self.is_page(page)
