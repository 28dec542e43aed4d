"""Packages: what goes out comes in byte for byte; a hostile zip is refused whole, by file."""

import io
import stat
import struct
import zipfile
from zipfile import ZipFile, ZipInfo

import pytest
import sqlalchemy as sa

from lms.db import db
from lms.library.archives import packed
from lms.library.models import Document, Draft, DraftVersion, StoredFile
from lms.library.queries import published_revision
from lms.studio.content import LARGEST_PACKAGE, Refused, unpacked
from lms.studio.content import packages as rules
from tests.studio.test_beginning import begin, publish
from tests.studio.test_keeping import li

__all__ = ["li"]
IMPORTS, NEW = "/studio/imports", "/studio/imports/new"
PATH = "quizzes/scenarios/a.yaml"
COURSE = """\
id: night
order: 2
title: 夜班
summary: 夜里
open: true
lessons:
  - id: night/watch
"""


def zipped(*files, method=zipfile.ZIP_DEFLATED):
    """A zip of (name or ZipInfo, content)."""
    stream = io.BytesIO()
    with ZipFile(stream, "w", method) as package:
        for name, content in files:
            package.writestr(name, content)
    return stream.getvalue()


def special(name, mode):
    info = ZipInfo(name)
    info.create_system = 3
    info.external_attr = mode << 16
    return info


def renamed(content, old, new):
    """The zip with another name of the same length, as no tool writes it."""
    assert len(old) == len(new)
    return content.replace(old.encode(), new.encode())


def locked(content):
    """The zip with the mark of encryption on every entry."""
    changed = bytearray(content)
    for mark, offset in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        place = changed.find(mark)
        while place >= 0:
            changed[place + offset] |= 1
            place = changed.find(mark, place + 1)
    return bytes(changed)


def lying(content):
    """The zip that says its files are of one byte."""
    changed = bytearray(content)
    for mark, offset in ((b"PK\x03\x04", 22), (b"PK\x01\x02", 24)):
        place = changed.find(mark)
        changed[place + offset : place + offset + 4] = struct.pack("<I", 1)
    return bytes(changed)


GOOD = zipped((PATH, "id: a\n"))
BOMB = b"0" * (64 * 1024 * 1024)
HOSTILE = {
    "no zip": (b"id: a", rules.NO_ZIP),
    "cut off": (GOOD[:-30], rules.NO_ZIP),
    "nothing in it": (zipped(), rules.EMPTY),
    "out of the folder": (zipped(("courses/../../a.md", "")), rules.ODD_NAME),
    "upwards": (zipped(("../courses/a.md", "")), rules.ODD_NAME),
    "absolute": (zipped(("/courses/a.md", "")), rules.ODD_NAME),
    "a drive": (zipped(("C:/courses/a.md", "")), rules.ODD_NAME),
    "backslashes": (zipped(("courses\\..\\a.md", "")), rules.ODD_NAME),
    "doubled slash": (zipped(("courses//a.md", "")), rules.ODD_NAME),
    "a dot": (zipped(("courses/./a.md", "")), rules.ODD_NAME),
    "hidden": (zipped(("courses/.git.md", "")), rules.ODD_NAME),
    "strange letters": (zipped(("courses/课.md", "")), rules.ODD_NAME),
    "a line end": (zipped(("courses/a\n.md", "")), rules.ODD_NAME),
    "a NUL": (renamed(zipped(("courses/aX.md", "")), "aX.md", "a\0.md"), rules.ODD_NAME),
    "elsewhere": (zipped(("static/a.md", "")), rules.ODD_NAME),
    "long": (zipped((f"courses/{'a' * 120}.md", "")), rules.ODD_NAME),
    "under a file": (zipped(("courses/a.md", ""), ("courses/a.md/b.md", "")), rules.ODD_NAME),
    "a link": (
        zipped((special("courses/a.md", stat.S_IFLNK | 0o777), "/etc/passwd")),
        rules.NO_FILE,
    ),
    "a device": (zipped((special("courses/a.md", stat.S_IFCHR), "")), rules.NO_FILE),
    "a link to a folder": (zipped((special("courses/a/", stat.S_IFLNK), "")), rules.NO_FILE),
    "a program": (zipped(("courses/a.py", "")), rules.OTHER_TYPE),
    "a page": (zipped(("courses/a.html", "")), rules.OTHER_TYPE),
    "without a type": (zipped(("courses/a", "")), rules.OTHER_TYPE),
    "a zip in it": (zipped(("courses/a.zip", GOOD)), rules.OTHER_TYPE),
    "in capitals twice": (zipped(("courses/a.md", ""), ("courses/A.md", "")), rules.TWICE),
    "a password": (locked(GOOD), rules.LOCKED),
    "another method": (zipped((PATH, "id: a"), method=zipfile.ZIP_LZMA), rules.LOCKED),
    "a bomb": (zipped((PATH, BOMB)), rules.TOO_LARGE),
    "a bomb that lies": (lying(zipped((PATH, BOMB))), rules.BROKEN),
    "broken inside": (
        zipped((PATH, "id: a"), method=zipfile.ZIP_STORED).replace(b"id: a", b"id: b"),
        rules.BROKEN,
    ),
    "no text": (zipped((PATH, "中".encode("gb18030"))), rules.NO_TEXT),
    "a NUL inside": (zipped((PATH, "id: a\0")), rules.NO_TEXT),
    "a drawing that runs": (
        zipped(("quizzes/scenarios/media/a.svg", "<svg onload='x()'></svg>")),
        None,
    ),
    "no picture": (zipped(("quizzes/scenarios/media/a.png", "GIF89a")), None),
    "too many": (zipped(*((f"courses/a/{n}.md", "") for n in range(501))), rules.TOO_MANY),
    "too much": (
        zipped(*((f"courses/a/{n}.md", b"0" * 250_000) for n in range(80))),
        rules.ALL_TOO_LARGE,
    ),
}


@pytest.mark.parametrize("name", HOSTILE)
def test_a_hostile_zip_is_refused(name):
    content, message = HOSTILE[name]
    with pytest.raises(Refused) as refused:
        unpacked(content)

    if message is not None:
        assert refused.value.message == message
        assert str(refused.value)


def test_the_same_name_twice_is_refused():
    with pytest.warns(UserWarning, match="Duplicate"):
        content = zipped(("courses/a.md", "1"), ("courses/a.md", "2"))
    with pytest.raises(Refused, match=r"courses/a\.md 有两份"):
        unpacked(content)


def test_a_sentence_names_the_file():
    with pytest.raises(Refused, match=r"courses/\.\./\.\./a\.md"):
        unpacked(HOSTILE["out of the folder"][0])
    with pytest.raises(Refused, match=r"quizzes/scenarios/media/a\.png"):
        unpacked(HOSTILE["no picture"][0])


def test_what_is_packed_comes_out_byte_for_byte():
    files = {PATH: "\ufeffid: a\r\n".encode(), "courses/b/01-c.md": b"---\n\n"}

    assert unpacked(packed(files)) == files
    assert packed(files) == packed(dict(reversed(files.items())))


def counted(app):
    with app.app_context():
        tables = (Document, Draft, DraftVersion, StoredFile)
        return [db.session.scalar(sa.select(sa.func.count()).select_from(one)) for one in tables]


def send(browser, content, status=200):
    fields = {"file": (io.BytesIO(content), "a.zip")}
    return browser.post(IMPORTS, fields, status, content_type="multipart/form-data")


def take(browser, page):
    return browser.submit(page, f"form[action='{IMPORTS}']")


def test_a_course_goes_out_and_comes_in_as_it_was(li):
    content = li.client.get("/studio/packages/course/desk").data
    files = unpacked(content)
    with li.app.app_context():
        texts = {}
        for one in db.session.scalars(sa.select(Document)):
            if "desk" in one.name:
                texts |= library_texts(one)

    assert files == texts
    shown = send(li, content)
    assert "一样" in shown.find("table").get_text()
    assert not shown.all("main form")


def library_texts(document):
    revision = published_revision(document)
    return {path: text.encode() for path, text in revision.texts.items()}


def test_what_comes_in_is_shown_first_and_then_a_draft(li, lin):
    first = unpacked(li.client.get("/studio/packages/lesson/desk/first").data)
    changed = {
        path: text.replace("正文一".encode(), "进来的".encode()) for path, text in first.items()
    }
    content = packed({**changed, "courses/night/course.yaml": COURSE.encode()})
    before = counted(li.app)
    shown = send(li, content)

    assert counted(li.app) == before
    rows = [row.get_text(" ", strip=True) for row in shown.all("tbody tr")]
    assert any("夜班" in row and "新的" in row for row in rows)
    assert any("第一课" in row and "改动" in row for row in rows)
    told = take(li, shown)
    assert "2 份收进了草稿" in told.text
    assert "进来的" in li.open("/studio/drafts/lesson/desk/first").find("#text").get_text()
    assert li.open("/studio/drafts/course/night").heading == "夜班"
    assert "正文一" in lin.open("/courses/desk/first").text
    once = counted(li.app)
    take(li, shown)
    assert counted(li.app) == once


def test_what_is_not_ones_own_is_refused_and_the_rest_taken(li, reader_of):
    content = packed(
        {
            **unpacked(li.client.get("/studio/packages/lesson/desk/first").data),
            "courses/night/course.yaml": COURSE.encode(),
        }
    )
    stranger = reader_of("zhou", "trainer").browser
    shown = send(stranger, content)

    assert "作者不是您" in shown.find("table").get_text()
    assert "1 份收进了草稿" in take(stranger, shown).text
    stranger.open("/studio/drafts/lesson/desk/first", status=404)
    stranger.client.get("/studio/packages/lesson/desk/first")


@pytest.mark.parametrize("name", ["out of the folder", "a bomb", "a link", "no text", "no zip"])
def test_nothing_of_a_refused_zip_is_kept(li, name):
    before = counted(li.app)
    page = send(li, HOSTILE[name][0], 422)

    assert "什么都没有收" in page.find(".field-error").get_text()
    assert counted(li.app) == before


def test_a_file_of_no_document_is_named(li):
    page = send(li, packed({"courses/night/course.yaml": b"", "quizzes/odd.yaml": b""}), 422)

    assert "quizzes/odd.yaml" in page.find(".field-error").get_text()


def test_what_is_sent_on_is_not_believed_either(li):
    li.post(IMPORTS, {"package": "!!!"}, 422)
    li.post(IMPORTS, {"package": ""}, 422)
    li.post(IMPORTS, {}, 422)
    li.post(IMPORTS, {"package": "A" * (LARGEST_PACKAGE // 3 * 4 + 4)}, 422)
    li.post(IMPORTS, {"package": "A" * (LARGEST_PACKAGE * 2)}, 413)


def test_only_authors_take_out_and_only_trainers_bring_in(lin, reader_of):
    stranger = reader_of("zhou", "trainer").browser
    stranger.open("/studio/packages/course/desk", status=404)
    lin.browser.open("/studio/packages/course/desk", status=404)
    lin.browser.open(NEW, status=403)
    lin.browser.post(IMPORTS, {}, 403)


@pytest.mark.parametrize("product", ["sqlite"], indirect=True)
def test_a_scenario_travels_with_its_pictures(shipped, company, browser_of):
    browser = browser_of(company.person("ma", "trainer"))
    begin(browser, "scenario", title="又少了", name="short-again", origin="short-items")
    publish(browser, "scenario/short-again")
    content = browser.client.get("/studio/packages/scenario/short-again").data
    files = unpacked(content)
    names = {path: name for path, name in files.items() if "media/" in path}

    assert names
    moved = {
        path.replace("short-again", "short-new"): text.replace(b"short-again", b"short-new")
        for path, text in files.items()
    }
    take(browser, send(browser, packed(moved)))
    assert "第 1 版发布了" in publish(browser, "scenario/short-new").text
