"""Answering checks: what a page gives away, and when."""

import re

import pytest

from tests.courses.conftest import LESSON

RIGHT_ORDER = ("先问候", "再询问", "后道谢")
KEY_WORDS = (
    "清楚。",
    "客户会再问一遍。",
    "顺序对了。",
    "想想谁先开口。",
)  # feedback: part of the key
CHANGING = re.compile(
    r'name="(?:csrf_token|key|page)" value="[^"]*"|nonce="[^"]*"'
)  # random in every page


def body(page) -> str:
    return CHANGING.sub("", page.response.get_data(as_text=True))


def test_no_feedback_is_in_any_byte_before_answering(lin):
    text = lin.open().response.get_data(as_text=True)

    assert not [words for words in KEY_WORDS if words in text]


def test_authored_ids_of_options_are_never_sent(lin):
    texts = [
        page.response.get_data(as_text=True)
        for page in (
            lin.open(),
            lin.answer("q-single", "说清楚"),
            lin.order("q-order", *RIGHT_ORDER),
        )
    ]

    assert not [text for text in texts if re.search(r'"(clear|vague|greet|ask|thank)"', text)]


@pytest.mark.parametrize(
    "changes",
    [
        [
            ("    text: 说清楚\n    right: true\n", "    text: 说清楚\n"),
            ("    text: 说含糊\n", "    text: 说含糊\n    right: true\n"),
            ("    text: Say it clearly\n    right: true\n", "    text: Say it clearly\n"),
            ("    text: Say it vaguely\n", "    text: Say it vaguely\n    right: true\n"),
        ],
        [("feedback: 清楚。", "feedback: 另一种说法，长得多，也完全不同。")],
        [("right: 顺序对了。", "right: 换了一句话。")],
    ],
)
def test_another_key_makes_not_one_byte_of_difference_before_answering(lin, desk, changes):
    before = body(lin.open())
    desk.change("01-first", *changes)

    assert body(lin.open()) == before


def test_another_order_makes_not_one_byte_of_difference_before_answering(lin, desk):
    before = body(lin.open())
    greet, ask = "  - {id: greet, text: 先问候}\n", "  - {id: ask, text: 再询问}\n"
    first, then = "  - {id: greet, text: Greet first}\n", "  - {id: ask, text: Then ask}\n"
    desk.change("01-first", (greet + ask, ask + greet), (first + then, then + first))

    assert body(lin.open()) == before


def test_a_wrong_answer_gets_feedback_about_what_was_chosen_and_about_nothing_else(lin):
    page = lin.answer("q-single", "说含糊")
    check = page.find("#check-q-single")

    assert "客户会再问一遍。" in check.get_text()
    assert "还不对" in check.get_text()
    assert "清楚。" not in page.response.get_data(as_text=True)


def test_a_wrong_answer_may_be_tried_again(lin):
    page = lin.answer("q-single", "说清楚", page=lin.answer("q-single", "说含糊"))
    check = page.find("#check-q-single")

    assert "答对了" in check.get_text()
    assert check.find("form") is None


def test_a_right_answer_also_explains_the_options_not_chosen(lin):
    page = lin.answer("q-single", "说清楚")

    assert "客户会再问一遍。" in page.find("#check-q-single details").get_text()


def test_an_answer_leads_back_to_its_question(lin):
    fields = lin.open().form("#check-q-single form")
    answer = lin.browser.client.post(
        f"{LESSON}/checks/q-single/answers", data={**fields, "choice": "1"}
    )

    assert (answer.status_code, answer.location) == (303, f"{LESSON}#check-q-single")


def test_an_order_is_graded_as_a_whole(lin):
    wrong = lin.order("q-order", "后道谢", "再询问", "先问候").find("#check-q-order").get_text(" ")
    check = lin.order("q-order", *RIGHT_ORDER).find("#check-q-order")

    assert "想想谁先开口。" in wrong
    assert "顺序对了。" in check.get_text(" ")
    assert [item.get_text() for item in check.select("ol.in-order li")] == list(RIGHT_ORDER)


def test_an_order_half_filled_in_stays_in_the_form(lin):
    page = lin.order("q-order", "先问候", "再询问", status=422)
    chosen = [option["value"] for option in page.all("#check-q-order option[selected]")]

    assert "请给每一项都选好次序" in page.find("#check-q-order .field-error").get_text()
    assert sorted(chosen) == ["1", "2"]


def test_nothing_chosen_is_said_at_the_question_and_on_top(lin):
    page = lin.answer("q-single", status=422)

    assert "请选一项再提交" in page.find("#check-q-single .field-error").get_text()
    assert page.find("main .note a")["href"] == "#check-q-single"


@pytest.mark.parametrize("choice", [["9"], ["0"], ["clear"], ["-1"], ["1", "2"]])
def test_a_made_up_choice_is_refused(lin, choice):
    lin.browser.submit(lin.open(), "#check-q-single form", 422, choice=choice)


def test_a_question_that_does_not_exist_is_not_found(lin):
    mark = lin.open().find("input[name=page]")["value"]

    lin.browser.post(f"{LESSON}/checks/none/answers", {"page": mark, "choice": "1"}, 404)


def test_two_people_see_their_own_order(lin, reader_of):
    def order(reader) -> list[str]:
        return [item.get_text() for item in reader.open().all("#check-q-order .order-item > span")]

    orders = [order(lin), *(order(reader_of(f"p{n}", "trainee")) for n in range(8))]

    assert order(lin) == orders[0]
    assert len(set(map(tuple, orders))) > 1


def test_every_try_is_kept_and_the_same_key_counts_once(lin):
    fields = lin.open().form("#check-q-order form")
    for places in (["1", "2", "3"], ["1", "2", "3"], ["3", "2", "1"]):
        data = {**fields, "choice": places}
        lin.browser.client.post(f"{LESSON}/checks/q-order/answers", data=data)
    lin.order("q-order", *RIGHT_ORDER, page=lin.open("/courses/desk/second"))

    assert lin.tries() == [("desk/first", "q-order"), ("desk/second", "q-order")]


def test_languages_share_one_answer(lin):
    lin.answer("q-single", "说清楚")
    lin.browser.language = "en"

    assert "Clear indeed." in lin.open().find("#check-q-single").get_text()
