"""Pictures put into a lesson that is being written, from the author's desk to the reader."""

import io

import pytest
import sqlalchemy as sa

from lms.db import db
from lms.library import service as library
from lms.library.models import StoredFile, StoredPicture, Upload
from lms.library.service import keeping_media
from lms.studio.content import file_name, line_for
from tests.photographs import bomb, from_a_phone, photo
from tests.studio.test_beginning import publish
from tests.studio.test_writing import HTMX

NAME = "lesson/desk/first"
PICTURES = "/studio/pictures/lesson/desk/first"
ALT = "退货单填在哪里"


def send(author, content=None, alt=ALT, status=200, headers=HTMX, **fields):
    """Send a picture from the page, as a browser with scripts does."""
    sent = {"picture": (io.BytesIO(photo() if content is None else content), "IMG 1.jpg")}
    sent |= {"alt": alt, "file": "0", **fields}
    asked = {"headers": headers} if headers else {}
    return author.browser.post(PICTURES, sent, status, content_type="multipart/form-data", **asked)


def line_of(answer):
    return answer.find("[data-put-in]")["data-put-in"]


def kept(author, table=Upload):
    with author.browser.app.app_context():
        return db.session.scalar(sa.select(sa.func.count()).select_from(table))


def test_a_file_is_named_by_the_sound_of_its_words_and_by_its_content():
    assert file_name("退货单 A", b"x") == "tui-huo-dan-a-2d711642b726.webp"
    assert file_name("？？", b"x") == "picture-2d711642b726.webp"
    assert len(file_name("很" * 200, b"x")) <= 24 + 1 + 12 + 5


def test_words_for_a_picture_stay_on_their_line_and_in_their_brackets():
    assert line_for("左 [1]\n右](x)", "a.webp") == "![左 （1） 右）(x)](a.webp)"


def test_a_picture_is_put_beside_the_lesson_and_into_its_text(wang, lin):
    line = line_of(send(wang, from_a_phone()))
    assert line.startswith(f"![{ALT}](tui-huo-dan-")
    assert wang.words(), "nothing is written by itself"
    assert line not in wang.words()

    wang.change("正文一", f"{line}\n\n正文一")
    assert "没有问题，可以发布" in wang.open().find("#standing").get_text()
    shown = wang.open("/studio/previews/lesson/desk/first").find(f"img[alt='{ALT}']")
    assert (shown["width"], shown["height"]) == ("30", "40")
    assert wang.browser.client.get(shown["src"]).mimetype == "image/webp"
    assert lin.browser.client.get(shown["src"]).status_code == 404

    publish(wang.browser, NAME)
    page = lin.open()
    read = page.find(f"img[alt='{ALT}']")
    assert read["src"].startswith("/courses/desk/first/pictures/tui-huo-dan-")
    assert (read["width"], read["height"]) == ("30", "40")
    file = lin.browser.client.get(read["src"])
    assert file.mimetype == "image/webp"
    assert "sandbox" in file.headers["Content-Security-Policy"]
    again = lin.browser.client.get(read["src"], headers={"If-None-Match": file.headers["ETag"]})
    assert again.status_code == 304
    taken = lin.browser.client.get("/courses/desk/first/download").get_data(as_text=True)
    assert "data:image/webp;base64," in taken


def test_what_is_published_goes_out_with_its_pictures_and_comes_in_again(wang, desk):
    line = line_of(send(wang))
    wang.change("正文一", f"{line}\n\n正文一")
    publish(wang.browser, NAME)
    with wang.browser.app.app_context():
        report = library.export(desk.root, overwrite=True)
        found = library.prepare(desk.root)

    (file,) = [one for one in report.written if "/media/" in one]
    assert file.startswith("courses/desk/media/tui-huo-dan-")
    assert not found.problems
    (lesson,) = [one for one in found.sound if one.meta.name == "desk/first"]
    assert list(lesson.bundle.media) == [file]
    (desk.root / "courses/desk/media/stray.png").write_bytes(photo("PNG"))
    with wang.browser.app.app_context():
        assert [one.file for one in library.check(desk.root)] == ["courses/desk/media/stray.png"]


def test_a_picture_that_no_text_shows_is_not_published(wang):
    send(wang)
    wang.change("正文一", "改过的")
    publish(wang.browser, NAME)
    package = wang.browser.client.get("/studio/packages/lesson/desk/first").data

    assert b"media/" not in package


def test_the_same_picture_again_is_the_one_that_is_there(wang):
    first, second = line_of(send(wang)), line_of(send(wang, alt="换个说法"))

    assert first.rpartition("(")[2] == second.rpartition("(")[2]
    assert kept(wang) == kept(wang, StoredPicture) == kept(wang, StoredFile) == 1


def test_a_picture_that_is_missing_is_named(wang):
    wang.change("正文一", "![图](gone-123.webp)\n\n正文一")

    assert "找不到图片 gone-123.webp" in wang.open().find("#standing").get_text()
    wang.open("/studio/previews/lesson/desk/first")


@pytest.mark.parametrize(
    ("content", "alt", "told"),
    [
        (b"", ALT, "请选一张图片"),
        (b"<svg onload='x()'></svg>", ALT, "不是完好的图片"),
        (photo()[:-200], ALT, "不是完好的图片"),
        (bomb(7000, 3000), ALT, "2000 万像素"),
        (None, "", "请写图里讲了什么"),
        (None, "长" * 201, "200"),
    ],
)
def test_what_is_no_picture_or_has_no_words_is_refused_beside_the_text(wang, content, alt, told):
    assert told in send(wang, content, alt, 422).find("[role=alert]").get_text()
    assert kept(wang) == 0


def test_what_is_too_large_is_not_even_read(wang):
    wang.browser.post(PICTURES, {"text": "x" * (12 * 1024 * 1024)}, 413)


def test_one_too_many_is_refused(wang, monkeypatch):
    monkeypatch.setattr(keeping_media, "MOST_UPLOADS", 1)
    send(wang)

    assert "先删掉不用的" in send(wang, photo("PNG"), status=422).find("[role=alert]").get_text()


def test_without_a_script_the_picture_comes_at_the_end_and_nothing_typed_is_lost(wang):
    page = wang.open()
    typed = wang.words(page) + "没存的一句。"
    places = {one["name"]: one["value"] for one in page.all("#standing [form=writing]")}
    done = send(wang, headers=None, text=typed, **places)

    assert "图加在正文最后了" in done.text
    assert wang.words().rstrip().endswith(".webp)")
    assert "没存的一句。\n\n![" in wang.words()


def test_without_a_script_a_refusal_keeps_what_was_typed(wang):
    page = wang.open()
    typed = wang.words(page) + "没存的一句。"
    places = {one["name"]: one["value"] for one in page.all("#standing [form=writing]")}
    told = send(wang, b"no picture", status=422, headers=None, text=typed, **places)

    assert "不是完好的图片" in told.find("#picture-result").get_text()
    assert told.find("#adding").has_attr("open")
    assert told.find("#alt")["value"] == ALT
    assert "没存的一句。" in wang.words()


def test_without_a_script_both_texts_stay_when_somebody_else_has_saved(wang, sun):
    page = wang.open()
    typed = wang.words(page) + "王的一句。"
    places = {one["name"]: one["value"] for one in page.all("#standing [form=writing]")}
    sun.change("正文一", "孙的")

    told = send(wang, headers=None, status=409, text=typed, **places)
    assert "王的一句。" in told.text
    assert (
        "王的一句。"
        in send(wang, b"no picture", headers=None, status=409, text=typed, **places).text
    )


def test_only_authors_send_pictures_and_only_where_they_are_shown(wang, lin, reader_of):
    stranger = reader_of("zhou", "trainer")
    send(stranger, status=404)
    send(lin, status=403)
    line = line_of(send(wang))
    file = line.rpartition("(")[2].rstrip(")")

    wang.open(f"{PICTURES}/nothing.webp", 404)
    wang.open(f"{PICTURES}/{file.replace('.webp', '.svg')}", 404)
    lin.open(f"/courses/desk/first/pictures/{file}", status=404)
    lin.open("/courses/desk/first/pictures/window.svg", status=404)
    lin.open("/courses/desk/nothing/pictures/window.webp", status=404)
    wang.browser.post("/studio/pictures/course/desk", {"alt": "x"}, 404)


def test_kinds_without_pictures_do_not_ask_for_one(wang):
    assert wang.open().find("#adding")
    assert wang.open("/studio/drafts/lesson/desk/first?file=1").find("#adding")
