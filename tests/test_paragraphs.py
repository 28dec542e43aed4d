"""Rendered HTML taken apart into paragraphs, and quotes highlighted in it."""

import pytest
from bs4 import BeautifulSoup
from markupsafe import Markup

from lms.config import ROOT
from lms.markdown import ended, highlighted, is_paragraph, pieces, plain, render

LINK = Markup('<a href="/x">.</a>')
HTML = render(
    "### 标题\n\n一段**重点**的话。\n\n- 甲\n- 乙 & 丙\n\n| 列 | 数 |\n|---|---|\n| 1 | 2 |\n"
)


def test_a_text_falls_into_its_outermost_elements():
    found = pieces(HTML)

    assert "".join(found).split() == HTML.split()
    assert [is_paragraph(one) for one in found] == [False, True, True, True]
    assert [plain(one) for one in found] == ["标题", "一段重点的话。", "甲 乙 & 丙", "列 数 1 2"]


def test_a_paragraph_ends_with_its_link_and_stays_well_formed():
    for piece in pieces(HTML)[1:]:
        made = BeautifulSoup(ended(piece, "p-1", LINK), "html.parser")
        first = made.find()

        assert first["id"] == "p-1"
        assert made.select_one("a[href='/x']")
        assert len(made.select("li, td, p")) == len(
            BeautifulSoup(piece, "html.parser").select("li, td, p")
        )


@pytest.mark.parametrize(
    ("quote", "marked"),
    [
        ("段重点的", ["段", "重点", "的"]),
        ("甲 乙 & 丙", ["甲", "乙 & 丙"]),
        ("没有的话", []),
        ("1 2", ["1", "2"]),
    ],
)
def test_quotes_are_highlighted_across_tags(quote, marked):
    made = highlighted(HTML, [quote])

    assert [one.get_text() for one in BeautifulSoup(made, "html.parser").select("mark")] == marked
    assert plain(made) == plain(HTML)


def test_two_quotes_that_overlap_are_one_stretch():
    made = highlighted("<p>一二三四五</p>", ["二三", "三四"])

    assert made == '<p>一<mark class="own">二三四</mark>五</p>'


def test_what_is_highlighted_cannot_become_html():
    made = highlighted("<p>a &lt;img src=x&gt; b</p>", ["<img src=x>"])

    assert made == '<p>a <mark class="own">&lt;img src=x&gt;</mark> b</p>'


def test_the_shipped_lessons_lose_nothing_when_taken_apart():
    text = (ROOT / "courses/role-awareness/02-what-the-work-is.md").read_text("utf-8")
    html = render(text.split("---", 2)[2].replace("![", "["))

    assert "".join(pieces(html)) == html
