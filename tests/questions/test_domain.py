"""Grading and showing questions: pure rules."""

from collections import Counter

import pytest

from lms.errors import Invalid
from lms.library.domain import Wording
from lms.questions.domain import (
    Item,
    Multiple,
    Option,
    Ordering,
    Single,
    TrueFalse,
    grade,
    read_answer,
    seed,
    shown,
)


def option(id_: str, right: bool = False) -> Option:
    return Option(id_, Wording(id_), right, Wording(f"about {id_}"))


def facts() -> dict:
    return {"id": "q", "stem": Wording("?"), "competency": "skills"}


SINGLE = Single(**facts(), options=(option("a"), option("b", right=True), option("c")))
MULTIPLE = Multiple(
    **facts(), options=(option("a", right=True), option("b", right=True), option("c"))
)
STATEMENT = TrueFalse(**facts(), answer=False, if_true=Wording("no"), if_false=Wording("yes"))
ORDERING = Ordering(
    **facts(),
    items=tuple(Item(id_, Wording(id_)) for id_ in "abcd"),
    if_right=Wording("well done"),
    if_wrong=Wording("look again"),
)


def test_the_one_right_option_is_right():
    verdict = grade(SINGLE, ("b",))

    assert verdict.right
    assert verdict.remarks["b"].feedback.in_("en") == "about b"


def test_a_wrong_option_is_wrong_and_says_nothing_about_the_others():
    verdict = grade(SINGLE, ("a",))

    assert not verdict.right
    assert list(verdict.remarks) == ["a"]


def test_a_multiple_question_wants_all_right_options_in_any_order():
    assert grade(MULTIPLE, ("b", "a")).right


def test_one_right_option_too_few_is_wrong_and_lacks_something():
    verdict = grade(MULTIPLE, ("a",))

    assert (verdict.right, verdict.lacks) == (False, True)


def test_a_wrong_option_too_many_is_wrong_and_does_not_count_as_lacking():
    verdict = grade(MULTIPLE, ("a", "b", "c"))

    assert (verdict.right, verdict.lacks) == (False, False)
    assert [remark.right for remark in verdict.remarks.values()] == [True, True, False]


def test_a_false_statement_is_rightly_denied():
    assert grade(STATEMENT, ("false",)).right
    assert not grade(STATEMENT, ("true",)).right
    assert grade(STATEMENT, ("true",)).remarks["true"].feedback == Wording("no")


def test_an_order_is_right_only_as_a_whole():
    assert grade(ORDERING, ("a", "b", "c", "d")).feedback == Wording("well done")
    assert grade(ORDERING, ("b", "a", "c", "d")).feedback == Wording("look again")


@pytest.mark.parametrize(
    ("question", "answer"),
    [
        (SINGLE, ("z",)),
        (STATEMENT, ("maybe",)),
        (ORDERING, ("a", "b", "c")),
        (ORDERING, ("a",) * 4),
    ],
)
def test_an_answer_that_the_question_does_not_have_is_refused(question, answer):
    with pytest.raises(Invalid):
        grade(question, answer)


def test_the_shown_order_stays_the_same_for_one_person():
    assert shown(ORDERING, seed("s", "7", "q")) == shown(ORDERING, seed("s", "7", "q"))


def test_the_parts_of_a_subject_do_not_run_together():
    assert seed("s", "1", "23") != seed("s", "12", "3")


def test_the_answers_to_a_statement_stay_in_place():
    assert shown(STATEMENT, b"any") == ("true", "false")


@pytest.mark.parametrize("question", [SINGLE, MULTIPLE, ORDERING])
def test_shown_positions_do_not_reveal_the_key(question):
    people = 4_000
    orders = [shown(question, seed("secret", str(person), "q")) for person in range(people)]

    counts = Counter((order.index("a"), order.index("b")) for order in orders)
    fair = people / len(counts)
    assert len(counts) == len(orders[0]) * (len(orders[0]) - 1)
    assert all(0.8 * fair < count < 1.2 * fair for count in counts.values())


def test_another_secret_shows_another_order():
    orders = {shown(ORDERING, seed(f"secret {n}", "7", "q")) for n in range(200)}

    assert len(orders) > 20


def test_a_shown_position_stands_for_the_option_shown_there():
    assert read_answer(SINGLE, ("c", "b", "a"), ["2"]) == ("b",)
    assert read_answer(MULTIPLE, ("c", "b", "a"), ["3", "1"]) == ("c", "a")


def test_the_places_of_shown_items_make_an_order():
    assert read_answer(ORDERING, ("c", "a", "d", "b"), ["3", "1", "4", "2"]) == tuple("abcd")


@pytest.mark.parametrize(
    ("question", "given", "words"),
    [
        (SINGLE, [], "请选一项"),
        (SINGLE, ["1", "2"], "请选一项"),
        (MULTIPLE, [], "至少选一项"),
        (STATEMENT, [""], "请选一项"),
        (ORDERING, ["1", "", "3", "4"], "每一项"),
        (ORDERING, ["1", "1", "3", "4"], "同一位"),
        (SINGLE, ["0"], "没有这个选项"),
        (SINGLE, ["9"], "没有这个选项"),
        (SINGLE, ["-1"], "没有这个选项"),
        (SINGLE, ["１"], "没有这个选项"),
        (SINGLE, ["1" * 5000], "没有这个选项"),
        (ORDERING, ["1", "2", "3", "4", "1"], "每一项"),
    ],
)
def test_what_is_incomplete_or_made_up_is_refused_with_an_instruction(question, given, words):
    order = shown(question, b"any")
    with pytest.raises(Invalid, match=words):
        read_answer(question, order, given)
