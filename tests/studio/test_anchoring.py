"""A remark finds its line again while the text moves, and says so when the line is gone."""

import pytest

from lms.errors import Invalid
from lms.studio.domain.anchoring import Anchor, anchor, said

TEXT = "一\n  二  \n\n三\n二"


def test_a_line_is_kept_by_its_words():
    assert anchor(TEXT, 2) == Anchor("二", 2)


@pytest.mark.parametrize("line", [0, 3, 6])
def test_a_line_that_is_not_there_or_blank_is_refused(line):
    with pytest.raises(Invalid):
        anchor(TEXT, line)


@pytest.mark.parametrize(
    ("lines", "found"),
    [
        (["一", "二"], 2),
        (["新", "一", "  二"], 3),
        (["二", "一", "x", "y", "二"], 1),
        (["x", "二", "二"], 2),
        (["一", "改"], None),
        ([], None),
    ],
)
def test_it_is_found_where_the_nearest_line_says_the_same(lines, found):
    assert Anchor("二", 2).find(lines) == found


def test_a_long_line_is_told_by_its_beginning():
    long = "长" * 300
    placed = anchor(long, 1)

    assert len(placed.quote) == 200
    assert placed.find(["", long]) == 2


@pytest.mark.parametrize("words", ["", "长" * 501])
def test_a_remark_says_something_and_not_too_much(words):
    with pytest.raises(Invalid):
        said(words)
