"""Asking for hints: one after another, and never a byte of one before it was asked for."""

import re

import pytest
import sqlalchemy as sa

from lms.courses.models import CheckAnswer, HintAsked
from lms.db import db
from tests.courses.conftest import LESSON
from tests.courses.test_checks import RIGHT_ORDER

CANARIES = ("先想远处的灯塔", "再想近处的路灯", "The lighthouse first", "Then the street lamp")
ZH_WRONG = "  wrong: 想想谁先开口。\n"
ZH = "hints:\n  - 先想远处的灯塔。\n  - 再想近处的路灯。\n"
EN = "hints:\n  - The lighthouse first.\n  - Then the street lamp.\n"


@pytest.fixture
def hinted(desk):
    """The course with two hints to its ordering."""
    english = (desk.root / "courses/desk/01-first.en.md").read_text("utf-8")
    [wrong] = re.findall(r"  wrong: .*\n", english)
    desk.change("01-first", (ZH_WRONG, ZH_WRONG + ZH), (wrong, wrong + EN))
    return desk


def told(page) -> list[str]:
    text = page.response.get_data(as_text=True)
    return [words for words in CANARIES if words in text]


def ask(reader, page=None, **fields):
    """Press the button for a hint."""
    page = page or reader.open()
    button = page.find("#check-q-order button[formaction]")
    data = {**page.form("#check-q-order form"), "hint": button["value"], **fields}
    return reader.browser.post(f"{LESSON}/checks/q-order/hints", data)


def asked(reader) -> list[int]:
    with reader.app.app_context():
        return list(db.session.scalars(sa.select(HintAsked.number).order_by(HintAsked.id)))


def test_no_hint_is_in_any_byte_before_it_is_asked_for(lin, hinted):
    pages = [
        lin.open(),
        lin.order("q-order", "后道谢", "再询问", "先问候"),
        lin.open(f"{LESSON}/download"),
        lin.open("/search?q=灯塔"),
    ]

    assert [told(page) for page in pages[:3]] == [[], [], []]
    assert pages[3].all("main .found, main mark") == []


def test_hints_come_one_after_another_and_stay(lin, hinted):
    first = ask(lin)
    second = ask(lin, first)

    assert (told(first), told(second)) == (list(CANARIES[:1]), list(CANARIES[:2]))
    assert second.all("#check-q-order button[formaction]") == []
    assert told(lin.open()) == list(CANARIES[:2])
    assert asked(lin) == [1, 2]


def test_a_hint_leads_back_to_its_check_with_what_is_chosen_there(lin, hinted):
    page = ask(lin, choice=["2", "", "1"])
    chosen = page.all("#check-q-order select option[selected]")

    assert [one["value"] for one in chosen] == ["2", "1"]
    assert page.all("main .note") == []  # nothing is wrong


def test_a_hint_is_no_answer_and_completes_nothing(lin, hinted):
    ask(lin)
    with lin.app.app_context():
        answers = db.session.scalar(sa.select(sa.func.count()).select_from(CheckAnswer))

    assert (answers, lin.seconds(), lin.completed()) == (0, 0, set())


def test_the_same_wish_twice_is_one(lin, hinted):
    page = lin.open()
    for _press in range(2):
        ask(lin, page)
    ask(lin, page, key="another")

    assert asked(lin) == [1]


@pytest.mark.parametrize("number", ["2", "0", "4", "x", "-1", ""])
def test_a_hint_whose_turn_it_is_not_is_not_found(lin, hinted, number):
    data = {**lin.open().form("#check-q-order form"), "hint": number}
    lin.browser.post(f"{LESSON}/checks/q-order/hints", data, 404)

    assert asked(lin) == []


def test_a_check_without_hints_offers_none(lin, hinted):
    page = lin.open()
    data = {**page.form("#check-q-single form"), "hint": "1"}
    lin.browser.post(f"{LESSON}/checks/q-single/hints", data, 404)

    assert page.all("#check-q-single button[formaction]") == []


def test_the_hints_are_gone_once_the_check_is_right(lin, hinted):
    ask(lin)

    assert told(lin.order("q-order", *RIGHT_ORDER)) == []


def test_a_part_of_the_page_brings_the_hint_with_the_focus_on_it(lin, hinted):
    page = lin.open()
    data = {**page.form("#check-q-order form"), "hint": "1", "choice": ["1", "2", "3"]}
    answer = lin.browser.client.post(
        f"{LESSON}/checks/q-order/hints", data=data, headers={"HX-Request": "true"}
    )
    text = answer.get_data(as_text=True)

    assert answer.status_code == 200
    assert '"id": "check-q-order-hint-1"' in answer.headers["HX-Trigger-After-Settle"]
    assert [words for words in CANARIES if words in text] == [CANARIES[0]]
    assert text.count(" selected") == 3


def test_odd_positions_in_the_address_are_left_out(lin, hinted):
    page = lin.open(f"{LESSON}?check=q-order&choice={'9' * 5000}&choice=１&choice=2")
    chosen = page.all("#check-q-order select option[selected]")

    assert [one["value"] for one in chosen] == ["2"]


def test_a_material_revision_forgets_the_hints_too(lin, hinted):
    ask(lin)
    hinted.change("01-first", ("material: false", "material: true"))

    assert told(lin.open()) == []
    assert told(ask(lin)) == [CANARIES[0]]
