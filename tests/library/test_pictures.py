"""Pictures drawn anew: nothing but pixels stays, and what is no picture is none."""

import io

import pytest
from PIL import Image

from lms.errors import Invalid
from lms.library import pictures
from lms.library.media import LARGEST_IMAGE, fault_of
from lms.library.pictures import LARGEST_SENT, MOST_PIXELS, redrawn, size_of
from tests.photographs import bomb, from_a_phone, noise, photo

SVG = b'<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>'


def opened(made) -> Image.Image:
    picture = Image.open(io.BytesIO(made.content))
    picture.load()
    return picture


@pytest.mark.parametrize("kind", ["PNG", "JPEG", "WEBP", "GIF"])
def test_pictures_of_these_kinds_become_webp(kind):
    made = redrawn(photo(kind))

    assert opened(made).format == "WEBP"
    assert (made.width, made.height) == (40, 30) == opened(made).size
    assert fault_of("a.webp", made.content) is None


def test_the_same_picture_is_made_the_same_again():
    assert redrawn(photo()) == redrawn(photo())


def test_a_photograph_stands_upright_and_does_not_say_where_it_was_taken():
    made = redrawn(from_a_phone())
    picture = opened(made)

    assert (made.width, made.height) == (30, 40)
    assert picture.getpixel((15, 5))[1] < 60  # red on top
    assert picture.getpixel((15, 35))[1] > 200
    assert not picture.getexif()
    assert not {"exif", "icc_profile", "xmp", "comment"} & set(picture.info)
    assert b"Lin" not in made.content


def test_what_can_be_seen_through_stays_so():
    made = opened(redrawn(photo("PNG", mode="RGBA", colour=(255, 0, 0, 0))))

    assert made.mode == "RGBA"
    assert made.getpixel((3, 3))[3] == 0


@pytest.mark.parametrize("mode", ["1", "L", "LA", "P", "CMYK", "I;16"])
def test_pictures_of_few_or_strange_colours_are_shown_too(mode):
    kind = "TIFF" if mode == "CMYK" else "PNG"
    sent = photo("JPEG" if kind == "TIFF" else kind, mode=mode, colour=0)

    assert opened(redrawn(sent)).size == (40, 30)


def test_of_a_moving_picture_the_first_frame_stays():
    stream = io.BytesIO()
    frames = [Image.new("RGB", (20, 20), colour) for colour in ("red", "lime", "blue")]
    frames[0].save(stream, "GIF", save_all=True, append_images=frames[1:], duration=40)
    made = opened(redrawn(stream.getvalue()))

    assert not getattr(made, "is_animated", False)
    assert made.getpixel((9, 9))[0] > 200


def test_a_large_picture_is_made_as_small_as_pages_show_it():
    made = redrawn(noise())

    assert max(made.width, made.height) <= 1600
    assert len(made.content) <= LARGEST_IMAGE


def test_twenty_one_megapixels_are_refused_before_they_are_read(monkeypatch):
    def load(_picture):
        raise AssertionError("its pixels were read")

    monkeypatch.setattr("PIL.ImageFile.ImageFile.load", load)

    for sent in (bomb(7000, 3000), bomb(60_000, 60_000)):
        with pytest.raises(Invalid, match="2000 万像素"):
            redrawn(sent)
    assert MOST_PIXELS == 2000 * 10_000


@pytest.mark.parametrize(
    "sent",
    [
        SVG,
        b"GIF89a" + SVG,
        b"\x89PNG\r\n\x1a\n" + SVG,
        b"%PDF-1.7",
        b"<html><script>alert(1)</script></html>",
        photo("BMP"),
        photo("TIFF"),
        photo("PNG")[:-30],
        photo("JPEG")[:-300],
        photo("WEBP", size=(400, 300))[:-40],
    ],
    ids=[
        *("drawing", "drawing as gif", "drawing as png", "pdf", "page", "bmp", "tiff"),
        *("png cut off", "jpeg cut off", "webp cut off"),
    ],
)
def test_what_is_no_sound_picture_is_refused(sent):
    with pytest.raises(Invalid, match="不是完好的图片"):
        redrawn(sent)


def test_what_hides_behind_a_picture_is_gone():
    page = b"<script>alert(document.cookie)</script>PK\x03\x04"

    assert page not in redrawn(photo("JPEG") + page).content
    assert page not in redrawn(photo("GIF", comment=page)).content


@pytest.mark.parametrize("kind", ["PNG", "JPEG", "WEBP", "GIF"])
def test_a_picture_that_ends_anywhere_is_taken_or_refused_and_nothing_breaks(kind):
    sent = photo(kind)
    refusals = {_refusal(sent[:end]) for end in range(len(sent))}

    assert refusals <= {pictures.NOTHING_SENT, pictures.NO_PICTURE, ""}
    assert pictures.NO_PICTURE in refusals


def _refusal(sent: bytes) -> str:
    try:
        redrawn(sent)
    except Invalid as refusal:
        return refusal.message
    return ""


def test_nothing_and_too_much_are_refused():
    with pytest.raises(Invalid, match="请选一张图片"):
        redrawn(b"")
    with pytest.raises(Invalid, match="最多 10 MB"):
        redrawn(photo() + b"\0" * LARGEST_SENT)


def test_pictures_say_how_large_they_are_and_other_files_do_not():
    assert size_of(photo("PNG", size=(7, 5))) == (7, 5)
    assert size_of(SVG) is None
    assert size_of(b"ID3") is None
