"""The paragraphs of a lesson, each known by its own words: it keeps its id wherever it moves."""

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from hashlib import sha256

ID_LENGTH = 12  # hexadecimal digits of a digest, of a few thousand paragraphs in one lesson at most
LONGEST_ID = ID_LENGTH + 4  # with the number of a repeated one
PARAGRAPH_ANCHOR = "p-"  # before a paragraph's id, where a page shows it


@dataclass(frozen=True, slots=True)
class Paragraph:
    """Something that is read in one go: a paragraph, a list, a table, a dialogue, a picture."""

    id: str
    section: str  # its id; "" before the first
    text: str  # its words, blanks as one
    number: int  # within the lesson, from 1

    @property
    def anchor(self) -> str:
        """Its id on the page."""
        return PARAGRAPH_ANCHOR + self.id


def identified(texts: Iterable[str]) -> Iterator[str]:
    """Ids for the texts of paragraphs in the order of reading; a repeated one is numbered."""
    seen: Counter[str] = Counter()
    for text in texts:
        digest = sha256(text.encode()).hexdigest()[:ID_LENGTH]
        seen[digest] += 1
        yield digest if seen[digest] == 1 else f"{digest}-{seen[digest]}"
