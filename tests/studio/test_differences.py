"""Differences between two texts, in words."""

from hypothesis import given
from hypothesis import strategies as st

from lms.studio.domain import Change, differences

TEXTS = st.lists(st.text(alphabet="甲乙丙ab ，", max_size=6), max_size=8).map("\n".join)


def side(hunks, leaves_out):
    return [
        "".join(piece.text for piece in line.pieces if piece.change is not leaves_out)
        for hunk in hunks
        for line in hunk.lines
    ]


def marked(hunks, change):
    pieces = (p for hunk in hunks for line in hunk.lines for p in line.pieces)
    return [piece.text for piece in pieces if piece.change is change]


def test_equal_texts_do_not_differ():
    assert differences("一\n二", "一\n二") == ()


def test_chinese_differs_by_characters_and_english_by_words():
    hunks = differences("请稍等，我查一下", "请您稍等，我马上查一下")

    assert marked(hunks, Change.ADDED) == ["您", "马上"]
    assert marked(hunks, Change.REMOVED) == []
    hunks = differences("Please hold the line", "Please stay on the line")
    assert marked(hunks, Change.REMOVED) == ["hold"]
    assert marked(hunks, Change.ADDED) == ["stay on"] or "stay" in marked(hunks, Change.ADDED)[0]


def test_only_the_lines_around_a_change_are_shown():
    old = "\n".join(str(number) for number in range(30))
    (first, second) = differences(old, old.replace("\n5\n", "\n五\n").replace("\n25\n", "\n"))

    assert [line.number for line in first.lines] == [4, 5, 6, 7, 8]
    assert marked([second], Change.REMOVED) == ["25"]


@given(TEXTS, TEXTS)
def test_what_is_shown_can_be_found_in_both_texts(old, new):
    hunks = differences(old, new)

    assert bool(hunks) == (old != new)
    for line in side(hunks, Change.REMOVED):
        assert line in (*new.split("\n"), "")
    for line in side(hunks, Change.ADDED):
        assert line in (*old.split("\n"), "")
