"""What the growth file is made of: sections, each a table."""

from dataclasses import dataclass

NOTHING = "—"


@dataclass(frozen=True, slots=True)
class Row:
    """A row of a section."""

    cells: tuple[str, ...]  # the first names the row
    address: str = ""  # where the first cell leads, on the page only


@dataclass(frozen=True, slots=True)
class Section:
    """A part of the file: a table with its heading."""

    id: str
    title: str
    columns: tuple[str, ...]
    rows: tuple[Row, ...]
    words: str = ""  # a sentence above the table
    empty: str = ""  # what is said instead of an empty table
