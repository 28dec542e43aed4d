"""A small kind of document for tests, in folders of a test's own."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

import pytest
from flask import Flask

from lms import markdown
from lms.db import write
from lms.library import service
from lms.library.content import Flag, Identifier, LocalisedText, Model, Text, read_yaml
from lms.library.domain import Meta, Reference, Wording
from lms.library.kinds import FileKind
from lms.library.service import LoadReport

KIND = "note"
NOW = datetime(2026, 3, 2, 1, 0, tzinfo=UTC)


class NoteText(Model):
    id: Identifier
    title: LocalisedText
    body: Text = "…"
    after: Identifier | None = None
    section: Identifier | None = None
    waits: Flag = True
    material: Flag = False


@dataclass(frozen=True)
class Note:
    id: str
    title: Wording
    body: str
    after: Reference | None
    material: bool


class NoteKind(FileKind[Note]):
    name = KIND
    pattern = "courses/notes/*.yaml"
    parsed = 0
    rendered = 0

    def parse(self, bundle):
        self.parsed += 1
        text = read_yaml(NoteText, bundle.text, bundle.file)
        after = text.after and Reference(KIND, text.after, text.section or "", text.waits)
        return Note(text.id, text.title, text.body, after or None, text.material)

    def meta(self, parsed):
        return Meta(parsed.id, parsed.id, parsed.title, parsed.material)

    def references(self, parsed):
        return [parsed.after] if parsed.after else []

    def parts(self, parsed):
        return ["opening"] if "opening" in parsed.body else []

    def render(self, parsed, language):
        self.rendered += 1
        return {"body": markdown.render(f"{parsed.title.in_(language)}: {parsed.body}")}


class Notes:
    """A folder of notes: write some, then load them."""

    def __init__(self, root: Path) -> None:
        self.root = root

    def write(self, name: str, text: str) -> Path:
        file = self.root / "courses" / "notes" / f"{name}.yaml"
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(text.encode())
        return file

    def note(self, name: str, *lines: str) -> Path:
        return self.write(name, "\n".join([f"id: {name}", "title: 标题", *lines, ""]))


@pytest.fixture
def notes(tmp_path: Path) -> Notes:
    return Notes(tmp_path)


@contextmanager
def only(app: Flask, kind: NoteKind) -> Iterator[NoteKind]:
    """The application knows this kind and no other."""
    before = app.extensions["library.kinds"]
    app.extensions["library.kinds"] = {kind.name: kind}
    with app.app_context():
        yield kind
    app.extensions["library.kinds"] = before


@pytest.fixture
def kind(app):
    with only(app, NoteKind()) as kind:
        yield kind


def load(notes: Notes, *authors) -> LoadReport:
    return write(service.load, service.prepare(notes.root), authors, now=NOW)


def said(report: LoadReport) -> list[str]:
    return [str(problem) for problem in report.problems]
