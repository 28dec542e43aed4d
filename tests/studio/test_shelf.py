"""The shelf of pictures: where each is shown, and what nobody shows is taken away."""

from lms.library.models import StoredFile, StoredPicture, Upload
from tests.conftest import counted_queries
from tests.photographs import photo
from tests.studio.test_beginning import publish
from tests.studio.test_picturing import NAME, kept, line_of, send

SHELF = "/studio/media"


def rows(author, query=""):
    return author.open(SHELF + query).all("main tbody tr")


def test_the_shelf_tells_where_a_picture_is_shown(wang):
    assert "还没有图" in wang.open(SHELF).text
    line = line_of(send(wang))
    (row,) = rows(wang)
    assert "没用到" in row.get_text()
    assert row.img["alt"] == "退货单填在哪里"
    assert (row.img["width"], row.img["height"]) == ("40", "30")

    wang.change("正文一", f"{line}\n\n正文一")
    (row,) = rows(wang)
    assert row.select_one("td a").get_text() == "第一课"
    assert not row.select("form")
    publish(wang.browser, NAME)
    assert "第一课" in rows(wang)[0].get_text()


def test_what_nobody_shows_is_taken_away_with_its_file(wang):
    send(wang)
    told = wang.browser.submit(wang.open(SHELF), "main tbody form")

    assert "图删掉了" in told.text
    assert kept(wang) == kept(wang, StoredFile) == kept(wang, StoredPicture) == 0


def test_what_is_shown_by_now_stays(wang):
    line = line_of(send(wang))
    page = wang.open(SHELF)
    wang.change("正文一", f"{line}\n\n正文一")

    assert "还有课用着这张图" in wang.browser.submit(page, "main tbody form", 409).text
    assert kept(wang, Upload) == 1


def test_a_file_stays_as_long_as_an_earlier_edition_shows_it(wang):
    line = line_of(send(wang))
    wang.change("正文一", f"{line}\n\n正文一")
    publish(wang.browser, NAME)
    wang.change(f"{line}\n\n", "")
    publish(wang.browser, NAME)
    wang.browser.submit(wang.open(SHELF), "main tbody form")

    assert (kept(wang), kept(wang, StoredFile)) == (0, 1)


def test_pictures_are_found_by_words_and_names(wang):
    send(wang)
    send(wang, photo("PNG", colour="blue"), alt="100% 的客户")

    assert len(rows(wang)) == 2
    assert "退货单" in rows(wang, "?q=退货")[0].get_text()
    assert "100%" in rows(wang, "?q=0%25")[0].get_text()
    assert "没有这样的图" in wang.open(f"{SHELF}?q=_").text
    assert len(rows(wang, "?q=webp")) == 2


def test_however_many_pictures_the_shelf_asks_the_same(wang):
    send(wang)
    with counted_queries(wang.browser.app) as few:
        wang.open(SHELF)
    for colour in ("blue", "lime", "black"):
        send(wang, photo("PNG", colour=colour))
    with counted_queries(wang.browser.app) as many:
        wang.open(SHELF)

    assert len(many) == len(few)


def test_the_shelf_is_its_authors_alone(wang, lin, reader_of):
    send(wang)
    action = wang.open(SHELF).find("main tbody form")["action"]
    stranger = reader_of("zhou", "trainer")

    assert "还没有图" in stranger.open(SHELF).text
    stranger.browser.post(action, {}, 404)
    lin.open(SHELF, status=403)
    lin.browser.post(action, {}, 403)
    assert kept(wang) == 1
