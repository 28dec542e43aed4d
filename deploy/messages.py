"""`make messages`: bring the catalogues up to date with the texts of the interface.

English keeps what is translated and gains empty entries for what is new; what is gone is dropped.
Traditional Chinese is derived by OpenCC; an entry whose comment says `by hand` is left as it is.
"""

import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from babel.messages.catalog import Catalog, Message  # noqa: E402
from babel.messages.extract import extract_from_dir  # noqa: E402
from babel.messages.pofile import read_po, write_po  # noqa: E402

from lms.i18n import CATALOGUES, FOLDERS  # noqa: E402
from lms.traditional import to_traditional  # noqa: E402

METHODS = [("**.py", "python"), ("**/templates/**.html", "jinja2")]
KEYWORDS = {"_": None, "N_": None, "lazy": None, "gettext": None, "ngettext": (1, 2)}
BY_HAND = "by hand"


def extracted() -> list[str | tuple[str, str]]:
    """Every message id of the interface, sorted."""
    found = {
        message
        for _file, _line, message, _comments, _context in extract_from_dir(
            ROOT / "lms", METHODS, keywords=KEYWORDS, comment_tags=()
        )
    }
    return sorted(found, key=str)


def catalogue(tag: str) -> Catalog:
    """The catalogue of a language as it is on disk."""
    with _file(tag).open("rb") as text:
        return read_po(text, locale=FOLDERS[tag])


def _file(tag: str) -> Path:
    return CATALOGUES / FOLDERS[tag] / "LC_MESSAGES" / "messages.po"


def _save(tag: str, catalog: Catalog) -> None:
    with _file(tag).open("wb") as text:
        write_po(text, catalog, sort_output=True, no_location=True, width=0, omit_header=False)


def _fresh(tag: str) -> Catalog:
    return Catalog(locale=FOLDERS[tag], project="Shitu", fuzzy=False)


def update_english(messages: list[str | tuple[str, str]]) -> list[str]:
    """Write the English catalogue; the ids that still lack a translation."""
    old, new = catalogue("en"), _fresh("en")
    for message in messages:
        known = old.get(message if isinstance(message, str) else message[0])
        new.add(message, known.string if known and _fits(known, message) else None)
    _save("en", new)
    return [str(message.id) for message in new if message.id and not _filled(message)]


def _fits(known: Message, message: str | tuple[str, str]) -> bool:
    return isinstance(known.id, str) == isinstance(message, str)


def _filled(message: Message) -> bool:
    words = message.string
    return all(words) if isinstance(words, tuple | list) else bool(words)


def update_traditional(messages: list[str | tuple[str, str]]) -> None:
    """Write the traditional catalogue, keeping what was corrected by hand."""
    old, new = catalogue("zh-Hant"), _fresh("zh-Hant")
    for message in messages:
        known = old.get(message if isinstance(message, str) else message[0])
        if known and BY_HAND in known.user_comments:
            new.add(message, known.string, user_comments=[BY_HAND])
        elif isinstance(message, str):
            new.add(message, to_traditional(message))
        else:
            new.add(message, (to_traditional(message[0]),))
    _save("zh-Hant", new)


def main() -> int:
    """Update both; say what is missing."""
    messages = extracted()
    lacking = update_english(messages)
    update_traditional(messages)
    for message in lacking:
        print(f"en: no translation of {message!r}")  # noqa: T201
    print(f"{len(messages)} messages, {len(lacking)} without English")  # noqa: T201
    return 1 if lacking else 0


if __name__ == "__main__":
    sys.exit(main())
