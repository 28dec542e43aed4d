"""Where the lines of a radar and of a curve run."""

import pytest

from lms.pages.pictures import BOTTOM, LEFT, MOST_NAMED, RADIUS, RIGHT, TOP, curve, radar


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


def test_a_mark_lies_across_its_axis_at_its_value():
    drawn = radar([80, 60, 40], [50, None, None])

    start, end = drawn.spokes[0].mark
    assert start[1] == end[1] == -RADIUS / 2
    assert start[0] == -end[0]
    assert [spoke.mark for spoke in drawn.spokes[1:]] == [None, None]


def test_a_curve_runs_from_edge_to_edge_and_from_0_to_100():
    drawn = curve([[0, 50, 100], [100, 100, 100]])

    assert drawn.lines[0].points == f"{LEFT:g},{BOTTOM:g} 378,106 {RIGHT:g},{TOP:g}"
    assert [place.x for place in drawn.places] == [LEFT, 378, RIGHT]
    assert dict(drawn.levels) == {100: TOP, 50: 106, 0: BOTTOM}


def test_every_line_of_a_curve_has_dots_of_its_own_shape():
    one, two, three, four = curve([[1, 2]] * 4).lines

    assert len({one.dots, two.dots, three.dots}) == 3
    assert one.dots == four.dots


def test_as_many_places_of_a_curve_are_named_as_there_is_room_for():
    named = [sum(it.is_named for it in curve([range(count)]).places) for count in (2, 13, 14, 99)]

    assert named[:2] == [2, 13]
    assert max(named) <= MOST_NAMED + 1


def test_a_long_curve_has_small_dots():
    assert "a5,5" in curve([[1] * 40]).lines[0].dots
    assert "a3,3" in curve([[1] * 41]).lines[0].dots
