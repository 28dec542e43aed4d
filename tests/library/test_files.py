"""Files in and out: unreadable ones are told, export writes every byte as it was."""

import json

import pytest
import sqlalchemy as sa

from lms.db import db, write
from lms.library import service
from lms.library.models import Revision
from tests.library.conftest import load, said


@pytest.mark.parametrize(
    "text",
    [
        "id: first\r\ntitle: 标题\r\n",
        "\ufeffid: first\ntitle: 标题",
        "id: first   \ntitle: 标题 # 注\n\n\n",
    ],
    ids=["windows", "byte order mark", "blanks"],
)
def test_export_writes_every_byte_as_it_was(kind, notes, tmp_path, text):
    file = notes.write("first", text)
    load(notes)
    target = tmp_path / "out"
    target.mkdir()
    report = service.export(target)

    assert report.written == ("courses/notes/first.yaml",)
    assert (target / "courses/notes/first.yaml").read_bytes() == file.read_bytes()


def test_export_overwrites_other_text_only_when_told(kind, notes):
    file = notes.note("first")
    load(notes)
    file.write_text("anders", encoding="utf-8")

    assert service.export(notes.root).left == ("courses/notes/first.yaml",)
    assert file.read_text(encoding="utf-8") == "anders"
    assert service.export(notes.root, overwrite=True).written == ("courses/notes/first.yaml",)
    assert service.export(notes.root).unchanged == ("courses/notes/first.yaml",)


@pytest.mark.parametrize("path", ["../x.yaml", "/etc/x.yaml", "courses/../../x.yaml", "lms/x.py"])
def test_export_never_leaves_the_folders_of_texts(kind, notes, path):
    notes.note("first")
    load(notes)
    write(_move, path)
    with pytest.raises(ValueError, match="no path"):
        service.export(notes.root)


def _move(path: str) -> None:
    revision = db.session.scalars(sa.select(Revision)).one()
    revision.texts = {path: "x"}


def test_a_file_that_is_not_utf_8_is_told_with_its_line(kind, notes):
    notes.note("first").write_bytes(b"id: first\ntitle: " + "标题".encode("gb18030"))

    assert said(load(notes)) == [
        "courses/notes/first.yaml:2: 这一行不是 UTF-8 文字；请用 UTF-8 编码保存。"
    ]


def test_a_file_that_is_too_large_is_told_without_reading_it(kind, notes):
    notes.note("first").write_bytes(b"#" * 300_000)

    assert said(load(notes)) == ["courses/notes/first.yaml:1: 文件太大；最多 256 KB。"]


def test_control_characters_are_told(kind, notes):
    notes.note("first", "body: a\u202eb")

    assert "U+202E" in said(load(notes))[0]


def test_files_that_editors_leave_behind_are_not_read(kind, notes):
    notes.write("._first", "\x00")

    assert load(notes).outcomes == {}


def test_check_needs_no_database(kind, notes):
    notes.note("first", "oops: 1")

    assert len(service.check(notes.root)) == 1


def test_texts_survive_in_both_databases(kind, notes):
    text = 'id: first\ntitle: 㛃𬭎𬀩·👍\nbody: "\\\\ \' 中文"\n'
    notes.write("first", text)
    load(notes)
    stored = db.session.scalars(sa.select(Revision.texts)).one()

    assert stored == {"courses/notes/first.yaml": text}
    assert json.dumps(stored)
