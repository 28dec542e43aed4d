"""Kinds of authored documents: what a feature says about its own, and the registry of them.

A feature derives from `DocumentKind` and registers an instance in its `init_app`.
"""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any, Protocol, TypeVar

from flask import Flask, current_app
from markupsafe import Markup

from lms.errors import N_, ConfigurationError
from lms.library.domain import Bundle, ContentError, Entry, Meta, Practice, Problem, Reference
from lms.yamlfile import LARGEST, unwanted_characters

T = TypeVar("T")
Html = Mapping[str, Mapping[str, Markup]]  # language → part → HTML
EXTENSION = "library.kinds"
NOTHING = Practice(order=0, is_open=False, items=())


class DocumentKind(Protocol[T]):
    """How one kind of document is found, read, checked and shown. `T` is its domain object."""

    name: str
    found_as: str = ""  # the sort of things that its entries are found as; "": not found at all
    offers_practice: bool = False

    def files(self, root: Path) -> Iterable[Bundle]:
        """The documents of this kind below the folder that holds `courses/` and `quizzes/`."""

    def file(self, address: str, number: int) -> str:  # noqa: ARG002 - by default there is only one
        """The path of the source file of a new document; "": of this kind there is only one.

        `number` is its place among its neighbours, from 1, where files are numbered.
        """
        return ""

    def media_folder(self, address: str) -> str:  # noqa: ARG002 - by default they take none
        """Where pictures lie that authors put beside such a document; "": it takes none."""
        return ""

    def parse(self, bundle: Bundle) -> T:
        """The domain object of these texts. Raises ContentError with every problem."""

    def strays(self, root: Path) -> Iterable[Problem]:  # noqa: ARG002 - by default none
        """Files that stand where this kind keeps its own, and belong to no document."""
        return ()

    def faults(self, parsed: T, bundle: Bundle) -> Iterable[Problem]:  # noqa: ARG002 - by default none
        """What is wrong with a well-formed document as a whole, as far as it takes long to find.

        Looked for before it is published; a published text is read without looking again.
        """
        return ()

    def meta(self, parsed: T) -> Meta:
        """What the library keeps about it."""

    def references(self, parsed: T) -> Iterable[Reference]:  # noqa: ARG002 - by default none
        """What it names elsewhere; the library checks that all of it exists."""
        return ()

    def practice(self, parsed: T) -> Practice:  # noqa: ARG002 - by default nothing
        """What it offers its readers to practise; asked where `offers_practice` says so."""
        return NOTHING

    def parts(self, parsed: T) -> Collection[str]:  # noqa: ARG002 - by default none
        """The ids inside it to which other documents may refer."""
        return ()

    def render(self, parsed: T, language: str) -> Mapping[str, Markup]:  # noqa: ARG002 - by default none
        """Its HTML in a language, part by part; nothing for kinds that templates show."""
        return {}

    def entries(self, parsed: T, html: Html) -> Iterable[Entry]:  # noqa: ARG002 - by default none
        """What can be found of it, in its order; `html` is what `render` made of it."""
        return ()


class FileKind(DocumentKind[T], Protocol[T]):
    """A kind whose documents are one file each; derive and give `name` and `pattern`."""

    pattern: str  # glob below the folder of authored texts, e.g. quizzes/scenarios/*.yaml

    def files(self, root: Path) -> Iterable[Bundle]:
        """One document per file that fits the pattern, in the order of the paths."""
        for file in sorted(root.glob(self.pattern)):
            if not file.name.startswith("."):
                yield bundle(root, self.address(file), [file])

    def address(self, file: Path) -> str:
        """The address of a document by its file: the file's name without its ending."""
        return file.stem

    def file(self, address: str, number: int) -> str:  # noqa: ARG002 - their files have no numbers
        """The path that fits the pattern."""
        return self.pattern.replace("*", address) if "*" in self.pattern else ""


def bundle(root: Path, address: str, files: Sequence[Path]) -> Bundle:
    """Read the files of one document, the source language first; what cannot be is a problem."""
    texts: dict[str, str] = {}
    problems: list[Problem] = []
    for file in files:
        name = file.relative_to(root).as_posix()
        read = _read(file, name)
        if isinstance(read, Problem):
            problems.append(read)
            read = ""
        texts[name] = read
    return Bundle(address, texts, tuple(problems))


def _read(file: Path, name: str) -> str | Problem:
    try:
        if file.stat().st_size > LARGEST:
            return Problem(name, 1, N_("文件太大；最多 %(most)s KB。"), {"most": LARGEST // 1024})
        content = file.read_bytes()
        return content.decode("utf-8")
    except UnicodeDecodeError as error:
        line = content.count(b"\n", 0, error.start) + 1
        return Problem(name, line, N_("这一行不是 UTF-8 文字；请用 UTF-8 编码保存。"))
    except OSError as error:
        return Problem(
            name, 1, N_("文件打不开（%(reason)s）。"), {"reason": error.strerror or error}
        )


def parse(kind: DocumentKind[T], found: Bundle) -> T:
    """The domain object of texts as they were saved, on whatever system.

    Raises ContentError with every problem, also of files that could not be read.
    """
    unwanted = [
        Problem(file, fault.line, fault.message, fault.parameters)
        for file, text in found.texts.items()
        for fault in unwanted_characters(_plain(text))
    ]
    if found.problems or unwanted:
        raise ContentError([*found.problems, *unwanted])
    return kind.parse(_plainly(found))


def checked(kind: DocumentKind[T], found: Bundle) -> T:
    """The domain object of texts that are to be published.

    Raises ContentError with every problem, also of what takes long to find.
    """
    parsed = parse(kind, found)
    faults = list(kind.faults(parsed, _plainly(found)))
    if faults:
        raise ContentError(faults)
    return parsed


def _plainly(found: Bundle) -> Bundle:
    return replace(found, texts={file: _plain(text) for file, text in found.texts.items()})


def _plain(text: str) -> str:
    """The text without the byte order mark and line ends that some editors write."""
    return text.removeprefix("\ufeff").replace("\r\n", "\n")


def register(app: Flask, kind: DocumentKind[Any]) -> None:
    """Make a kind known; called by features in their `init_app`."""
    registered = app.extensions.setdefault(EXTENSION, {})
    if kind.name in registered:
        raise ConfigurationError(f"document kind {kind.name!r} is registered twice")
    registered[kind.name] = kind


def registered() -> Mapping[str, DocumentKind[Any]]:
    """All kinds by name, in the order of registration."""
    found: Mapping[str, DocumentKind[Any]] = current_app.extensions.get(EXTENSION, {})
    return found


def of(name: str) -> DocumentKind[Any]:
    """The kind of this name. Raises ConfigurationError for one that nobody registered."""
    try:
        return registered()[name]
    except KeyError:
        raise ConfigurationError(f"document kind {name!r} is not registered") from None
