"""`flask content check|load|export`: what the terminal says and the exit code."""

import io
import sys

import pytest
import sqlalchemy as sa

from lms.db import db
from lms.library import commands
from lms.library.models import Document, DocumentAuthor
from tests.library.conftest import NoteKind, only


@pytest.fixture
def flask(app):
    """Run a command and give its exit code, output and errors."""

    def run(*arguments):
        result = app.test_cli_runner().invoke(args=["content", *map(str, arguments)])
        return result.exit_code, result.stdout, result.stderr

    with only(app, NoteKind()):
        yield run


def test_check_names_every_fault_and_fails(flask, notes):
    notes.note("bad", "boddy: x")
    notes.note("worse", "after: nobody")
    code, output, errors = flask("check", "--root", notes.root)

    assert code == 1
    assert errors.splitlines() == [
        "courses/notes/bad.yaml:3: 不认识“boddy”，是不是“body”？",
        "courses/notes/worse.yaml:3: 没有 note“nobody”；请检查 id，或者先写好它。",
    ]
    assert output == "检查了 2 份，问题 2 处。\n"


def test_check_of_good_files_says_one_line(flask, notes):
    notes.note("good")
    code, output, errors = flask("check", "--root", notes.root)

    assert (code, errors) == (0, "")
    assert output == "检查了 1 份，问题 0 处。\n"
    assert db.session.scalars(sa.select(Document)).all() == []


def test_a_terminal_is_shown_how_many_texts_are_read_already(app, monkeypatch):
    class Terminal(io.StringIO):
        def isatty(self):
            return True

    monkeypatch.setattr(sys, "stderr", Terminal())
    with app.app_context():
        list(commands._shown(["one", "two"]))

    assert "2/2" in sys.stderr.getvalue()


def test_the_terminal_speaks_english_when_asked(flask, notes, monkeypatch):
    monkeypatch.setenv("LANG", "en_US.UTF-8")
    notes.note("bad", "boddy: x")
    _code, output, errors = flask("check", "--root", notes.root)

    assert errors == ("courses/notes/bad.yaml:3: “boddy” is not known here; did you mean “body”?\n")
    assert output.splitlines()[-1] == "Texts checked: 1. Faults: 1."


def test_load_publishes_the_good_and_fails_for_the_bad(flask, notes):
    notes.note("good")
    notes.note("bad", "boddy: x")
    code, output, errors = flask("load", "--root", notes.root)

    assert code == 1
    assert "不认识“boddy”" in errors
    assert output.splitlines()[-1] == "新增 1，更新 0，未变 0，保留 0；问题 1 处。"


def test_loading_twice_is_no_work(flask, notes):
    notes.note("good")
    flask("load", "--root", notes.root)
    code, output, errors = flask("load", "--root", notes.root)

    assert (code, errors) == (0, "")
    assert output.splitlines()[-1] == "新增 0，更新 0，未变 1，保留 0；问题 0 处。"


def test_authors_are_named_by_login(flask, notes, company):
    wang, sun = company.person("wang", "trainer"), company.person("sun", "trainer")
    notes.note("good")
    code, _output, _errors = flask(
        "load", "--root", notes.root, "--author", "wang", "--author", "Sun"
    )

    assert code == 0
    assert set(db.session.scalars(sa.select(DocumentAuthor.person_id))) == {wang.id, sun.id}


def test_an_unknown_author_stops_before_anything_is_loaded(flask, notes):
    notes.note("good")
    code, _output, errors = flask("load", "--root", notes.root, "--author", "nobody")

    assert code == 2
    assert "nobody" in errors
    assert db.session.scalars(sa.select(Document)).all() == []


def test_export_writes_the_files(flask, notes, tmp_path):
    file = notes.note("good")
    flask("load", "--root", notes.root)
    code, output, _errors = flask("export", tmp_path / "out")

    assert code == 0
    assert output == "写出 1 个文件，未变 0，没有覆盖 0。\n"
    assert (tmp_path / "out/courses/notes/good.yaml").read_bytes() == file.read_bytes()


def test_export_names_what_it_leaves_alone(flask, notes):
    file = notes.note("good")
    flask("load", "--root", notes.root)
    file.write_text("其他", encoding="utf-8")
    code, _output, errors = flask("export", notes.root)

    assert code == 1
    assert "courses/notes/good.yaml 的内容不同" in errors
