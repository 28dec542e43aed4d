"""Text as it enters: cleaned, however it was typed, and however long it takes to be read."""

import re

import pytest

from lms.forms import MOST_MARKS, cleaned

BIDI = "\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"
GRAVE, BELOW = "\u0300", "\u0316"  # a row of these in turn is the slowest to put in order


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        (" 林晓 \r\n", "林晓"),
        ("a\r\nb\rc", "a\nb\nc"),
        ("a\x00\x07\x7f\x85b", "ab"),
        ("e\u0301", "é"),
        ("𬭎㛃", "𬭎㛃"),
        ("1\t2", "1\t2"),
    ],
)
def test_text_enters_composed_without_controls_and_outer_blanks(typed, kept):
    assert cleaned(typed) == kept


def test_marks_of_real_writing_are_kept():
    assert cleaned("ệ") == cleaned("e\u0323\u0302") == "ệ"


def test_an_endless_row_of_marks_is_cut():
    assert len(cleaned("a" + (GRAVE + BELOW) * 40_000)) <= 1 + MOST_MARKS


def test_controls_do_not_lengthen_a_row_of_marks():
    assert len(cleaned("a" + (GRAVE + "\x01") * 100)) <= 1 + MOST_MARKS


@pytest.mark.parametrize("character", BIDI)
def test_a_character_that_turns_the_direction_is_refused_and_its_place_told(app, character):
    client = app.test_client()
    token = re.search(r'name="csrf_token"[^>]*value="([^"]+)"', client.get("/sign-in").text)[1]
    sent = {"csrf_token": token, "login": f"lin{character}xiao", "password": "anything at all"}
    back = client.post("/sign-in", data=sent)

    assert back.status_code == 422
    assert "第 4 个字符看不见" in back.text
