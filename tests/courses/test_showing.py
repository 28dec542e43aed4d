"""What a page shows of a check question and of a picture."""

import pytest

from lms.courses.domain import Picture
from lms.courses.queries import Given
from lms.courses.views.checks import Showing, Typed
from lms.courses.views.pictures import shown_picture
from lms.library.domain import Wording
from lms.questions.domain import Multiple, Option, TrueFalse

STATEMENT = TrueFalse(
    id="q",
    stem=Wording("没有投诉就是满意。", en="No complaint means content."),
    competency="mindset",
    answer=False,
    if_true=Wording("别太早放心。", en="Too early."),
    if_false=Wording("是的。", en="Yes."),
)
SEVERAL = Multiple(
    id="q",
    stem=Wording("哪些对？"),
    competency="mindset",
    options=(
        Option("a", Wording("甲"), True, Wording("甲对")),
        Option("b", Wording("乙"), True, Wording("乙对")),
        Option("c", Wording("丙"), False, Wording("丙错")),
    ),
)


@pytest.fixture(autouse=True)
def request_in(app):
    """Words need a request: it speaks a language."""
    with app.test_request_context(headers={"Accept-Language": "en"}):
        yield


def showing(question, order, **facts):
    return Showing(question=question, number=1, order=order, language="en", **facts).check()


def given(*answer: str, is_right: bool = False) -> Given:
    return Given("q", answer, is_right, 0)


def test_a_statement_offers_true_and_false_in_the_readers_language():
    shown = showing(STATEMENT, ("true", "false"))

    assert [option.text for option in shown.options] == ["True", "False"]
    assert shown.kind == "radio"


def test_a_right_answer_explains_the_other_one():
    shown = showing(STATEMENT, ("true", "false"), given=given("false", is_right=True))

    assert shown.state == "right"
    assert shown.others == (("True", "Too early."),)


def test_a_right_choice_with_something_lacking_is_told_so_without_being_told_what():
    shown = showing(SEVERAL, ("c", "a", "b"), given=given("a"))

    assert shown.state == "wrong"
    assert shown.remark
    assert [option.verdict for option in shown.options] == ["", "right", ""]
    assert [option.feedback for option in shown.options] == ["", "甲对", ""]


def test_an_answer_to_a_question_that_has_changed_since_is_not_shown():
    shown = showing(SEVERAL, ("c", "a", "b"), given=given("gone", is_right=True))

    assert shown.state == ""
    assert not [option for option in shown.options if option.chosen or option.feedback]


def test_what_was_typed_stays_chosen():
    shown = showing(SEVERAL, ("c", "a", "b"), typed=Typed("q", ["1", "3"], "…"))

    assert [option.chosen for option in shown.options] == [True, False, True]


def no_photo(path: str):
    raise AssertionError(f"{path}: drawings are files of the product")


def test_a_picture_says_how_large_it_is():
    shown = shown_picture(Picture("window", "A window", ""), "role-awareness", "en", no_photo)

    assert min(shown.width, shown.height) > 0
    assert shown.address.startswith("/static/img/courses/role-awareness/window.en.svg?v=")


def test_a_picture_without_a_file_has_no_size():
    shown = shown_picture(Picture("none", "Nothing", ""), "role-awareness", "en", no_photo)

    assert (shown.width, shown.height) == (0, 0)
