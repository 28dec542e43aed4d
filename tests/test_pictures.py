"""Where the lines of a radar run."""

import pytest

from lms.pages.pictures import RADIUS, radar


def test_the_first_axis_points_up_and_the_rest_follow_clockwise():
    top, right, bottom, left = (spoke.end for spoke in radar([1, 1, 1, 1]).spokes)

    assert (top, bottom) == ((0, -RADIUS), (0, RADIUS))
    assert (right, left) == ((RADIUS, 0), (-RADIUS, 0))


def test_a_dot_lies_as_far_out_as_its_value_says():
    assert radar([0, 50, 100]).spokes[0].dot == (0, 0)
    assert radar([50, 0, 0]).spokes[0].dot == (0, -RADIUS / 2)
    assert radar([100, 0, 0]).spokes[0].dot == (0, -RADIUS)


def test_all_values_make_one_closed_shape():
    drawn = radar([80, 60, 40, 20])

    assert len(drawn.lines) == 4
    assert drawn.lines[-1][1] == drawn.lines[0][0]
    assert len(drawn.area.split()) == 4


def test_what_is_not_known_is_left_open_and_never_a_nought():
    drawn = radar([80, None, 40, 20])

    assert drawn.spokes[1].dot is None
    assert drawn.area == ""
    assert len(drawn.lines) == 2  # 40–20 and 20–80; nothing through the middle


@pytest.mark.parametrize("values", [[None] * 7, [None, 50, None, 50, None, 50, None]])
def test_without_neighbours_there_are_no_lines(values):
    assert radar(values).lines == ()


def test_words_stand_outside_of_the_rings_on_the_side_of_their_axis():
    anchors = [spoke.anchor for spoke in radar([1] * 7).spokes]

    assert anchors == ["middle", "start", "start", "start", "end", "end", "end"]
