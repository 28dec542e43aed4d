"""Lists as a word processor writes them for the clipboard: paragraphs that say their level.

They are made lists again: `<p style="mso-list:l0 level2 lfo1">` with its mark in a span of its own.
"""

import re
from collections.abc import Iterator

from bs4 import BeautifulSoup, Tag

LONGEST_STYLE = 400  # characters that are looked at
LEVEL = re.compile(r"mso-list:\s*[^;]*?level(\d)")
MARK = re.compile(r"mso-list:\s*ignore", re.IGNORECASE)
NUMBER = re.compile(r"\(?(?:\d+|[a-z]|[ivx]+|[一二三四五六七八九十]+)[.)）、]", re.IGNORECASE)


def make_lists(soup: BeautifulSoup) -> None:
    """Put each run of such paragraphs into lists, one inside the other as their levels say."""
    for run in list(_runs(soup)):
        open_lists: list[Tag] = []
        for paragraph in run:
            is_ordered = _take_mark(paragraph)
            level = min(_level(paragraph), len(open_lists) + 1)
            del open_lists[level:]
            if len(open_lists) < level:
                made = soup.new_tag("ol" if is_ordered else "ul")
                _place_for(made, open_lists, paragraph)
                open_lists.append(made)
            paragraph.name = "li"
            open_lists[-1].append(paragraph.extract())


def _runs(soup: BeautifulSoup) -> Iterator[list[Tag]]:
    run: list[Tag] = []
    for paragraph in soup.find_all("p"):
        follows = bool(run) and paragraph.find_previous_sibling() is run[-1]
        if run and not (_level(paragraph) and follows):
            yield run
            run = []
        if _level(paragraph):
            run.append(paragraph)
    if run:
        yield run


def _level(paragraph: Tag) -> int:
    found = LEVEL.search(str(paragraph.get("style", ""))[:LONGEST_STYLE])
    return int(found[1]) if found else 0


def _take_mark(paragraph: Tag) -> bool:
    """Take the mark out of a paragraph; whether it is a number."""
    for span in paragraph.find_all("span"):
        if MARK.search(str(span.get("style", ""))):
            said = span.get_text().strip()
            span.decompose()
            return bool(NUMBER.match(said))
    return False


def _place_for(made: Tag, open_lists: list[Tag], paragraph: Tag) -> None:
    """Put a new list into the last item of the list around it, or where the run stands."""
    last = open_lists[-1].find_all("li", recursive=False)[-1:] if open_lists else []
    if last:
        last[0].append(made)
    else:
        paragraph.insert_before(made)
