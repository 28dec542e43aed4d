"""What somebody looks for: read once, written for either database."""

from dataclasses import dataclass

from lms.fulltext.words import IN_TITLE, LONGEST_BEGINNING, beginning, pairs, runs, single

LONGEST_QUERY = 100  # characters
MOST_TERMS = 10
PAIR, BEGINNING = 2, 4  # characters of a shorter query, in Chinese and in English


@dataclass(frozen=True, slots=True)
class Query:
    """Terms that must all occur: English words by their beginnings, Chinese wherever it stands."""

    terms: tuple[str, ...]  # folded

    @classmethod
    def read(cls, text: str) -> "Query":
        """What a text asks for; of a long one its beginning."""
        return cls(tuple(dict.fromkeys(runs(text[:LONGEST_QUERY])))[:MOST_TERMS])

    @property
    def is_empty(self) -> bool:
        """Whether nothing is asked for: there is no letter and no digit."""
        return not self.terms

    def shorter(self) -> list["Query"]:
        """Queries that ask for less: each term, or of the only one its pairs or its beginning."""
        if len(self.terms) > 1:
            return [Query((term,)) for term in self.terms]
        (term,) = self.terms or ("",)
        if len(term) <= PAIR:
            return []
        if term.isascii():
            return [Query((term[:BEGINNING],))] if len(term) > BEGINNING else []
        pieces = [term[place : place + PAIR] for place in range(0, len(term) - 1, PAIR)]
        return [Query((piece,)) for piece in dict.fromkeys(pieces)]

    def for_sqlite(self, kind: str, *, in_title: bool = False) -> str:
        """The query as FTS5 reads it."""
        mark = IN_TITLE if in_title else ""
        terms = [_sqlite_term([mark + word for word in _words(term)], term) for term in self.terms]
        return " AND ".join([f"k{kind}", *terms])

    def for_postgresql(self, kind: str, *, in_title: bool = False) -> str:
        """The query as the text of a tsquery."""
        mark = IN_TITLE if in_title else ""
        terms = [_tsquery_term([mark + word for word in _words(term)], term) for term in self.terms]
        return " & ".join([f"k{kind}", *terms])


def _words(term: str) -> list[str]:
    if not term.isascii():
        return pairs(term) or [single(term)]
    return [beginning(term) if len(term) <= LONGEST_BEGINNING else "w" + term]


def _is_beginning(term: str) -> bool:
    return term.isascii() and len(term) > LONGEST_BEGINNING


def _sqlite_term(words: list[str], term: str) -> str:
    return f"{words[0]}*" if _is_beginning(term) else f'"{" ".join(words)}"'


def _tsquery_term(words: list[str], term: str) -> str:
    return f"{words[0]}:*" if _is_beginning(term) else f"({' <-> '.join(words)})"
