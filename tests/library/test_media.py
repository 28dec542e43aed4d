"""Which pictures and sound may be published."""

import pytest

from lms.library.domain import Bundle
from lms.library.media import LARGEST_IMAGE, LARGEST_SOUND, fault_of, type_of

PLAIN = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 4 3"><path d="M0 0h4"/></svg>'
WAVE = b"RIFF\x24\x00\x00\x00WAVEfmt "


def message(name: str, content: str | bytes) -> str:
    fault = fault_of(name, content.encode() if isinstance(content, str) else content)
    return fault.message % fault.parameters if fault else ""


@pytest.mark.parametrize(
    "drawing",
    [
        PLAIN,
        f'<?xml version="1.0" encoding="UTF-8"?>\n<!-- mine -->\n{PLAIN}',
        PLAIN.replace("<path", '<style>path { fill: url(#paint); }</style><path class="on"'),
        PLAIN.replace("<path", '<g id="a"/><use href="#a"/><text>A &amp; B: on = off</text><path'),
    ],
)
def test_a_plain_drawing_is_fine(drawing):
    assert message("torn-tag.svg", drawing) == ""


@pytest.mark.parametrize(
    "harm",
    [
        "<script>alert(1)</script>",
        "<svg:script>alert(1)</svg:script>",
        "<path onload='alert(1)'/>",
        "<path\nonclick = alert(1) d='M0 0'/>",
        "<foreignObject><p>x</p></foreignObject>",
        "<image href='data:image/png;base64,AA'/>",
        "<use xlink:href='https://elsewhere.example/a.svg#a'/>",
        "<use href=//elsewhere.example/a.svg />",
        "<a href='#x'><path/></a>",
        "<animate attributeName='href' values='javascript:alert(1)'/>",
        "<set attributeName='onmouseover' to='alert(1)'/>",
        "<style>@import 'https://elsewhere.example/a.css';</style>",
        "<path fill='url(https://elsewhere.example/a.svg#a)'/>",
        "<!DOCTYPE svg [<!ENTITY a 'b'>]>",
        "<text>&xxe;</text>",
        "<path d='&#106;avascript'/>",
        "<?xml-stylesheet href='#a'?>",
        "<![CDATA[x]]>",
    ],
)
def test_a_drawing_that_could_do_something_is_refused(harm):
    drawing = PLAIN.replace("<path", f"{harm}<path")

    assert "只留线条和文字" in message("torn-tag.svg", drawing)


@pytest.mark.parametrize(
    "drawing",
    [
        PLAIN.encode("utf-16"),
        f"<html>{PLAIN}</html>".encode(),
        f'<?xml version="1.0" encoding="UTF-7"?>{PLAIN}'.encode(),
        PLAIN.encode() + b"\xff",
    ],
)
def test_what_is_no_drawing_in_utf_8_is_refused(drawing):
    assert message("torn-tag.svg", drawing)


def test_a_file_is_what_its_name_says():
    assert message("call.wav", WAVE) == ""
    assert message("photo.webp", b"RIFF\x24\x00\x00\x00WEBPVP8 ") == ""
    assert "对不上" in message("photo.png", PLAIN)
    assert "对不上" in message("photo.webp", WAVE)
    assert "对不上" in message("call.mp3", WAVE)


def test_a_file_is_not_too_large():
    assert message("call.wav", WAVE + bytes(LARGEST_SOUND - len(WAVE))) == ""
    assert "1024 KB" in message("call.wav", WAVE + bytes(LARGEST_SOUND))
    assert "200 KB" in message("photo.jpg", b"\xff\xd8\xff" + bytes(LARGEST_IMAGE))


def test_every_type_is_served_as_what_it_is():
    assert type_of("quizzes/a.svg") == "image/svg+xml"
    assert type_of("call.m4a") == "audio/mp4"


def test_another_picture_makes_another_revision_and_none_changes_nothing():
    texts = {"quizzes/scenarios/a.yaml": "id: a"}
    plain, one, two = (
        Bundle("a", texts, media=media).digest
        for media in (
            {},
            {"quizzes/scenarios/media/a.svg": b"1"},
            {"quizzes/scenarios/media/a.svg": b"2"},
        )
    )

    assert plain == Bundle("a", texts).digest
    assert len({plain, one, two}) == 3
