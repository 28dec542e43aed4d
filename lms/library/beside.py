"""Pictures and sound that lie beside authored texts: which are named, which of them are there."""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from pathlib import Path

from lms.errors import N_
from lms.library.domain import Bundle, Problem
from lms.library.media import FILE_NAME, LARGEST, TYPES

MENTIONED = re.compile(rf"(?<![\w.-]){FILE_NAME.pattern}(?![\w-])")
LIKELY = re.compile(rf"\.(?:{'|'.join(TYPES)})")  # soon found, unlike a name whose end is not known

UNKNOWN = N_("这个文件不能用：文件名只写小写字母、数字、连字符，扩展名用 %(endings)s。")
UNREADABLE = N_("文件打不开（%(reason)s）。")


def with_media(root: Path, found: Bundle, folder: str) -> Bundle:
    """A document with the files of a folder that it names, of those that are there."""
    media = {}
    problems = list(found.problems)
    for name in sorted(mentioned(found.texts.values())):
        path = f"{folder}/{name}"
        if not (root / path).is_file():
            continue
        content = _content(root / path)
        if isinstance(content, bytes):
            media[path] = content
        else:
            problems.append(Problem(path, 1, UNREADABLE, {"reason": content.strerror or content}))
    return replace(found, media=media, problems=tuple(problems))


def strays(root: Path, folder: str, texts: str, unused: str) -> Iterator[Problem]:
    """Files of a folder that none of the texts (a glob) names, or that could never be shown.

    `unused` says so of the former.
    """
    there = sorted((root / folder).glob("*"))
    named = sorted(root.glob(texts)) if there else ()
    used = mentioned(file.read_text("utf-8", "replace") for file in named)
    for file in there:
        path = f"{folder}/{file.name}"
        if file.name.startswith("."):
            continue
        if not FILE_NAME.fullmatch(file.name):
            yield Problem(path, 1, UNKNOWN, {"endings": ", ".join(TYPES)})
        elif file.name not in used:
            yield Problem(path, 1, unused)


def mentioned(texts: Iterable[str]) -> set[str]:
    """All words of texts that could be names of files; more than are named is no harm."""
    likely = (line for text in texts for line in text.split("\n") if LIKELY.search(line))
    return {name for line in likely for name in MENTIONED.findall(line)}


def named_of(paths: Iterable[str], texts: Mapping[str, str]) -> set[str]:
    """Those paths whose files are named in some of the texts."""
    names = mentioned(texts.values())
    return {path for path in paths if path.rpartition("/")[2] in names}


def _content(file: Path) -> bytes | OSError:
    """The beginning of a file that says whether it is too large."""
    try:
        with file.open("rb") as opened:
            return opened.read(LARGEST + 1)
    except OSError as error:
        return error
