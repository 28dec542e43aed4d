"""How far graders agree: examples from the literature, and by hand."""

from datetime import date

import pytest

from lms.calibration.domain import (
    USUAL,
    Agreement,
    Past,
    Rule,
    Spread,
    agreements,
    check_grades,
    concealed,
    first_month,
    is_calibrated,
    middle,
    nearest,
    tally,
    weighted_kappa,
)
from lms.people.domain import WrongField

TODAY = date(2026, 11, 23)


def beside(own, other):
    """How the first stands beside the second."""
    return agreements({1: own, 2: other})[1]


def in_words(table):
    """Two raters from a table: rows are the first one's grades, columns the second one's."""
    cells = [
        (row, column, count) for row, line in enumerate(table) for column, count in enumerate(line)
    ]
    first = [row for row, _column, count in cells for _each in range(count)]
    second = [column for _row, column, count in cells for _each in range(count)]
    return first, second


def test_kappa_is_that_of_the_worked_example_of_vassarstats():
    # Lowry, "Kappa as a Measure of Concordance in Categorical Sorting": 0.9541 with squares
    kappa = weighted_kappa([0] * 46 + [1] * 44 + [2] * 10, [0] * 50 + [1] * 40 + [2] * 10)

    assert round(kappa, 4) == 0.9541


def test_kappa_is_the_one_of_the_table_of_observed_and_expected_squares():
    # squares observed: (2·1 + 1·4) / 10 = 0.6; expected from the margins (5, 3, 2) and (4, 4, 2):
    # (5·4·1 + 5·2·4 + 3·4·1 + 3·2·1 + 2·4·4 + 2·4·1) / 100 = 1.18
    kappa = weighted_kappa(*in_words([[4, 0, 1], [0, 3, 0], [0, 1, 1]]))

    assert kappa == pytest.approx(1 - (1 * 4 + 1 * 1) / 10 / 1.18)


@pytest.mark.parametrize(
    ("own", "others", "kappa"),
    [
        ([0, 1, 2, 3], [0, 1, 2, 3], 1),
        ([0, 3, 0, 3], [3, 0, 3, 0], -1),
        ([0, 1, 2, 3], [0.5, 1.5, 2.5, 3.5], 1 - 0.25 / 2.75),  # a median between two grades
    ],
)
def test_kappa_goes_from_plain_contradiction_to_full_agreement(own, others, kappa):
    assert weighted_kappa(own, others) == pytest.approx(kappa)


@pytest.mark.parametrize("others", [[0, 1, 2, 3], [3, 3, 3, 0]])
def test_who_gives_everything_the_same_grade_tells_nothing_apart(others):
    assert weighted_kappa([2, 2, 2, 2], others) <= 0


def test_there_is_no_kappa_where_both_give_one_grade_to_all():
    assert weighted_kappa([2, 2, 2], [2, 2, 2]) is None


def test_nothing_graded_has_no_kappa():
    assert weighted_kappa([], []) is None


def test_the_median_is_that_of_those_who_have_graded():
    given = tally([{"greets": 3, "asks": 1}, {"greets": 2}, {"greets": 0, "asks": 2}])

    assert {item: middle(counts) for item, counts in given.items()} == {"greets": 2, "asks": 1.5}
    assert middle((0, 0, 0, 0)) is None


def test_leniency_is_the_mean_difference_in_points():
    own = dict(zip("abcde", (3, 3, 3, 2, 1), strict=True))
    other = dict(zip("abcde", (2, 2, 1, 1, 0), strict=True))

    assert beside(own, other).leniency == pytest.approx(1.2)


def test_items_that_one_side_has_not_seen_are_left_out():
    own, other = dict.fromkeys("abcdef", 3) | {"a": 0}, dict.fromkeys("bcdefg", 3)

    assert beside(own, other) == Agreement(5, None, 0)


def test_four_items_are_too_few_for_kappa():
    grades = dict(zip("abcd", (0, 1, 2, 3), strict=True))

    assert beside(grades, grades) == Agreement(4, None, 0)


def test_alone_there_is_nothing_to_agree_with():
    assert agreements({1: {"a": 3}}) == {1: Agreement(0, None, None)}


def test_everybody_is_set_beside_the_others_without_the_own_grades():
    low, high = dict.fromkeys("abcde", 0), dict.fromkeys("abcde", 3)
    found = agreements({1: low, 2: high, 3: high})

    assert {who: one.leniency for who, one in found.items()} == {1: -3, 2: 1.5, 3: 1.5}


def test_the_spread_tells_how_far_apart_the_grades_of_an_item_lie():
    found = Spread(tally([{"a": 0}, {"a": 2}, {"a": 2}, {"b": 1}])["a"])

    assert (found.counts, found.median, found.raters) == ((1, 0, 2, 0), 2, 3)
    assert found.deviation == pytest.approx((8 / 9) ** 0.5)


def test_what_nobody_has_seen_has_no_middle():
    found = Spread((0, 0, 0, 0))

    assert (found.median, found.deviation, found.raters) == (None, 0, 0)


def test_months_are_counted_with_this_one():
    assert first_month(USUAL, TODAY) == date(2026, 9, 1)
    assert first_month(Rule(months=12), TODAY) == date(2025, 12, 1)


@pytest.mark.parametrize(
    ("past", "calibrated"),
    [
        ([], False),
        ([Past(date(2026, 9, 1), 0.6)], True),
        ([Past(date(2026, 9, 1), 0.59)], False),
        ([Past(date(2026, 8, 1), 0.9)], False),  # too long ago
        ([Past(date(2026, 9, 1), 0.9), Past(date(2026, 10, 1), 0.3)], False),  # the latest counts
        ([Past(date(2026, 9, 1), 0.9), Past(date(2026, 10, 1), None)], True),
    ],
)
def test_the_latest_kappa_of_the_last_months_decides(past, calibrated):
    assert is_calibrated(past, USUAL, TODAY) is calibrated


def test_at_least_five_items_are_graded():
    with pytest.raises(WrongField):
        check_grades(dict.fromkeys("abcd", 1), items=15)


def test_of_a_shorter_checklist_all_items():
    check_grades(dict.fromkeys("abcd", 1), items=4)
    with pytest.raises(WrongField):
        check_grades(dict.fromkeys("abc", 1), items=4)


def test_a_talk_of_middling_score_is_proposed():
    assert nearest([(1, 98), (2, 66), (3, 30), (4, 71)], 70, 2) == [4, 2]


def test_names_are_concealed_in_what_was_typed():
    said = "您好，我姓林，林小雨，工号 T-lin，叫我小林或小雨都行。"

    assert concealed(said, "林小雨", "T-lin") == "您好，我姓○，○○，工号 ○○，叫我小○或○○都行。"
