"""What was parsed and found sound is not parsed again by the next start, and nothing else is."""

import os
import pickle
import shutil
from collections.abc import Mapping
from dataclasses import fields, is_dataclass
from datetime import date
from enum import Enum, StrEnum
from pathlib import Path

import pytest
import sqlalchemy as sa

from lms.config import ROOT
from lms.db import db, write
from lms.library import catalogue, kinds, queries, readings, service
from lms.library.models import SearchEntry
from lms.people import vault
from tests.conftest import counted_queries
from tests.library.conftest import NOW

TEXT = readings.Text("glossary", "glossary", "0" * 64)
SOUND = readings.Reading((frozenset({"x"}), date(2027, 3, 31)), is_checked=True)


@pytest.fixture
def here(app, tmp_path_factory, monkeypatch):
    """Within the product, with no readings of earlier tests."""
    monkeypatch.setattr(readings, "FOLDER", str(tmp_path_factory.mktemp("data") / "readings"))
    with app.app_context():
        yield app


@pytest.fixture
def findings(_findings):
    """Everything shipped, checked in this run."""
    return _findings


@pytest.fixture
def root(tmp_path):
    """A folder with the competencies, the glossary and one course; it practises nothing."""
    name = "courses/role-awareness"
    shutil.copytree(ROOT / name, tmp_path / name)
    for file in ("courses/competencies.yaml", "courses/glossary.yaml"):
        shutil.copy(ROOT / file, tmp_path / file)
    (tmp_path / "static").symlink_to(ROOT / "static")
    course = tmp_path / "courses/role-awareness/course.yaml"
    course.write_text(course.read_text("utf-8").partition("practice:")[0], encoding="utf-8")
    return tmp_path


@pytest.fixture
def checked(monkeypatch):
    """The addresses of the documents that were checked, in their order."""
    seen = []
    check = kinds.checked

    def checked(kind, found):
        seen.append(found.address)
        return check(kind, found)

    monkeypatch.setattr(kinds, "checked", checked)
    return seen


def load(root):
    findings = service.prepare(root)
    report = write(service.load, findings, (), now=NOW)
    service.forget_other_readings(findings)
    return report


def forget(app):
    """Forget what this process has read, as if it had just begun."""
    app.extensions.pop(catalogue.EXTENSION, None)
    app.extensions.pop("editions", None)


def same(one, other):
    """Whether two values are alike in everything, those included that are equal only to themselves.

    The Criteria of two readings are.
    """
    if is_dataclass(one):
        values = ((getattr(one, f.name), getattr(other, f.name)) for f in fields(one))
        return type(one) is type(other) and all(same(a, b) for a, b in values)
    if isinstance(one, Mapping):
        return (
            type(one) is type(other)
            and list(one) == list(other)
            and all(same(one[key], other[key]) for key in one)
        )
    if isinstance(one, tuple | list):
        return len(one) == len(other) and all(map(same, one, other))
    return one == other


def test_every_shipped_text_is_read_back_as_it_was_parsed(here, findings):
    assert len({sound.kind.name for sound in findings.sound}) == len(kinds.registered())
    for sound in findings.sound:
        text = readings.Text(sound.kind.name, sound.bundle.address, sound.bundle.digest)
        readings.keep(text, readings.Reading(sound.content, is_checked=True))
        kept = readings.read(text)
        assert kept is not None, sound.bundle.file
        assert same(kept.content, sound.content), sound.bundle.file


@pytest.mark.parametrize("product", ["sqlite"], indirect=True)
def test_enumerations_are_kept_also_by_the_python_of_debian(here, findings, monkeypatch):
    """Python 3.11.2 pickles them by `getattr`, which nobody may call for us."""

    def by_name(self, _protocol):
        return getattr, (type(self), self.name)

    for one in [Enum, *Enum.__subclasses__(), *StrEnum.__subclasses__()]:
        monkeypatch.setattr(one, "__reduce_ex__", by_name)
    test_every_shipped_text_is_read_back_as_it_was_parsed(here, findings)


def test_nothing_is_checked_or_written_twice(here, root, checked):
    load(root)
    first = list(checked)
    checked.clear()
    with counted_queries(here) as statements:
        load(root)

    assert "glossary" in first
    assert checked == []
    assert not [it for it in statements if it.startswith(("INSERT", "UPDATE", "DELETE"))]


def test_only_what_has_changed_is_checked_and_its_faults_are_told(here, root, checked):
    load(root)
    checked.clear()
    glossary = root / "courses/glossary.yaml"
    glossary.write_text(glossary.read_text(encoding="utf-8") + "odd: 1\n", encoding="utf-8")
    last = glossary.read_text(encoding="utf-8").count("\n")
    told = [[str(problem) for problem in load(root).problems] for _start in range(2)]

    assert checked == ["glossary", "glossary"]
    assert told[0] == told[1]
    assert told[0][0].startswith(f"courses/glossary.yaml:{last}: ")


def test_what_an_unchanged_text_names_is_missed_when_it_is_gone(here, root):
    before = service.prepare(root).problems
    for file in root.glob("courses/role-awareness/01-*"):
        file.unlink()
    problems = [str(problem) for problem in service.prepare(root).problems]

    assert before == ()
    assert any(it.startswith("courses/role-awareness/course.yaml:") for it in problems)


def test_words_that_are_missing_are_made_again(here, root):
    load(root)
    db.session.execute(sa.delete(SearchEntry))
    db.session.commit()
    load(root)

    assert queries.outdated() == []


def test_a_start_keeps_what_it_had_to_parse(here, root, monkeypatch):
    load(root)
    readings.forget_others([])
    forget(here)
    queries.read_all()
    forget(here)
    monkeypatch.setattr(kinds, "parse", None)
    queries.read_all()

    assert queries.published("glossary", "glossary").content.terms


def test_what_was_only_parsed_is_checked_before_it_is_loaded(here, root, checked):
    load(root)
    readings.forget_others([])
    forget(here)
    queries.read_all()
    checked.clear()
    load(root)

    assert "glossary" in checked


def test_other_programs_or_another_secret_read_nothing(here, monkeypatch):
    readings.keep(TEXT, SOUND)
    kept = readings.read(TEXT)
    with monkeypatch.context() as patch:
        patch.setattr(readings, "product", lambda: "later")
        later = readings.read(TEXT)
    monkeypatch.setattr(vault, "seal", lambda content, purpose: bytes(readings.SEAL_LENGTH))

    assert kept == SOUND
    assert later is None
    assert readings.read(TEXT) is None


@pytest.mark.parametrize("evil", [os.getcwd, shutil.rmtree, pickle.loads, kinds.parse])
def test_only_values_of_ours_are_made_even_under_our_seal(here, evil):
    class Evil:
        def __reduce__(self):
            return evil, ()

    readings.keep(TEXT, SOUND)
    pickled = pickle.dumps((Evil(), True))
    file = Path(readings.FOLDER, TEXT.name)
    file.write_bytes(vault.seal(TEXT.name.encode() + pickled, readings.PURPOSE) + pickled)

    assert readings.read(TEXT) is None
    assert not file.exists()


def test_what_could_not_be_read_back_is_not_written(here):
    readings.keep(TEXT, readings.Reading(os.getcwd, is_checked=True))
    readings.keep(TEXT, readings.Reading(lambda: None, is_checked=True))

    assert not readings.is_kept(TEXT)


def test_a_folder_that_cannot_be_written_stops_nothing(here):
    Path(readings.FOLDER).write_text("")
    readings.keep(TEXT, SOUND)

    assert readings.read(TEXT) is None
